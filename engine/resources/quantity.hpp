// Quantity: an amount of a scalar resource, in whole thousandths.
//
// 0.1 + 0.2 is 0.3 here. Text is read digit by digit and rounded to the nearest thousandth, half
// away from zero, as Mesos rounds; no floating point is involved, so a share computed from
// quantities is the same on every processor.
//
// Amounts are not negative and a sum per resource stays below kQuantityMax: products of two sums
// then fit in 128 bits. Whoever lets amounts in asks addable() first; beyond it a sum is a CHECK.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "engine/base/check.hpp"
#include "engine/base/result.hpp"

namespace meseta {

struct Quantity {
  std::int64_t milli = 0;

  static constexpr Quantity whole(std::int64_t n) { return {n * 1000}; }

  [[nodiscard]] constexpr bool is_whole() const { return milli % 1000 == 0; }

  // What is left after taking `taken`, but never less than nothing.
  [[nodiscard]] constexpr Quantity without(Quantity taken) const {
    return {milli > taken.milli ? milli - taken.milli : 0};
  }

  friend constexpr auto operator<=>(Quantity, Quantity) = default;
  friend constexpr Quantity operator+(Quantity a, Quantity b) { return {a.milli + b.milli}; }
  friend constexpr Quantity operator-(Quantity a, Quantity b) { return {a.milli - b.milli}; }
  constexpr Quantity& operator+=(Quantity other) { return *this = *this + other; }
  constexpr Quantity& operator-=(Quantity other) { return *this = *this - other; }

  template <class Self, class V>
  static void visit_fields(Self& self, V&& v) {
    v("milli", self.milli);
  }
};

inline constexpr Quantity kQuantityMax{std::int64_t{1} << 52U};

// Whether a sum may be formed.
constexpr bool addable(Quantity a, Quantity b) { return a + b <= kQuantityMax; }

// A decimal number such as `4`, `0.125` or `1e3`. Refused: a sign, anything above kQuantityMax, and
// a positive number that rounds to nothing.
[[nodiscard]] Result<Quantity> parse_quantity(std::string_view text);

// The shortest decimal number that reads back as this quantity: `4`, `0.1`, `2.125`.
[[nodiscard]] std::string to_string(Quantity quantity);

}  // namespace meseta
