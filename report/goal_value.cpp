#include "report/goal_value.hpp"

#include <array>
#include <optional>

#include "report/wide.hpp"

namespace meseta {

namespace {

constexpr std::size_t kDigitsMax = 18;  // Then a number fits 64 bits.
constexpr unsigned kDecimalsMax = 9;

struct Unit {
  std::string_view name;
  std::int64_t ns;
};

constexpr std::array kUnits{
    Unit{"ns", 1},
    Unit{"us", 1'000},
    Unit{"ms", 1'000'000},
    Unit{"s", 1'000'000'000},
    Unit{"secs", 1'000'000'000},
    Unit{"m", 60'000'000'000},
    Unit{"mins", 60'000'000'000},
    Unit{"h", 3'600'000'000'000},
    Unit{"hrs", 3'600'000'000'000},
    Unit{"d", 86'400'000'000'000},
    Unit{"days", 86'400'000'000'000},
    Unit{"w", 604'800'000'000'000},
    Unit{"weeks", 604'800'000'000'000},
};

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Takes `12` or `12.5` off the front of `text`.
std::optional<GoalValue> take_number(std::string_view& text) {
  GoalValue value;
  std::size_t digits = 0;
  bool fraction = false;
  std::size_t size = 0;
  for (; size < text.size(); ++size) {
    const char c = text[size];
    if (c == '.' && !fraction && size > 0 && size + 1 < text.size() && is_digit(text[size + 1])) {
      fraction = true;
      continue;
    }
    if (!is_digit(c)) break;
    if (++digits > kDigitsMax || (fraction && ++value.decimals > kDecimalsMax)) return std::nullopt;
    value.bound = value.bound * 10 + (c - '0');
  }
  if (digits == 0) return std::nullopt;
  text.remove_prefix(size);
  return value;
}

// `5s`, `1.5h`, `1h30m`: parts of growing fineness, in all an exact number of nanoseconds.
std::optional<std::int64_t> parse_span(std::string_view text) {
  Wide total = 0;
  std::int64_t coarsest = INT64_MAX;
  while (!text.empty()) {
    const auto number = take_number(text);
    if (!number) return std::nullopt;
    std::size_t size = 0;
    while (size < text.size() && !is_digit(text[size])) ++size;
    const std::string_view name = text.substr(0, size);
    text.remove_prefix(size);
    const Unit* unit = nullptr;
    for (const Unit& known : kUnits) {
      if (known.name == name) unit = &known;
    }
    if (unit == nullptr || unit->ns >= coarsest) return std::nullopt;
    coarsest = unit->ns;
    Wide ns = Wide{number->bound} * unit->ns;
    for (unsigned i = 0; i < number->decimals; ++i) {
      if (ns % 10 != 0) return std::nullopt;
      ns /= 10;
    }
    total += ns;
  }
  if (coarsest == INT64_MAX || total > INT64_MAX) return std::nullopt;
  return static_cast<std::int64_t>(total);
}

}  // namespace

tl::expected<GoalValue, std::string> parse_goal_value(std::string_view text,
                                                      const Measure& measure) {
  const auto expected = [](const char* what) { return tl::unexpected<std::string>(what); };
  if (measure.is_span()) {
    if (const auto ns = parse_span(text)) return GoalValue{*ns, 0};
    return expected("a duration such as 5s or 1h30m");
  }
  const bool counted = measure.unit == Measure::Unit::Count;
  const bool percent = measure.unit == Measure::Unit::Fraction && text.ends_with('%');
  if (percent) text.remove_suffix(1);
  const auto value = take_number(text);
  if (value && text.empty() && !(counted && value->decimals > 0)) {
    return GoalValue{value->bound, value->decimals + (percent ? 2 : 0)};
  }
  if (counted) return expected("an integer such as 100");
  if (measure.unit == Measure::Unit::Fraction) {
    return expected("a percentage such as 85%, or a decimal such as 0.85");
  }
  return expected("a decimal such as 12.5");
}

}  // namespace meseta
