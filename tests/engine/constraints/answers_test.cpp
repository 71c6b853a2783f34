#include "engine/constraints/answers.hpp"

#include <gtest/gtest.h>

namespace meseta {
namespace {

const Text kText("a text of some length");

Answers::AgentClass agents(std::uint32_t role, FoundAttribute::Kind kind) {
  return {role, {{kind, Text()}}};
}

// The estimate of one match of kText.
std::size_t bytes_of_one() {
  Answers answers(SIZE_MAX);
  answers.remember_match(0, kText, true);
  return answers.bytes();
}

TEST(Answers, AreKnownOnceTheyAreRemembered) {
  Answers answers(100'000);
  EXPECT_EQ(answers.match(0, kText), std::nullopt);
  answers.remember_match(0, kText, true);
  answers.remember_match(1, kText, false);

  EXPECT_EQ(answers.match(0, kText), true);
  EXPECT_EQ(answers.match(1, kText), false);
  EXPECT_EQ(answers.match(2, kText), std::nullopt);
  EXPECT_EQ(answers.match(0, Text("another")), std::nullopt);
}

TEST(Answers, ClassesDifferByRoleAndByKindOfWhatIsFound) {
  using Kind = FoundAttribute::Kind;
  Answers answers(100'000);
  answers.remember_verdict(agents(0, Kind::Absent), true);
  answers.remember_verdict(agents(0, Kind::NoText), false);

  EXPECT_EQ(answers.verdict(agents(0, Kind::Absent)), true);
  EXPECT_EQ(answers.verdict(agents(0, Kind::NoText)), false);
  EXPECT_EQ(answers.verdict(agents(0, Kind::Text)), std::nullopt);
  EXPECT_EQ(answers.verdict(agents(1, Kind::Absent)), std::nullopt);
}

TEST(Answers, AreForgottenTogetherWhenOneMoreDoesNotFit) {
  Answers answers(2 * bytes_of_one());
  answers.remember_match(0, kText, true);
  answers.remember_match(1, kText, true);
  EXPECT_EQ(answers.match(0, kText), true);
  EXPECT_EQ(answers.bytes(), 2 * bytes_of_one());

  answers.remember_match(2, kText, true);
  EXPECT_EQ(answers.match(0, kText), std::nullopt);
  EXPECT_EQ(answers.match(1, kText), std::nullopt);
  EXPECT_EQ(answers.match(2, kText), true);
  EXPECT_EQ(answers.bytes(), bytes_of_one());
}

TEST(Answers, WhatWouldNotFitAloneIsNotRememberedAndDisplacesNothing) {
  Answers answers(bytes_of_one());
  answers.remember_match(0, kText, true);
  answers.remember_match(1, Text(kText.str() + "!"), true);

  EXPECT_EQ(answers.match(0, kText), true);
  EXPECT_EQ(answers.match(1, Text(kText.str() + "!")), std::nullopt);
  EXPECT_EQ(answers.bytes(), bytes_of_one());
}

}  // namespace
}  // namespace meseta
