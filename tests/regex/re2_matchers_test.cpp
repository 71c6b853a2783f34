#include "regex/re2_matchers.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <regex>
#include <string>

#include "engine/constraints/constraint_filter.hpp"
#include "tests/builders/constraints.hpp"
#include "tests/builders/resources.hpp"

namespace meseta {
namespace {

bool matches_whole(std::string_view regex, std::string_view text) {
  return (*Re2Matchers().compile(regex))->matches(text);
}

std::string why_refused(std::string_view regex, Re2Matchers::Options options = {}) {
  return refusal(Re2Matchers(options).compile(regex));
}

std::string letters(std::size_t count) { return std::string(count, 'a'); }

TEST(Re2Matchers, MatchTheWholeText) {
  EXPECT_TRUE(matches_whole("rack-[0-9]+", "rack-17"));
  EXPECT_FALSE(matches_whole("rack-[0-9]+", "rack-17b"));
  EXPECT_FALSE(matches_whole("rack-[0-9]+", "a rack-17"));
  EXPECT_FALSE(matches_whole("a|b", "ab"));
  EXPECT_TRUE(matches_whole("", ""));
  EXPECT_FALSE(matches_whole("", "a"));
  EXPECT_TRUE(matches_whole("a|ab", "ab")) << "whole, though the first alternative ends early";
}

TEST(Re2Matchers, WhatRe2CannotReadIsRefusedInItsWords) {
  EXPECT_EQ(why_refused("("), "missing ): (");
  EXPECT_EQ(why_refused("a**"), "bad repetition operator: **");
  EXPECT_EQ(why_refused("(a)\\1"), "invalid escape sequence: \\1");
  EXPECT_EQ(why_refused("a{1001}"), "invalid repetition size: {1001}");
}

TEST(Re2Matchers, ProgramsAreBoundedInSize) {
  EXPECT_EQ(why_refused(letters(96)), "");
  EXPECT_EQ(why_refused(letters(97)), "a program of 101 instructions is too large; at most 100");
  EXPECT_EQ(why_refused(letters(97), {.program_size_max = 101}), "");
  EXPECT_TRUE(matches_whole(letters(96), letters(96)));
}

TEST(Re2Matchers, ProgramsAreBoundedInMemory) {
  EXPECT_EQ(why_refused("\\pL"), "pattern too large - compile failed");
  EXPECT_EQ(why_refused("\\pL", {.memory_bytes_max = 65'536, .program_size_max = 10'000}), "");
  EXPECT_EQ(why_refused(letters(90), {.memory_bytes_max = 1000}),
            "pattern too large - compile failed");
}

TEST(Re2Matchers, TextIsUtf8) {
  EXPECT_TRUE(matches_whole(".", "\xc3\xa4")) << "one character of two bytes";
  EXPECT_TRUE(matches_whole("(?i)\xc3\xa4", "\xc3\x84"));
  EXPECT_TRUE(matches_whole("[^a]", "\xe2\x82\xac"));
  EXPECT_FALSE(matches_whole("\\w", "\xc3\xa4")) << "words are ASCII";
  EXPECT_EQ(why_refused("\xff"), "invalid UTF-8");
}

TEST(Re2Matchers, AByteThatIsNoCharacterIsMatchedByNone) {
  EXPECT_FALSE(matches_whole(".*", "a\xff"));
  EXPECT_FALSE(matches_whole("[^a]", "\xff"));
  EXPECT_FALSE(matches_whole(".", "\xc3"));
  EXPECT_TRUE(matches_whole("a\\C", "a\xff"));
}

TEST(Re2Matchers, NewlinesAndZeroBytes) {
  EXPECT_FALSE(matches_whole(".", "\n"));
  EXPECT_TRUE(matches_whole("(?s).", "\n"));
  EXPECT_FALSE(matches_whole("a$", "a\n"));
  EXPECT_TRUE(matches_whole("a.b", std::string_view("a\0b", 3)));
  EXPECT_FALSE(matches_whole("a", std::string_view("a\0", 2)));
  EXPECT_TRUE(matches_whole(std::string_view("a\0", 2), std::string_view("a\0", 2)));
}

TEST(Re2Matchers, LongTextsAreMatchedInLittleMemory) {
  // An automaton of 2^10 states, of which 4096 bytes hold few.
  const std::string regex = "(a|b)*a(a|b){9}";
  std::string text;
  for (unsigned i = 0; i < 50'000; ++i)
    text += ((i * i * 2654435761U) >> 13U & 1U) != 0 ? 'a' : 'b';
  for (const char tenth_last : {'a', 'b'}) {
    text[text.size() - 10] = tenth_last;
    EXPECT_EQ(matches_whole(regex, text), tenth_last == 'a');
  }
}

TEST(Re2Matchers, OutliveTheirFactory) {
  auto factory = std::make_unique<Re2Matchers>();
  const auto matcher = *factory->compile("a+");
  factory.reset();
  EXPECT_TRUE(matcher->matches("aaa"));
}

TEST(Re2Matchers, ServeConstraints) {
  Re2Matchers matchers;
  auto filter = *ConstraintFilter::compile(
      constraints("eng", {{{matches("rack", "a[0-9]+"), not_matches("HOSTNAME", ".*\\.test")}}}),
      matchers);

  EXPECT_FALSE(filter.excludes(Text("eng"), facts("rack:a17", "h.example")));
  EXPECT_TRUE(filter.excludes(Text("eng"), facts("rack:a17", "h.test")));
  EXPECT_TRUE(filter.excludes(Text("eng"), facts("rack:a17b", "h.example")));
  EXPECT_EQ(
      refusal(ConstraintFilter::compile(constraints("eng", {{{matches("rack", "(")}}}), matchers)),
      "offer_constraints.role_constraints[\"eng\"].groups[0].constraints[0].text_matches"
      ".regex: missing ): (");
}

// A regex that both syntaxes read alike, of at most a few dozen instructions.
std::string any_regex(int depth) {
  switch (*rc::gen::inRange(0, depth == 0 ? 3 : 7)) {
    case 0:
      return "a";
    case 1:
      return "[ab]";
    case 2:
      return "[^a]";
    case 3:
      return "(" + any_regex(depth - 1) + ")*";
    case 4:
      return "(" + any_regex(depth - 1) + "|" + any_regex(depth - 1) + ")";
    case 5:
      return "(" + any_regex(depth - 1) + ")?";
    default:
      return any_regex(depth - 1) + any_regex(depth - 1);
  }
}

RC_GTEST_PROP(Re2MatchersProperty, AgreeWithTheStandardLibrary, ()) {
  const std::string regex = any_regex(3);
  const auto matcher =
      Re2Matchers({.memory_bytes_max = 65'536, .program_size_max = 10'000}).compile(regex);
  RC_ASSERT(matcher.has_value());
  for (int asked = 0; asked < 10; ++asked) {
    std::string text;
    for (int n = *rc::gen::inRange(0, 8); n > 0; --n)
      text += *rc::gen::elementOf(std::string("abc"));
    RC_ASSERT((*matcher)->matches(text) == std::regex_match(text, std::regex(regex)));
  }
}

}  // namespace
}  // namespace meseta
