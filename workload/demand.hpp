// Demand: what one task needs of one agent.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/base/text.hpp"
#include "engine/resources/resources.hpp"

namespace meseta {

struct Demand {
  Resources resources;           // Without gpus: those are the cards.
  std::uint32_t cards = 0;       // How many different ones.
  std::uint32_t card_milli = 0;  // Of each, in [1, 1000]; 0 without cards.
  std::vector<Text> models;      // Of the cards; sorted; empty: any.

  friend bool operator==(const Demand&, const Demand&) = default;
};

}  // namespace meseta
