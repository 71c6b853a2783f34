// Time and Duration: instants and spans, in integer nanoseconds.
//
// An instant counts from the Unix epoch, so the simulator's time zero is an ordinary instant too.
// Instants subtract to durations and never mix with plain integers: no epsilon, no floating point,
// no unit in a variable's name. 2^63 ns reach the year 2262; sums that would pass it are bugs of
// the caller, which bounds every duration it accepts (see each option's limit).
#pragma once

#include <compare>
#include <cstdint>

namespace meseta {

struct Duration {
  std::int64_t ns = 0;

  friend constexpr auto operator<=>(Duration, Duration) = default;
  friend constexpr Duration operator+(Duration a, Duration b) { return {a.ns + b.ns}; }
  friend constexpr Duration operator-(Duration a, Duration b) { return {a.ns - b.ns}; }
  friend constexpr Duration operator-(Duration a) { return {-a.ns}; }
  friend constexpr Duration operator*(Duration a, std::int64_t n) { return {a.ns * n}; }
  friend constexpr Duration operator/(Duration a, std::int64_t n) { return {a.ns / n}; }
  friend constexpr std::int64_t operator/(Duration a, Duration b) { return a.ns / b.ns; }
  friend constexpr Duration operator%(Duration a, Duration b) { return {a.ns % b.ns}; }
};

struct Time {
  std::int64_t ns = 0;

  friend constexpr auto operator<=>(Time, Time) = default;
  friend constexpr Time operator+(Time t, Duration d) { return {t.ns + d.ns}; }
  friend constexpr Time operator-(Time t, Duration d) { return {t.ns - d.ns}; }
  friend constexpr Duration operator-(Time a, Time b) { return {a.ns - b.ns}; }
};

// Later than any instant that happens.
inline constexpr Time kTimeMax{INT64_MAX};

constexpr Duration nanoseconds(std::int64_t n) { return {n}; }
constexpr Duration microseconds(std::int64_t n) { return {n * 1'000}; }
constexpr Duration milliseconds(std::int64_t n) { return {n * 1'000'000}; }
constexpr Duration seconds(std::int64_t n) { return {n * 1'000'000'000}; }
constexpr Duration minutes(std::int64_t n) { return seconds(n * 60); }
constexpr Duration hours(std::int64_t n) { return seconds(n * 3600); }
constexpr Duration days(std::int64_t n) { return hours(n * 24); }

}  // namespace meseta
