#include "cli/flags.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace meseta::cli {
namespace {

CommandLine line() {
  return {.command = "run",
          .argument = "SCENARIO",
          .about = "Runs it.",
          .flags = {{"dry-run", "", "Does nothing."},
                    {"seed", "N", "The seed."},
                    {"set", "PATH=VALUE", "Replaces.", true}}};
}

Result<Flags> parse(const std::vector<std::string>& arguments) {
  return parse_flags(line(), arguments);
}

std::string error(const std::vector<std::string>& arguments) {
  const auto parsed = parse(arguments);
  return parsed ? "" : parsed.error().message;
}

TEST(Flags, AreReadInEitherForm) {
  const auto flags = parse({"--seed=7", "x.yaml", "--set", "a.b=c=d", "--set=e=f", "--dry_run"});

  ASSERT_TRUE(flags) << flags.error().message;
  EXPECT_EQ(flags->argument(), "x.yaml");
  EXPECT_EQ(flags->get("seed"), "7");
  EXPECT_THAT(flags->all("set"), testing::ElementsAre("a.b=c=d", "e=f"));
  EXPECT_TRUE(flags->has("dry-run"));
}

TEST(Flags, ThatAreNotGivenAreAbsent) {
  const auto flags = parse({"x.yaml"});
  EXPECT_EQ(flags->get("seed"), std::nullopt);
  EXPECT_FALSE(flags->has("dry-run"));
  EXPECT_TRUE(flags->all("set").empty());
}

TEST(Flags, UnderscoresInValuesAreKept) {
  EXPECT_EQ(parse({"x_y.yaml", "--seed=a_b"})->get("seed"), "a_b");
  EXPECT_EQ(parse({"x_y.yaml"})->argument(), "x_y.yaml");
}

TEST(Flags, AfterTwoDashesEverythingIsAnArgument) {
  EXPECT_EQ(parse({"--", "--seed_"})->argument(), "--seed_");
}

TEST(Flags, WhatIsWrongIsSaid) {
  EXPECT_EQ(error({"x", "--sede", "1"}), "there is no flag --sede; did you mean --seed?");
  EXPECT_EQ(error({"x", "y"}), "'y' is too much; expected one SCENARIO");
  EXPECT_EQ(error({}), "no SCENARIO is given; expected `meseta run SCENARIO`");
  EXPECT_THAT(error({"x", "--seed", "1", "--seed", "2"}), testing::HasSubstr("more than once"));
  EXPECT_THAT(error({"x", "--seed"}), testing::HasSubstr("seed"));
  EXPECT_THAT(error({"x", "--dry-run=yes"}), testing::HasSubstr("dry-run"));
  EXPECT_THAT(error({"x", "--dry"}), testing::HasSubstr("--dry"));  // Nothing is guessed.
}

TEST(Flags, HelpNeedsNoArgument) { EXPECT_TRUE(parse({"--help"})->has("help")); }

TEST(Flags, HelpTellsThemAll) {
  const std::string text = help_text(line());
  for (const char* part : {"meseta run SCENARIO", "Runs it.", "--dry-run", "--seed N",
                           "--set PATH=VALUE", "The seed."}) {
    EXPECT_THAT(text, testing::HasSubstr(part));
  }
}

TEST(Flags, ANumberIsTheWholeText) {
  EXPECT_EQ(parse_number("--seed", "18446744073709551615"), UINT64_MAX);
  for (const char* text : {"", "-1", "+1", "1x", " 1", "18446744073709551616", "0x10"}) {
    EXPECT_FALSE(parse_number("--seed", text)) << text;
  }
}

}  // namespace
}  // namespace meseta::cli
