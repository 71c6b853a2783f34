// Mangler: the same good input damaged in thousands of ways, by seed, with nothing left to chance.
//
// It flips and inserts bytes, cuts, repeats and swaps stretches, and puts in words that parsers
// trip over. One to four of these at once, so that many results are still nearly right.
#pragma once

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <string>
#include <string_view>

#include "engine/base/choices.hpp"

namespace meseta::testing {

// The numbers come first, see kNumbers.
inline constexpr std::string_view kTrippers[] = {"-1",
                                                 "0",
                                                 "7",
                                                 "65536",
                                                 "99999999999999999999",
                                                 "18446744073709551616",
                                                 "1e9",
                                                 "0x10",
                                                 "NaN",
                                                 "1.5",
                                                 "-",
                                                 ",",
                                                 ",,",
                                                 "\n",
                                                 "\r\n",
                                                 "\r",
                                                 "\t",
                                                 "  ",
                                                 ":",
                                                 ": ",
                                                 "- ",
                                                 "|",
                                                 "{",
                                                 "}",
                                                 "[",
                                                 "]",
                                                 "*a",
                                                 "&a ",
                                                 "!!int ",
                                                 "<<: ",
                                                 "? ",
                                                 "---\n",
                                                 "...\n",
                                                 "%",
                                                 "#",
                                                 "\"",
                                                 "'",
                                                 "null",
                                                 "~",
                                                 ";",
                                                 std::string_view("\0", 1),
                                                 "\xff\xfe"};
inline constexpr std::size_t kNumbers = 10;

class Mangler {
 public:
  explicit Mangler(std::uint64_t seed) : choices_(seed) {}

  std::string operator()(std::string_view good, std::uint64_t number) {
    number_ = number;
    ordinal_ = 0;
    std::string text(good);
    for (std::uint64_t left = 1 + below(4); left > 0; --left) damage(text);
    return text;
  }

 private:
  std::size_t below(std::size_t bound) {
    return bound == 0 ? 0 : choices_.below(bound, Site("mangle"), number_, ordinal_++);
  }

  void damage(std::string& text) {
    const std::size_t at = below(text.size() + 1);
    const std::size_t size = std::min(below(24), text.size() - at);
    switch (below(8)) {
      case 0:
        if (at < text.size()) text[at] = static_cast<char>(below(256));
        break;
      case 1:
        text.erase(at, size);
        break;
      case 2:
        text.resize(at);
        break;
      case 3:
        text.insert(at, text.substr(at, size));
        break;
      case 4:
        text.replace(at, size, kTrippers[below(std::size(kTrippers))]);
        break;
      case 5:
        text.insert(at, kTrippers[below(std::size(kTrippers))]);
        break;
      case 6:
        swap_lines(text);
        break;
      default:
        replace_number(text, at);
        break;
    }
  }

  void swap_lines(std::string& text) {
    const std::size_t a = text.find('\n', below(text.size() + 1));
    const std::size_t b = a == std::string::npos ? a : text.find('\n', a + 1);
    if (b == std::string::npos) return;
    const std::size_t begin = text.rfind('\n', a - (a > 0 ? 1 : 0)) + 1;
    if (begin > a) return;
    std::rotate(text.begin() + static_cast<std::ptrdiff_t>(begin),
                text.begin() + static_cast<std::ptrdiff_t>(a + 1),
                text.begin() + static_cast<std::ptrdiff_t>(b + 1));
  }

  void replace_number(std::string& text, std::size_t at) {
    const std::size_t begin = text.find_first_of("0123456789", at);
    if (begin == std::string::npos) return;
    const std::size_t end = std::min(text.find_first_not_of("0123456789", begin), text.size());
    text.replace(begin, end - begin, kTrippers[below(kNumbers)]);
  }

  Choices choices_;
  std::uint64_t number_ = 0;
  std::uint64_t ordinal_ = 0;
};

// Whether an error begins with `FILE:ROW`, and says at its end what was expected.
inline bool has_place(std::string_view message, std::string_view file) {
  if (!message.starts_with(file)) return false;
  message.remove_prefix(file.size());
  if (message.size() < 3 || message[0] != ':' || message[1] < '0' || message[1] > '9') return false;
  return message.find("; expected ") != std::string_view::npos;
}

}  // namespace meseta::testing
