// Re2Matchers: regexes by RE2, as offer constraints have them.
//
// Time is linear in the text and memory bounded whatever the regex, so a framework cannot stall the
// allocator. A regex is refused if RE2 cannot read it, if its program does not fit into
// `memory_bytes_max`, or if it has more than `program_size_max` instructions. Both numbers mean
// what RE2 of the installed version counts: of 20220601, n plain characters are n + 4 instructions,
// and the memory of 4096 is what refuses large classes of characters such as `\pL`.
//
// Regexes and texts are UTF-8. A regex that is not UTF-8 is refused. In a text, `.` and classes
// match whole characters, never a byte that is no part of one; only `\C` does. `(?i)` folds case by
// Unicode's simple folding, while `\d`, `\w`, `\s` and `\b` know ASCII only. `.` matches no newline
// unless `(?s)` says so. A zero byte is a character like another.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

#include "engine/constraints/text_matchers.hpp"

namespace meseta {

class Re2Matchers final : public TextMatchers {
 public:
  struct Options {
    std::int64_t memory_bytes_max = 4096;  // At least 1. Of RE2's budget for program and matching.
    std::int32_t program_size_max = 100;   // Instructions.
  };

  Re2Matchers() : Re2Matchers(Options{}) {}
  explicit Re2Matchers(Options options);

  [[nodiscard]] Result<std::unique_ptr<TextMatcher>> compile(std::string_view regex) override;

 private:
  Options options_;
};

}  // namespace meseta
