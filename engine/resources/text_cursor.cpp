#include "engine/resources/text_cursor.hpp"

#include <algorithm>

namespace meseta {

std::string quoted(std::string_view text) {
  constexpr std::size_t kShown = 40;
  std::string shown = "'";
  for (const char c : text.substr(0, kShown)) {
    shown += c != ' ' && is_blank_or_control(c) ? '?' : c;
  }
  if (text.size() > kShown) shown += "...";
  return shown + "'";
}

std::optional<std::uint64_t> read_number(std::string_view digits) {
  if (digits.empty()) return std::nullopt;
  std::uint64_t number = 0;
  for (const char c : digits) {
    if (c < '0' || c > '9') return std::nullopt;
    const auto digit = static_cast<std::uint64_t>(c - '0');
    if (number > (UINT64_MAX - digit) / 10) return std::nullopt;
    number = number * 10 + digit;
  }
  return number;
}

std::string_view TextCursor::take_until(std::string_view stops) {
  skip_blanks();
  const std::size_t begin = at_;
  at_ = std::min(text_.find_first_of(stops, begin), text_.size());
  std::size_t end = at_;
  while (end > begin && is_blank(text_[end - 1])) --end;
  return text_.substr(begin, end - begin);
}

}  // namespace meseta
