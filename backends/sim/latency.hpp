// Latency: a distribution and who draws from it, by choice, so that each message's delay depends on
// nothing but its own name. Inline where a draw is cheap: every message makes one.
#pragma once

#include <cstdint>
#include <utility>

#include "engine/base/choices.hpp"
#include "workload/distribution.hpp"

namespace meseta {

class Latency {
 public:
  Latency(Distribution distribution, const Choices& choices)
      : distribution_(std::move(distribution)), choices_(choices) {}

  [[nodiscard]] Duration draw(Site site, std::uint64_t entity, std::uint64_t ordinal) const {
    switch (distribution_.kind) {
      case Distribution::Kind::Fixed:
        return distribution_.base;
      case Distribution::Kind::Uniform:
        return distribution_.base +
               choices_.between({}, distribution_.spread, site, entity, ordinal);
      default:
        return meseta::draw(distribution_, choices_, site, entity, ordinal);
    }
  }

 private:
  Distribution distribution_;
  Choices choices_;
};

}  // namespace meseta
