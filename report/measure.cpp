#include "report/measure.hpp"

#include <algorithm>
#include <array>

namespace meseta {

namespace {

constexpr std::uint64_t magnitude(std::int64_t value) {
  return value < 0 ? ~static_cast<std::uint64_t>(value) + 1 : static_cast<std::uint64_t>(value);
}

// value / divisor with one decimal, rounded half up, without `.0`.
std::string one_decimal(std::uint64_t value, std::uint64_t divisor) {
  const auto tenths =
      static_cast<std::uint64_t>((UnsignedWide{value} * 10 + divisor / 2) / divisor);
  std::string text = with_separators(tenths / 10);
  if (tenths % 10 != 0) text += "." + std::to_string(tenths % 10);
  return text;
}

struct Scale {
  std::uint64_t size;
  const char* name;
};

// Below a minute one unit with a decimal; above, the two largest that count.
std::string long_span(std::uint64_t ns) {
  constexpr std::array kScales{Scale{86'400, "d"}, Scale{3600, "h"}, Scale{60, "m"}, Scale{1, "s"}};
  std::uint64_t left = (ns + 500'000'000) / 1'000'000'000;
  std::string text;
  int parts = 0;
  for (const auto& [size, name] : kScales) {
    if (parts > 0) ++parts;
    if (parts > 2) break;
    const std::uint64_t n = left / size;
    left %= size;
    if (n == 0) continue;
    if (parts == 0) parts = 1;
    if (!text.empty()) text += ' ';
    text += with_separators(n) + name;
  }
  return text;
}

}  // namespace

Fraction fraction_of(UnsignedWide part, UnsignedWide whole) {
  if (whole == 0) return {};
  // Keeps the product below 2^128; what is cut is far below a millionth.
  while (part >> 100U != 0 || whole >> 100U != 0) {
    part >>= 1U;
    whole >>= 1U;
  }
  if (whole == 0) return {};
  return {static_cast<std::int64_t>((part * 1'000'000 + whole / 2) / whole)};
}

std::string decimal(std::int64_t value, unsigned decimals) {
  std::string digits = std::to_string(magnitude(value));
  if (digits.size() <= decimals) digits.insert(0, decimals + 1 - digits.size(), '0');
  std::string fraction = digits.substr(digits.size() - decimals);
  digits.resize(digits.size() - decimals);
  fraction.erase(fraction.find_last_not_of('0') + 1);
  if (!fraction.empty()) digits += "." + fraction;
  return value < 0 ? "-" + digits : digits;
}

std::string with_separators(std::uint64_t n) {
  std::string text = std::to_string(n);
  for (std::size_t at = text.size(); at > 3;) {
    at -= 3;
    text.insert(at, 1, ',');
  }
  return text;
}

std::string bytes_text(std::uint64_t bytes) {
  constexpr std::array kScales{Scale{1ULL << 30U, " GiB"}, Scale{1ULL << 20U, " MiB"},
                               Scale{1ULL << 10U, " KiB"}};
  for (const auto& [size, name] : kScales) {
    if (bytes >= size) return one_decimal(bytes, size) + name;
  }
  return std::to_string(bytes) + " B";
}

std::string to_text(Duration span) {
  constexpr std::array kScales{Scale{1'000'000'000, " s"}, Scale{1'000'000, " ms"},
                               Scale{1000, " us"}};
  const std::string sign = span.ns < 0 ? "-" : "";
  const std::uint64_t ns = magnitude(span.ns);
  if (ns == 0) return "0 s";
  if (ns >= 60'000'000'000) return sign + long_span(ns);
  for (const auto& [size, name] : kScales) {
    if (ns >= size) return sign + one_decimal(ns, size) + name;
  }
  return sign + std::to_string(ns) + " ns";
}

std::string to_text(const Measure& measure) {
  if (!measure.present) return "-";
  const std::string sign = measure.value < 0 ? "-" : "";
  const std::uint64_t size = magnitude(measure.value);
  switch (measure.unit) {
    case Measure::Unit::Count:
      return sign + with_separators(size);
    case Measure::Unit::Fraction:
      return sign + one_decimal(size, 10'000) + " %";
    case Measure::Unit::Thousandths: {
      std::string text = sign + with_separators(size / 1000);
      if (size % 1000 != 0) text += decimal(static_cast<std::int64_t>(size % 1000), 3).substr(1);
      return text;
    }
    case Measure::Unit::Seconds:
    case Measure::Unit::Millis:
      return to_text(Duration{measure.value});
  }
  return "?";
}

}  // namespace meseta
