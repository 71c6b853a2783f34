#include "engine/resources/quantity.hpp"

#include <algorithm>

#include "engine/resources/text_cursor.hpp"

namespace meseta {

namespace {

constexpr std::string_view kExpected = "; expected a number such as 4 or 0.125";
constexpr std::int64_t kExponentMax = 9999;  // Beyond it a number is only larger or only smaller.

// A decimal number: 0.<digits> * 10^point, without leading zeros among the digits.
struct Decimal {
  std::string digits;
  std::int64_t point = 0;
};

std::optional<std::int64_t> read_exponent(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  if (text.empty()) return std::nullopt;
  std::int64_t exponent = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    exponent = std::min(exponent * 10 + (c - '0'), kExponentMax);
  }
  return negative ? -exponent : exponent;
}

std::optional<Decimal> read_decimal(std::string_view text) {
  Decimal decimal;
  bool after_point = false;
  bool any = false;
  std::size_t at = 0;
  for (; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '.' && !after_point) {
      after_point = true;
      continue;
    }
    if (c < '0' || c > '9') break;
    any = true;
    const bool leading_zero = c == '0' && decimal.digits.empty();
    if (!leading_zero) decimal.digits += c;
    if (!after_point && !leading_zero) ++decimal.point;
    if (after_point && leading_zero) --decimal.point;
  }
  if (!any) return std::nullopt;
  if (at < text.size()) {
    if (text[at] != 'e' && text[at] != 'E') return std::nullopt;
    const auto exponent = read_exponent(text.substr(at + 1));
    if (!exponent) return std::nullopt;
    decimal.point += *exponent;
  }
  return decimal;
}

}  // namespace

Result<Quantity> parse_quantity(std::string_view text) {
  if (text.starts_with('-') || text.starts_with('+')) {
    return refuse(quoted(text) + " has a sign" + std::string(kExpected));
  }
  const auto decimal = read_decimal(text);
  if (!decimal) return refuse(quoted(text) + " is not a number" + std::string(kExpected));
  if (decimal->digits.empty()) return Quantity{};

  const Refusal too_large{quoted(text) + " is too large; at most " + to_string(kQuantityMax)};
  const std::int64_t whole_digits = decimal->point + 3;  // Of the number of thousandths.
  if (whole_digits > 17) return tl::unexpected(too_large);
  std::int64_t milli = 0;
  for (std::int64_t i = 0; i < whole_digits; ++i) {
    const auto at = static_cast<std::size_t>(i);
    milli = milli * 10 + (at < decimal->digits.size() ? decimal->digits[at] - '0' : 0);
  }
  if (whole_digits >= 0) {
    const auto next = static_cast<std::size_t>(whole_digits);
    if (next < decimal->digits.size() && decimal->digits[next] >= '5') ++milli;
  }
  if (milli == 0) {
    return refuse(quoted(text) + " rounds to nothing; the smallest quantity is 0.001");
  }
  if (milli > kQuantityMax.milli) return tl::unexpected(too_large);
  return Quantity{milli};
}

std::string to_string(Quantity quantity) {
  const std::int64_t milli = quantity.milli;
  const std::uint64_t size =
      milli < 0 ? 0 - static_cast<std::uint64_t>(milli) : static_cast<std::uint64_t>(milli);
  std::string text = (milli < 0 ? "-" : "") + std::to_string(size / 1000);
  if (size % 1000 == 0) return text;
  std::string fraction = std::to_string(1000 + size % 1000);
  fraction[0] = '.';
  while (fraction.back() == '0') fraction.pop_back();
  return text + fraction;
}

}  // namespace meseta
