// Distribution: how long something takes, as data, and one draw from it.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/base/choices.hpp"
#include "engine/base/time.hpp"

namespace meseta {

struct Distribution {
  enum class Kind : std::uint8_t {
    Fixed,        // base
    Uniform,      // base + [0, spread]
    Exponential,  // base + exponential with mean `center`
    Lognormal,    // base + log-normal with median `center` and `sigma_milli`
    Empirical,    // one of `values`, with odds in proportion to its weight
  };
  struct Weighted {
    Duration value;
    std::uint32_t weight = 1;  // At least 1; all weights of a table together fit 32 bits.

    friend bool operator==(const Weighted&, const Weighted&) = default;
    template <class Self, class V>
    static void visit_fields(Self& self, V&& v) {
      v("value", self.value);
      v("weight", self.weight);
    }
  };

  Kind kind = Kind::Fixed;
  Duration base;
  Duration spread;
  Duration center;
  std::int64_t sigma_milli = 0;
  std::vector<Weighted> values;

  static constexpr Distribution fixed(Duration value) { return {.base = value}; }
  static constexpr Distribution uniform(Duration min, Duration max) {
    return {.kind = Kind::Uniform, .base = min, .spread = max - min};
  }

  friend bool operator==(const Distribution&, const Distribution&) = default;
  template <class Self, class V>
  static void visit_fields(Self& self, V&& v) {
    v("kind", self.kind);
    v("base", self.base);
    v("spread", self.spread);
    v("center", self.center);
    v("sigma_milli", self.sigma_milli);
    v("values", self.values);
  }
};

// The choice named by (site, entity, ordinal).
[[nodiscard]] Duration draw(const Distribution& from, const Choices& choices, Site site,
                            std::uint64_t entity, std::uint64_t ordinal);

}  // namespace meseta
