#include "scenarios/forms.hpp"

#include <algorithm>
#include <array>

namespace meseta {

namespace {

constexpr std::size_t kNameMax = 63;
constexpr std::size_t kDomainPartsMax = 8;
constexpr std::int64_t kMillion = 1'000'000;

bool digit(char c) { return '0' <= c && c <= '9'; }
bool letter(char c) { return ('a' <= c && c <= 'z') || ('A' <= c && c <= 'Z'); }

std::string_view take_while(std::string_view& rest, bool (*keep)(char)) {
  const auto end = std::find_if_not(rest.begin(), rest.end(), keep);
  const auto size = static_cast<std::size_t>(end - rest.begin());
  const std::string_view taken = rest.substr(0, size);
  rest.remove_prefix(size);
  return taken;
}

// Takes `12` or `12.5` from the front and returns it times `unit`, if that is a whole number that
// fits.
std::optional<std::int64_t> take_decimal(std::string_view& rest, std::int64_t unit) {
  const std::string_view whole = take_while(rest, digit);
  std::string_view decimals;
  if (rest.starts_with('.')) {
    rest.remove_prefix(1);
    decimals = take_while(rest, digit);
    if (decimals.empty()) return std::nullopt;
  }
  if (whole.empty() || whole.size() > 18 || decimals.size() > 18) return std::nullopt;

  __extension__ using Wide = __int128;
  Wide value = 0;
  for (const char c : whole) value = value * 10 + (c - '0');
  value *= unit;
  Wide divisor = 1;
  Wide numerator = 0;
  for (const char c : decimals) {
    numerator = numerator * 10 + (c - '0');
    divisor *= 10;
  }
  numerator *= unit;
  if (numerator % divisor != 0) return std::nullopt;
  value += numerator / divisor;
  if (value > INT64_MAX) return std::nullopt;
  return static_cast<std::int64_t>(value);
}

struct Unit {
  std::string_view name;
  std::int64_t ns;
};

constexpr std::int64_t kSecond = 1'000'000'000;
constexpr std::array<Unit, 13> kUnits = {{{"ns", 1},
                                          {"us", 1'000},
                                          {"ms", 1'000'000},
                                          {"s", kSecond},
                                          {"secs", kSecond},
                                          {"m", 60 * kSecond},
                                          {"mins", 60 * kSecond},
                                          {"h", 3600 * kSecond},
                                          {"hrs", 3600 * kSecond},
                                          {"d", 86'400 * kSecond},
                                          {"days", 86'400 * kSecond},
                                          {"w", 604'800 * kSecond},
                                          {"weeks", 604'800 * kSecond}}};

// The number stands before its unit, so it is read once the unit is known.
std::optional<std::int64_t> take_duration_part(std::string_view& rest) {
  std::string_view after = rest;
  take_while(after, [](char c) { return digit(c) || c == '.'; });
  const std::string_view number = rest.substr(0, rest.size() - after.size());
  const std::string_view name = take_while(after, letter);
  const auto unit = std::find_if(kUnits.begin(), kUnits.end(),
                                 [&](const Unit& known) { return known.name == name; });
  if (unit == kUnits.end()) return std::nullopt;
  std::string_view number_rest = number;
  const auto value = take_decimal(number_rest, unit->ns);
  if (!number_rest.empty()) return std::nullopt;
  rest = after;
  return value;
}

}  // namespace

std::optional<std::int64_t> parse_duration(std::string_view text) {
  std::int64_t sum = 0;
  do {
    const auto part = take_duration_part(text);
    if (!part || __builtin_add_overflow(sum, *part, &sum)) return std::nullopt;
  } while (!text.empty());
  return sum;
}

std::optional<std::int64_t> parse_odds(std::string_view text) {
  const std::size_t in = text.find(" in ");
  if (in == std::string_view::npos) {
    const auto share = take_decimal(text, kMillion / 100);
    if (!share || text != "%" || *share > kMillion) return std::nullopt;
    return share;
  }
  std::string_view of = text.substr(in + 4);
  std::string_view some = text.substr(0, in);
  const auto all = take_decimal(of, 1);
  const auto hits = take_decimal(some, 1);
  if (!all || !hits || !of.empty() || !some.empty()) return std::nullopt;
  if (*hits == 0 || *hits > *all || *all > kMillion) return std::nullopt;
  return *hits * kMillion / *all;
}

std::optional<std::int64_t> parse_thousandths(std::string_view text) {
  const auto value = take_decimal(text, 1000);
  return text.empty() ? value : std::nullopt;
}

bool is_name(std::string_view text) {
  if (text.empty() || text.size() > kNameMax) return false;
  if (!letter(text[0]) && !digit(text[0])) return false;
  return std::all_of(text.begin(), text.end(), [](char c) {
    return letter(c) || digit(c) || c == '_' || c == '.' || c == '-';
  });
}

bool is_domain(std::string_view text) {
  for (std::size_t parts = 1; parts <= kDomainPartsMax; ++parts) {
    const std::size_t slash = text.find('/');
    if (!is_name(text.substr(0, slash))) return false;
    if (slash == std::string_view::npos) return true;
    text.remove_prefix(slash + 1);
  }
  return false;
}

bool is_line(std::string_view text, std::size_t size_max) {
  return text.size() <= size_max && std::none_of(text.begin(), text.end(), [](char c) {
           return (0 <= c && c < ' ') || c == '\x7f';
         });
}

}  // namespace meseta
