// GlobMatchers: matchers whose only syntax is `*`, and which count what they are asked.
//
// A regex that begins with `!` is refused.
#pragma once

#include <algorithm>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/constraints/text_matchers.hpp"

namespace meseta {

inline bool glob_matches(std::string_view glob, std::string_view text) {
  if (glob.empty()) return text.empty();
  if (glob.front() != '*') {
    return !text.empty() && glob.front() == text.front() &&
           glob_matches(glob.substr(1), text.substr(1));
  }
  return glob_matches(glob.substr(1), text) ||
         (!text.empty() && glob_matches(glob, text.substr(1)));
}

class GlobMatchers final : public TextMatchers {
 public:
  Result<std::unique_ptr<TextMatcher>> compile(std::string_view regex) override {
    compiled.emplace_back(regex);
    if (regex.starts_with('!')) return refuse("begins with '!'");
    return std::make_unique<Matcher>(counts_, std::string(regex));
  }

  [[nodiscard]] int times_matched(const std::string& regex, const std::string& text) const {
    const auto found = counts_->find({regex, text});
    return found == counts_->end() ? 0 : found->second;
  }
  [[nodiscard]] int times_matched_most() const {
    int most = 0;
    for (const auto& [asked, times] : *counts_) most = std::max(most, times);
    return most;
  }

  std::vector<std::string> compiled;

 private:
  using Counts = std::map<std::pair<std::string, std::string>, int>;  // By regex and text.

  class Matcher final : public TextMatcher {
   public:
    Matcher(std::shared_ptr<Counts> counts, std::string glob)
        : counts_(std::move(counts)), glob_(std::move(glob)) {}
    [[nodiscard]] bool matches(std::string_view text) const override {
      ++(*counts_)[{glob_, std::string(text)}];
      return glob_matches(glob_, text);
    }

   private:
    std::shared_ptr<Counts> counts_;  // Which a matcher may need longer than its factory.
    std::string glob_;
  };

  std::shared_ptr<Counts> counts_ = std::make_shared<Counts>();
};

}  // namespace meseta
