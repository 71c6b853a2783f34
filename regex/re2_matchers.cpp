#include "regex/re2_matchers.hpp"

#include <re2/re2.h>

#include <string>

#include "engine/base/check.hpp"

namespace meseta {

namespace {

RE2::Options re2_options(std::int64_t memory_bytes_max) {
  RE2::Options options(RE2::Quiet);  // A bad regex is its author's business, and no line of a log.
  options.set_max_mem(memory_bytes_max);
  return options;
}

class Re2Matcher final : public TextMatcher {
 public:
  Re2Matcher(std::string_view regex, std::int64_t memory_bytes_max)
      : re2_(re2::StringPiece(regex.data(), regex.size()), re2_options(memory_bytes_max)) {}

  [[nodiscard]] const RE2& re2() const { return re2_; }

  [[nodiscard]] bool matches(std::string_view text) const override {
    return RE2::FullMatch(re2::StringPiece(text.data(), text.size()), re2_);
  }

 private:
  RE2 re2_;
};

}  // namespace

Re2Matchers::Re2Matchers(Options options) : options_(options) {
  // RE2 takes 0 for a default of its own.
  CHECK(options.memory_bytes_max > 0);
}

Result<std::unique_ptr<TextMatcher>> Re2Matchers::compile(std::string_view regex) {
  auto matcher = std::make_unique<Re2Matcher>(regex, options_.memory_bytes_max);
  if (!matcher->re2().ok()) return refuse(matcher->re2().error());
  const int size = matcher->re2().ProgramSize();
  if (size > options_.program_size_max) {
    return refuse("a program of " + std::to_string(size) + " instructions is too large; at most " +
                  std::to_string(options_.program_size_max));
  }
  return matcher;
}

}  // namespace meseta
