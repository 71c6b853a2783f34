// Measure: one number of a report, exact, and what it is a number of.
//
// Nothing here is floating point, so a report is the same on every machine and a goal compares what
// the reader sees.
#pragma once

#include <cstdint>
#include <string>

#include "engine/base/time.hpp"
#include "report/wide.hpp"

namespace meseta {

// A part of a whole, in millionths: what reports print of a ratio.
struct Fraction {
  std::int64_t millionths = 0;

  friend constexpr auto operator<=>(Fraction, Fraction) = default;
};

// Rounded half up; 0 of nothing. `part` may exceed `whole`.
Fraction fraction_of(UnsignedWide part, UnsignedWide whole);

struct Measure {
  enum class Unit : std::uint8_t {
    Count,        // value
    Fraction,     // value / 1,000,000
    Thousandths,  // value / 1,000
    Seconds,      // nanoseconds, told in seconds
    Millis,       // nanoseconds, told in milliseconds
  };

  Unit unit = Unit::Count;
  std::int64_t value = 0;
  bool present = true;  // False: there was nothing to measure.

  static constexpr Measure count(std::uint64_t n) {
    return {Unit::Count, static_cast<std::int64_t>(n)};
  }
  static constexpr Measure fraction(Fraction f) { return {Unit::Fraction, f.millionths}; }
  static constexpr Measure thousandths(std::int64_t n) { return {Unit::Thousandths, n}; }
  static constexpr Measure seconds(Duration d) { return {Unit::Seconds, d.ns}; }
  static constexpr Measure millis(Duration d) { return {Unit::Millis, d.ns}; }
  static constexpr Measure absent(Unit unit) { return {unit, 0, false}; }

  [[nodiscard]] constexpr bool is_span() const {
    return unit == Unit::Seconds || unit == Unit::Millis;
  }
  // Digits behind the decimal point of what is told: value / 10^decimals().
  [[nodiscard]] constexpr unsigned decimals() const {
    switch (unit) {
      case Unit::Count:
        return 0;
      case Unit::Fraction:
      case Unit::Millis:
        return 6;
      case Unit::Thousandths:
        return 3;
      case Unit::Seconds:
        return 9;
    }
    return 0;
  }

  friend bool operator==(const Measure&, const Measure&) = default;
};

// value / 10^decimals, exact, without zeros at its end: `12`, `0.25`, `-3.001`.
std::string decimal(std::int64_t value, unsigned decimals);

// For people: `2,000,000`, `58.3 %`, `12.5 ms`, `2d 3h`; `-` if absent.
std::string to_text(const Measure& measure);
std::string to_text(Duration span);
std::string with_separators(std::uint64_t n);
// `512 B`, `1.2 GiB`
std::string bytes_text(std::uint64_t bytes);

}  // namespace meseta
