// Which cards of one agent should a task take?
#pragma once

#include <cstdint>
#include <optional>

#include "engine/resources/cards.hpp"

namespace meseta {

struct CardsChoice {
  Cards taken;
  std::uint32_t broken = 0;  // Whole cards of which only a part is taken.
};

// `count` different cards with `milli` of each, those with the least left that is enough, then
// those of the lowest number. Nothing, if there are not as many.
[[nodiscard]] std::optional<CardsChoice> choose_cards(const Cards& free, std::uint32_t count,
                                                      std::uint32_t milli);

}  // namespace meseta
