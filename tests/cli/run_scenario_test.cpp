#include "cli/run_scenario.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <regex>
#include <sstream>
#include <string>
#include <utility>

#include "cli/commands.hpp"
#include "engine/base/check.hpp"
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

// Fails at the launch of the task of this name.
class Failing final : public Checker {
 public:
  explicit Failing(const std::string& task) : task_(task) {}
  void launched(const Run& run, Time) override { CHECK(run.task.name != task_); }

 private:
  Text task_;
};

// What a failed CHECK must print: how to have it again, the number of the event, and fifty lines of
// events of which the last is that one.
bool tells_all(const std::string& printed) {
  std::istringstream text(printed);
  std::string line;
  const auto next = [&] { return static_cast<bool>(std::getline(text, line)); };
  do {
    if (!next()) return false;
  } while (line.find("CHECK failed: run.task.name != task_") == std::string::npos);
  std::smatch found;
  const std::regex head(
      "at event ([0-9]+) of `meseta run .*small.yaml --seed 5`; the last events:");
  if (!next() || !std::regex_match(line, found, head)) return false;
  const std::uint64_t last = std::stoull(found[1]);
  for (std::uint64_t number = last - 49; number <= last; ++number) {
    if (!next() || !line.starts_with(std::to_string(number) + " ")) return false;
    if (line.find(" node ") == std::string::npos) return false;
  }
  return line.find(" <- run_task{") != std::string::npos && !next();
}

TEST(RunScenarioDeathTest, AFailedCheckTellsTheSeedTheEventAndTheFiftyBefore) {
  const Scratch scratch;
  Failing checker("7");
  const RunPlan plan =
      plan_of(scratch.write("small.yaml", small_scenario()), std::string("--seed=5"));

  EXPECT_DEATH(run_scenario(plan, {.checker = &checker}), testing::Truly(tells_all));
}

}  // namespace
}  // namespace meseta::cli
