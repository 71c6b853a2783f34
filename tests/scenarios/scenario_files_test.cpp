// The scenarios of the house are valid, and mean what the comments in them say.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <numeric>
#include <string>
#include <vector>

#include "scenarios/reader.hpp"
#include "tests/workload/trace/sample_file.hpp"

namespace meseta {
namespace {

Scenario read(const std::string& name, const std::vector<std::string>& overrides = {}) {
  const auto made = read_scenario("scenarios/" + name + ".yaml", overrides);
  EXPECT_TRUE(made) << made.error().message;
  return made ? *made : Scenario{};
}

std::uint64_t agents_of(const Scenario& scenario) {
  return std::accumulate(
      scenario.cluster.begin(), scenario.cluster.end(), std::uint64_t{0},
      [](std::uint64_t sum, const AgentClass& agents) { return sum + agents.count; });
}

// Of the jobs, as if all ran as recorded.
std::int64_t gpu_milliseconds(const Scenario& scenario) {
  std::int64_t sum = 0;
  for (const TraceJob& job : scenario.traces.at(0).jobs) {
    sum += *job.duration / seconds(1) * job.cards * job.card_milli;
  }
  return sum;
}

TEST(ScenarioFiles, AllAreValidAndNamedLikeTheirFile) {
  std::size_t files = 0;
  for (const auto& entry : std::filesystem::directory_iterator("scenarios")) {
    if (entry.path().extension() != ".yaml") continue;
    EXPECT_EQ(read(entry.path().stem()).name, entry.path().stem());
    ++files;
  }
  EXPECT_GE(files, 6);
}

TEST(ScenarioFiles, QuickstartIsAHundredAgentsThreeFrameworksAndALostRack) {
  const Scenario quickstart = read("quickstart");
  EXPECT_EQ(agents_of(quickstart), 100);
  EXPECT_EQ(quickstart.frameworks.size(), 3);
  ASSERT_EQ(quickstart.faults.size(), 1);
  EXPECT_TRUE(quickstart.faults[0].heal);
}

TEST(ScenarioFiles, C2mIsTwoMillionTasks) {
  const Scenario c2m = read("c2m");
  EXPECT_EQ(agents_of(c2m), 6100);
  const FrameworkSpec& frameworks = c2m.frameworks.at(0);
  EXPECT_EQ(frameworks.count, 1000);
  EXPECT_EQ(frameworks.batch->tasks, 2000);
  EXPECT_EQ(frameworks.batch->arrivals,
            (Arrivals{.kind = Arrivals::Kind::Within, .interval = seconds(60)}));
  EXPECT_EQ(frameworks.batch->duration.base, seconds(600));
  EXPECT_EQ(frameworks.batch->duration.center, seconds(60));
  EXPECT_EQ(c2m.goals.at(0).expr, "tasks.running_max == 2000000");
  EXPECT_EQ(framework_name(frameworks, 999), "batch-0999");

  const Scenario little =
      read("c2m", {"cluster.agent.count=61", "frameworks.batch.count=10", "goals=[]"});
  EXPECT_EQ(agents_of(little), 61);
}

TEST(ScenarioFiles, OpenbMakesAClassOfEachShapeAndKeepsTheNodesNames) {
  const Scenario openb = read("openb");
  EXPECT_EQ(agents_of(openb), 40);
  EXPECT_EQ(openb.cluster.size(), 12);
  const auto found = std::find_if(openb.cluster.begin(), openb.cluster.end(),
                                  [](const AgentClass& c) { return c.gpu_model == "A10"; });
  ASSERT_NE(found, openb.cluster.end());
  EXPECT_EQ(found->name, "A10-128c-1024g-1gpu");
  EXPECT_EQ(found->resources, "cpus:128;mem:1048576;gpus:1");
  EXPECT_EQ(agent_name(*found, 0), "sample-node-39");

  std::size_t jobs = 0;
  for (const FrameworkSpec& framework : openb.frameworks) jobs += framework.trace->jobs.size();
  EXPECT_EQ(jobs, 150);
  EXPECT_FALSE(openb.duration);
}

TEST(ScenarioFiles, OpenbTightHasOneNodeOfEachModel) {
  EXPECT_EQ(agents_of(read("openb-tight")), 8);
}

TEST(ScenarioFiles, OpenbPackedStartsAllAndEndsNone) {
  const Scenario packed = read("openb-packed");
  for (const TraceJob& job : packed.traces.at(0).jobs) {
    EXPECT_EQ(job.submit, Duration{});
    EXPECT_FALSE(job.duration || job.deadline);
  }
}

TEST(ScenarioFiles, ATracesDeadlineMovesWithItsSubmission) {
  const Scenario recorded = read("openb");
  const Scenario at_start = read("openb", {"traces.submit=at_start"});
  for (std::size_t i = 0; i < recorded.traces[0].jobs.size(); ++i) {
    const TraceJob& a = recorded.traces[0].jobs[i];
    const TraceJob& b = at_start.traces[0].jobs[i];
    EXPECT_EQ(*a.deadline - a.submit, *b.deadline);
  }
}

TEST(ScenarioFiles, CompressedOrNotALogIsTheSame) {
  EXPECT_EQ(read("swf"), read("swf", {"traces.jobs=sample.swf"}));
}

TEST(ScenarioFiles, APathInAnOverrideIsRelativeToWhereItIsTyped) {
  EXPECT_EQ(read("openb"), read("openb", {"traces.dir=scenarios/traces"}));
}

TEST(ScenarioFiles, ASelectionOfNothingNamesWhatThereIs) {
  const auto made = read_scenario("scenarios/openb.yaml", {"frameworks.LS.trace.select.qos=ls"});
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().message,
            "--set frameworks.LS.trace.select.qos=ls: qos 'ls' selects no job; expected one of BE, "
            "Burstable, Guaranteed, LS");
  const auto other = read_scenario("scenarios/swf.yaml", {"frameworks.hpc.trace.select.qos=LS"});
  ASSERT_FALSE(other);
  EXPECT_EQ(other.error().message,
            "--set frameworks.hpc.trace.select.qos=LS: qos does not go with format swf; expected "
            "queue, partition, user, group");
}

TEST(ScenarioFiles, AScenarioThatIsNotThereSaysSo) {
  const auto made = read_scenario("scenarios/nowhere.yaml", {});
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().message,
            "scenarios/nowhere.yaml:1:1: cannot read scenarios/nowhere.yaml (No such file or "
            "directory); expected a file that can be read");
}

// The real trace, which is never part of the project.
class RealOpenb : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!std::filesystem::exists(dir_ + "/openb_node_list_all_node.csv")) {
      GTEST_SKIP() << "needs the openb trace in " << dir_ << " (or MESETA_TRACES=dir)";
    }
  }
  [[nodiscard]] std::string dir() const { return "traces.dir=" + dir_; }

 private:
  static std::string choose() {
    const char* const named = std::getenv("MESETA_TRACES");
    return named != nullptr ? named : "../shared/traces";
  }
  std::string dir_ = choose();
};

TEST_F(RealOpenb, HasItsNodesPodsAndPhases) {
  const Scenario openb = read("openb", {dir()});
  EXPECT_EQ(agents_of(openb), 1523);
  EXPECT_EQ(openb.cluster.size(), 27);
  const auto& jobs = openb.traces.at(0).jobs;
  EXPECT_EQ(jobs.size(), 8152);
  EXPECT_EQ(std::count_if(jobs.begin(), jobs.end(),
                          [](auto& job) { return job.outcome == TraceOutcome::Failed; }),
            1870);
  EXPECT_EQ(openb.frameworks.at(0).trace->jobs.size(), 4647);  // LS
  // What pod 1639 would use, which fits no node when it wants model G2, is in this.
  EXPECT_EQ(gpu_milliseconds(openb), 185'395'450'660);
}

TEST_F(RealOpenb, TheDefaultPodsAreTheSameWithoutModels) {
  const Scenario openb = read("openb", {dir(), "traces.pods=openb_pod_list_default.csv"});
  EXPECT_EQ(gpu_milliseconds(openb), 185'395'450'660);
  for (const TraceJob& job : openb.traces.at(0).jobs) EXPECT_TRUE(job.models.empty());
}

TEST_F(RealOpenb, AHundredthOfItKeepsEachModelAndItsLargest) {
  const Scenario tight = read("openb-tight", {dir()});
  std::map<std::string, std::uint64_t> nodes;
  for (const AgentClass& agents : tight.cluster) nodes[agents.gpu_model] += agents.count;
  EXPECT_EQ(nodes, (std::map<std::string, std::uint64_t>{{"", 3},
                                                         {"A10", 1},
                                                         {"G2", 5},
                                                         {"G3", 1},
                                                         {"P100", 1},
                                                         {"T4", 4},
                                                         {"V100M16", 1},
                                                         {"V100M32", 1}}));
}

}  // namespace
}  // namespace meseta
