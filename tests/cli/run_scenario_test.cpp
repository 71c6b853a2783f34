#include "cli/run_scenario.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <string>

#include "cli/commands.hpp"
#include "tests/cli/program.hpp"

namespace meseta::cli {
namespace {

using testing::HasSubstr;

// Of `meseta run ARGUMENTS`, but for the name of the program and the command.
template <class... Argument>
RunPlan plan_of(const Argument&... arguments) {
  const std::array<std::string, sizeof...(Argument)> typed{arguments...};
  return plan_run(parse_flags(run_line(), typed).value()).value();
}

struct Ended {
  int status;
  std::string out;
  std::string err;
};

Ended run_here(const RunPlan& plan, const RunOptions& options) {
  testing::internal::CaptureStdout();
  testing::internal::CaptureStderr();
  const int status = run_scenario(plan, options);
  return {status, testing::internal::GetCapturedStdout(), testing::internal::GetCapturedStderr()};
}

// Has something against the task of this name.
class Against final : public Checker {
 public:
  explicit Against(const std::string& task) : task_(task) {}
  void launched(const Run& run, Time now) override {
    if (run.task.name == task_) violated(now, run.agent, "launched " + task_.str());
  }

 private:
  Text task_;
};

TEST(RunScenario, AViolationIsStatusThreeEvenIfAGoalIsMissedToo) {
  const Scratch scratch;
  Against checker("7");
  const RunPlan plan =
      plan_of(scratch.write("small.yaml", small_scenario("goals: [tasks.finished == 21]\n")));

  const Ended ended = run_here(plan, {.checker = &checker});

  EXPECT_EQ(ended.status, 3) << ended.err;
  EXPECT_THAT(ended.out, HasSubstr("1 violation\n  at "));
  EXPECT_THAT(ended.out, HasSubstr(": launched 7\n"));
}

TEST(RunScenario, ViolationsAreInTheJsonAndAGoalCanAskForNone) {
  const Scratch scratch;
  Against checker("7");
  const RunPlan plan =
      plan_of(scratch.write("small.yaml", small_scenario("goals: [violations == 0]\n")), "--json");

  const Ended ended = run_here(plan, {.checker = &checker});

  EXPECT_EQ(ended.status, 3) << ended.err;
  EXPECT_THAT(ended.out, testing::ContainsRegex("\"violations\": \\[\n +\"at [0-9.]+s node [0-9]+: "
                                                "launched 7\"\n"));
  EXPECT_THAT(ended.out, HasSubstr("\"met\": false"));
}

TEST(RunScenario, WithoutViolationGoalsDecide) {
  const Scratch scratch;
  Against checker("none");
  const RunPlan met =
      plan_of(scratch.write("small.yaml", small_scenario("goals: [violations == 0]\n")), "--json");

  const Ended ended = run_here(met, {.checker = &checker});

  EXPECT_EQ(ended.status, 0) << ended.err;
  EXPECT_THAT(ended.out, HasSubstr("\"violations\": []"));
}

}  // namespace
}  // namespace meseta::cli
