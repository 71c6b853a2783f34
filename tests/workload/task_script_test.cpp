#include "workload/task_script.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace meseta {
namespace {

using Outcome = TaskScript::Outcome;

TEST(TaskScript, IsAFewBytes) {
  EXPECT_EQ(encode({}).view(), "\1");
  EXPECT_EQ(encode({.runs = Duration{0x1234}}).view(), "\1\x34\x12");
  EXPECT_EQ(encode({.runs = Duration{0x100}, .outcome = Outcome::Fail}).view(),
            std::string_view("\2\0\1", 3));
  EXPECT_EQ(encode({.runs = hours(78)}).size(), 7U);
  EXPECT_EQ(encode({.outcome = Outcome::Hang}).view(), "\3");
  EXPECT_EQ(encode({.outcome = Outcome::LaunchFail}).view(), "\4");
}

TEST(TaskScript, WhatIsNoScriptIsNotRead) {
  constexpr std::string_view kNone[] = {
      "",
      "sleep 7",
      "\5",
      {"\0", 1},
      {"\1\0", 2},             // A zero at the end.
      "\3\1",                  // Hangs, but not for so long.
      "\1\1\1\1\1\1\1\1\x80",  // Beyond the longest.
      "\1\1\1\1\1\1\1\1\1\1",
  };
  for (const std::string_view payload : kNone) {
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
