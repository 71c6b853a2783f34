#include "workload/task_script.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace meseta {
namespace {

using Outcome = TaskScript::Outcome;

TEST(TaskScript, IsAShortPieceOfText) {
  EXPECT_EQ(encode({.runs = milliseconds(1500)}).view(), "F1500000000");
  EXPECT_EQ(encode({.runs = seconds(1), .outcome = Outcome::Fail}).view(), "X1000000000");
  EXPECT_EQ(encode({.outcome = Outcome::Hang}).view(), "H");
  EXPECT_EQ(encode({.outcome = Outcome::LaunchFail}).view(), "L");
}

TEST(TaskScript, WhatIsNoScriptIsNotRead) {
  for (const char* payload : {"", "F", "F1x", "F-1", "G1", "H1", "F99999999999999999999"}) {
    EXPECT_FALSE(decode_task_script(Text(payload)).has_value()) << payload;
  }
}

RC_GTEST_PROP(TaskScriptProperty, ReadsBackWhatItWrote, ()) {
  TaskScript script{.outcome = static_cast<Outcome>(*rc::gen::inRange(0, 4))};
  if (script.outcome == Outcome::Finish || script.outcome == Outcome::Fail) {
    script.runs = Duration{*rc::gen::inRange<std::int64_t>(0, INT64_MAX)};
  }
  RC_ASSERT(decode_task_script(encode(script)) == script);
}

}  // namespace
}  // namespace meseta
