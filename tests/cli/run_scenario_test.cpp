#include "cli/run_scenario.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sched.h>
#include <sys/mount.h>

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

class Counting final : public Checker {
 public:
  void launched(const Run&, Time) override { ++launched_; }
  [[nodiscard]] std::uint64_t launched() const { return launched_; }

 private:
  std::uint64_t launched_ = 0;
};

// Its history takes megabytes.
std::string large_scenario() {
  return R"(name: large
cluster:
  - {name: rack, count: 50, resources: "cpus:4;mem:4096"}
frameworks:
  - name: web
    batch:
      tasks: 100000
      task: {resources: "cpus:1;mem:100"}
      duration: 10s
)";
}

TEST(RunScenario, AHistoryThatCannotBeWrittenEndsTheRunAtOnce) {
  if (!std::filesystem::exists("/dev/full")) GTEST_SKIP() << "needs the device full";
  const Scratch scratch;
  Counting checker;
  const RunPlan plan = plan_of(scratch.write("large.yaml", large_scenario()),
                               std::string("--history=/dev/full"), "--out=" + scratch.path("out"));

  const Ended ended = run_here(plan, {.checker = &checker});

  EXPECT_EQ(ended.status, 2);
  EXPECT_EQ(ended.err, "meseta: cannot write /dev/full: No space left on device\n");
  EXPECT_EQ(ended.out, "");
  EXPECT_GT(checker.launched(), 0);
  EXPECT_LT(checker.launched(), 50'000);
  EXPECT_TRUE(std::filesystem::is_empty(scratch.path("out")));  // Neither was the other kept.
}

// A file system of one megabyte, for as long as it lives. Nobody else sees it.
class TinyDisk {
 public:
  explicit TinyDisk(std::string folder) : folder_(std::move(folder)) {
    std::filesystem::create_directory(folder_);
    mounted_ = ::unshare(CLONE_NEWNS) == 0 &&
               ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0 &&
               ::mount("tmpfs", folder_.c_str(), "tmpfs", 0, "size=1m") == 0;
    problem_ = std::strerror(errno);
  }
  TinyDisk(const TinyDisk&) = delete;
  TinyDisk& operator=(const TinyDisk&) = delete;
  ~TinyDisk() {
    if (mounted_) ::umount2(folder_.c_str(), MNT_DETACH);
  }

  [[nodiscard]] bool mounted() const { return mounted_; }
  [[nodiscard]] const std::string& problem() const { return problem_; }

 private:
  std::string folder_;
  bool mounted_ = false;
  std::string problem_;
};

TEST(RunScenario, AFullDiskIsAnErrorAndWhatWasThereStays) {
  const Scratch scratch;
  const TinyDisk disk(scratch.path("out"));
  if (!disk.mounted()) GTEST_SKIP() << "needs to mount a tmpfs: " << disk.problem();
  scratch.write("out/history.bin", "old");
  Counting checker;
  const RunPlan plan = plan_of(scratch.write("large.yaml", large_scenario()),
                               "--out=" + scratch.path("out"), "--history=" + scratch.path("h"));

  const Ended ended = run_here(plan, {.checker = &checker});

  EXPECT_EQ(ended.status, 2);
  EXPECT_EQ(ended.err, "meseta: cannot write " + scratch.path("out/history.bin") +
                           ": No space left on device\n");
  EXPECT_LT(checker.launched(), 50'000);
  EXPECT_EQ(scratch.read("out/history.bin"), "old");
  EXPECT_FALSE(scratch.has("out/history.bin.partial"));
  EXPECT_FALSE(scratch.has("out/summary.json"));
  EXPECT_FALSE(scratch.has("h"));  // There was room for it, but it is not the whole run.
}

TEST(RunScenario, OutKeepsTheHistoryOfARunBelowTheBoundAndOfNoOther) {
  const Scratch scratch;
  const RunPlan plan = plan_of(scratch.write("small.yaml", small_scenario()), std::string("--json"),
                               "--out=" + scratch.path("out"));
  const std::string history = "out/history.bin";
  ASSERT_EQ(run_here(plan, {}).status, 0);
  EXPECT_TRUE(scratch.has(history));
  const std::string json = scratch.read("out/summary.json");
  std::smatch found;
  ASSERT_TRUE(std::regex_search(json, found, std::regex("\"events\": ([0-9]+)"))) << json;
  const std::uint64_t events = std::stoull(found[1]);

  EXPECT_EQ(run_here(plan, {.out_history_events_max = events + 1}).status, 0);
  EXPECT_TRUE(scratch.has(history));
  EXPECT_EQ(run_here(plan, {.out_history_events_max = events}).status, 0);
  EXPECT_FALSE(scratch.has(history));  // Nor is the one of the run before.
  EXPECT_TRUE(scratch.has("out/summary.json"));
}

TEST(RunScenario, TheBoundOfOutIsNoneOfTheHistoryThatWasAskedFor) {
  const Scratch scratch;
  const RunPlan plan = plan_of(scratch.write("small.yaml", small_scenario()),
                               "--history=" + scratch.path("h"), "--out=" + scratch.path("out"));
  EXPECT_EQ(run_here(plan, {.out_history_events_max = 1}).status, 0);

  EXPECT_TRUE(scratch.has("h"));
  EXPECT_FALSE(scratch.has("out/history.bin"));
  EXPECT_EQ(kOutHistoryEventsMax, 5'000'000);  // What help and documentation say.
}

}  // namespace
}  // namespace meseta::cli
