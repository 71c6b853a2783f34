// TextMatchers: does a text match a regex, and which regexes are there?
//
// The engine knows no syntax of regexes. Whoever brings one owes:
//
//  1. `matches` says whether the whole text matches, not a part of it.
//  2. The answer depends on regex and text alone: asked again, in whatever order, it is the same.
//     Otherwise a replay could offer other agents.
//  3. `compile` refuses what it cannot match in bounded memory and in time linear in the text,
//     saying why in words for the author of the regex. It throws nothing.
//  4. A matcher may outlive its factory.
//
// The one that is used is `regex/re2_matchers.hpp`.
#pragma once

#include <memory>
#include <string_view>

#include "engine/base/result.hpp"

namespace meseta {

class TextMatcher {
 public:
  virtual ~TextMatcher() = default;
  [[nodiscard]] virtual bool matches(std::string_view text) const = 0;
};

class TextMatchers {
 public:
  virtual ~TextMatchers() = default;
  [[nodiscard]] virtual Result<std::unique_ptr<TextMatcher>> compile(std::string_view regex) = 0;
};

}  // namespace meseta
