#include "report/goals.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace meseta {
namespace {

const std::vector<std::string> kFrameworks{"web", "batch-0001"};

Goal goal(std::string_view expr) {
  const auto parsed = parse_goal(expr, kFrameworks);
  EXPECT_TRUE(parsed) << expr << ": " << (parsed ? "" : parsed.error().message);
  return parsed ? *parsed : Goal{};
}

GoalProblem problem(std::string_view expr) {
  const auto parsed = parse_goal(expr, kFrameworks);
  EXPECT_FALSE(parsed) << expr;
  return parsed ? GoalProblem{} : parsed.error();
}

bool met(std::string_view expr, const Summary& summary) {
  return evaluate(goal(expr), summary).met;
}

TEST(Goals, ACountIsComparedWithAnInteger) {
  Summary summary;
  summary.tasks.running_max = 2'000'000;

  EXPECT_TRUE(met("tasks.running_max == 2000000", summary));
  EXPECT_FALSE(met("tasks.running_max != 2000000", summary));
  EXPECT_FALSE(met("tasks.running_max > 2000000", summary));
  EXPECT_TRUE(met("tasks.running_max >= 2000000", summary));
  EXPECT_TRUE(met("tasks.running_max<2000001", summary));
  EXPECT_TRUE(met("tasks.running_max <= 2000000", summary));
}

TEST(Goals, ASpanIsComparedWithADuration) {
  Summary summary;
  summary.launch_latency = {.count = 1, .p99 = milliseconds(1500)};
  summary.simulated = hours(2);

  EXPECT_TRUE(met("launch_latency.p99 < 5s", summary));
  EXPECT_TRUE(met("launch_latency.p99 == 1.5s", summary));
  EXPECT_TRUE(met("launch_latency.p99 == 1s500ms", summary));
  EXPECT_FALSE(met("launch_latency.p99 < 1500000us", summary));
  EXPECT_TRUE(met("sim >= 1h30m", summary));
}

TEST(Goals, AFractionIsComparedWithAPercentageOrADecimal) {
  Summary summary;
  summary.utilization.cpus = {583'333};

  EXPECT_TRUE(met("utilization.cpus >= 50%", summary));
  EXPECT_TRUE(met("utilization.cpus >= 0.583333", summary));
  EXPECT_FALSE(met("utilization.cpus >= 0.5833331", summary));
  EXPECT_TRUE(met("utilization.cpus < 58.3334%", summary));
}

TEST(Goals, CardSecondsAreADecimal) {
  Summary summary;
  summary.gpu.seconds_milli = 185'394'514'660;

  EXPECT_TRUE(met("gpu_seconds == 185394514.660", summary));
  EXPECT_TRUE(met("gpu_seconds != 185394514.661", summary));
}

TEST(Goals, MessagesAndViolationsHavePaths) {
  Summary summary;
  summary.messages = {{"run_task", 3}};
  summary.violations = {"one"};

  EXPECT_TRUE(met("messages.run_task == 3", summary));
  EXPECT_TRUE(met("violations == 1", summary));
}

TEST(Goals, AGoalForAFrameworkLooksAtItsPart) {
  Summary summary;
  summary.frameworks_detail = {{.name = "web", .dominant_share = {250'000}},
                               {.name = "batch-0001", .dominant_share = {750'000}}};

  EXPECT_TRUE(met("dominant_share < 30% for web", summary));
  EXPECT_FALSE(met("dominant_share < 30% for batch-0001", summary));
}

TEST(Goals, WhereNothingWasMeasuredNoGoalIsMet) {
  const GoalResult result = evaluate(goal("launch_latency.p99 < 5s"), Summary{});

  EXPECT_FALSE(result.met);
  EXPECT_FALSE(result.value.present);
}

TEST(Goals, AnUnknownPathIsRefusedWithTheNearestOne) {
  EXPECT_EQ(problem("tasks.lots == 0"),
            (GoalProblem{0, "there is no measure 'tasks.lots'; did you mean 'tasks.lost'?"}));
  EXPECT_EQ(problem("launch_latency_ms.p99 < 5s").message,
            "there is no measure 'launch_latency_ms.p99'; did you mean 'launch_latency.p99'?");
  EXPECT_EQ(problem("zzzzzzzzzzzzzz == 0").message,
            "there is no measure 'zzzzzzzzzzzzzz'; expected a path of the summary such as "
            "tasks.lost");
}

TEST(Goals, EachPartIsRefusedAtItsPlace) {
  EXPECT_EQ(problem("").offset, 0U);
  EXPECT_EQ(problem("tasks.lost").offset, 10U);
  EXPECT_EQ(problem("tasks.lost = 0"), (GoalProblem{11, "'='; expected one of < <= == != >= >"}));
  EXPECT_EQ(problem("tasks.lost == none"),
            (GoalProblem{14, "'none'; expected an integer such as 100"}));
  EXPECT_EQ(problem("tasks.lost == 0 of web"),
            (GoalProblem{16, "'of' follows the value; expected 'for FRAMEWORK'"}));
  EXPECT_EQ(problem("tasks.lost == 0 for").offset, 19U);
  EXPECT_EQ(problem("tasks.lost == 0 for wbe"),
            (GoalProblem{20, "there is no framework 'wbe'; did you mean 'web'?"}));
  EXPECT_EQ(problem("tasks.lost == 0 for web and more").offset, 24U);
  EXPECT_EQ(problem("offers.made > 0 for web").offset, 0U);  // Not told by framework.
}

TEST(Goals, AWrongUnitIsRefused) {
  EXPECT_EQ(problem("launch_latency.p99 < 5").message,
            "'5'; expected a duration such as 5s or 1h30m");
  EXPECT_EQ(problem("tasks.lost == 5s").message, "'5s'; expected an integer such as 100");
  EXPECT_EQ(problem("tasks.lost == 50%").message, "'50%'; expected an integer such as 100");
  EXPECT_EQ(problem("tasks.lost == 0.5").message, "'0.5'; expected an integer such as 100");
  EXPECT_EQ(problem("utilization.cpus > 5s").message,
            "'5s'; expected a percentage such as 85%, or a decimal such as 0.85");
}

TEST(Goals, ADurationIsExactAndItsPartsGetFiner) {
  for (const char* value : {"5", "s", "5x", "1.5ns", "30m1h", "1s1s", "1..5s", ".5s", "-1s",
                            "9999999999999w", "292y", "1000000000000000000000s"}) {
    (void)problem("sim < " + std::string(value));
  }
}

TEST(Goals, WhatCannotBePrintedIsNotRepeated) {
  EXPECT_EQ(problem("tasks.lost == \x1b[2J").message, "'?[2J'; expected an integer such as 100");
}

TEST(Goals, EveryPathOfTheSummaryIsAGoal) {
  for (const std::string& path : goal_paths()) {
    const bool found =
        parse_goal(path + " == 1", kFrameworks) || parse_goal(path + " == 1s", kFrameworks);
    EXPECT_TRUE(found) << path;
  }
  for (const std::string& path : framework_goal_paths()) {
    const bool found = parse_goal(path + " == 1 for web", kFrameworks) ||
                       parse_goal(path + " == 1s for web", kFrameworks);
    EXPECT_TRUE(found) << path;
  }
}

RC_GTEST_PROP(GoalsProperty, AnythingIsParsedOrRefusedInsideIt, (const std::string& expr)) {
  const auto parsed = parse_goal(expr, kFrameworks);
  if (!parsed) RC_ASSERT(parsed.error().offset <= expr.size());
}

RC_GTEST_PROP(GoalsProperty, ComparisonIsThatOfIntegers, ()) {
  const auto value = *rc::gen::inRange<std::int64_t>(0, 1'000'000);
  const auto bound = *rc::gen::inRange<std::int64_t>(0, 1'000'000);
  Summary summary;
  summary.decisions = static_cast<std::uint64_t>(value);
  summary.utilization.mem = {value};
  const std::string digits = std::to_string(bound);
  const std::string fraction = decimal(bound, 6);

  RC_ASSERT(met("decisions < " + digits, summary) == (value < bound));
  RC_ASSERT(met("decisions >= " + digits, summary) == (value >= bound));
  RC_ASSERT(met("utilization.mem <= " + fraction, summary) == (value <= bound));
  RC_ASSERT(met("utilization.mem == " + fraction, summary) == (value == bound));
}

}  // namespace
}  // namespace meseta
