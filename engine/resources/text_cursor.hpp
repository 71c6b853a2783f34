// TextCursor: a place in a text being read, and the words for what is wrong there.
//
// Every reader of text in this folder walks with one, so all errors look alike:
// `column 6: 'x' is not a number; expected digits such as 4 or 0.125`.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "engine/base/result.hpp"

namespace meseta {

// A piece of input as a message shows it: between quotes, at most 40 bytes, control bytes as `?`.
[[nodiscard]] std::string quoted(std::string_view text);

// All of it as a decimal number without sign; nullopt if it is none or does not fit.
[[nodiscard]] std::optional<std::uint64_t> read_number(std::string_view digits);

[[nodiscard]] constexpr bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}
// Control bytes and space. Bytes above 127 are parts of UTF-8 and pass.
[[nodiscard]] constexpr bool is_blank_or_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte <= 0x20 || byte == 0x7f;
}

class TextCursor {
 public:
  explicit TextCursor(std::string_view text) : text_(text) {}

  [[nodiscard]] bool at_end() const { return at_ == text_.size(); }
  [[nodiscard]] char peek() const { return at_end() ? '\0' : text_[at_]; }
  [[nodiscard]] std::size_t column() const { return at_ + 1; }

  void skip_blanks() {
    while (!at_end() && is_blank(text_[at_])) ++at_;
  }

  void step() { ++at_; }  // Not at the end.

  // Steps over blanks and then over `c`, if that is what follows.
  bool take(char c) {
    skip_blanks();
    if (at_end() || text_[at_] != c) return false;
    ++at_;
    return true;
  }

  // What stands before the next byte that is one of `stops` (or the end), without blanks around it.
  std::string_view take_until(std::string_view stops);

  // A refusal that points here, or at `column`.
  [[nodiscard]] tl::unexpected<Refusal> refuse_here(const std::string& what) const {
    return refuse_at(column(), what);
  }
  [[nodiscard]] static tl::unexpected<Refusal> refuse_at(std::size_t column,
                                                         const std::string& what) {
    return refuse("column " + std::to_string(column) + ": " + what);
  }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace meseta
