// The openb family on the real trace, which is not part of the project, and on the sample that is.

#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "tests/cli/program.hpp"

namespace meseta::cli {
namespace {

constexpr const char* kTraces = "../shared/traces";

// What a run with --json said under a key, up to the next comma or brace outside of brackets.
std::string value_of(const std::string& json, const std::string& key) {
  const std::string quoted = "\"" + key + "\": ";
  const std::size_t found = json.find(quoted);
  if (found == std::string::npos) return "absent";
  const std::size_t begin = found + quoted.size();
  return json.substr(begin, json.find_first_of(",}\n", begin) - begin);
}

struct Trace {
  const char* pods;
  const char* tasks;
  const char* gpu_seconds;
  int best_fit_unplaced;  // What a brute-force best fit in the order of the trace leaves over.
  int waited_min;         // On a hundredth of the nodes.
};

constexpr Trace kGpuSpec{"openb_pod_list_gpuspec33.csv",
                         R"("submitted": 8152, "running": 0, "running_max": 56, "finished": 6281, )"
                         R"("failed": 1869, "killed": 0, "lost": 0, "error": 0, "pending": 2)",
                         "185394514.66", 1442, 200};
constexpr Trace kDefault{"openb_pod_list_default.csv",
                         R"("submitted": 8152, "running": 0, "running_max": 56, "finished": 6281, )"
                         R"("failed": 1870, "killed": 0, "lost": 0, "error": 0, "pending": 1)",
                         "185395450.66", 402, 10};

class OpenbTrace : public testing::TestWithParam<Trace> {
 protected:
  void SetUp() override {
    if (!std::filesystem::exists(kTraces)) GTEST_SKIP() << "needs the openb trace in " << kTraces;
  }
  static Ran run(const std::string& scenario) {
    return meseta("run scenarios/" + scenario + " --json --set traces.dir=" + kTraces +
                  " --set traces.pods=" + GetParam().pods);
  }
};

TEST_P(OpenbTrace, EveryPodIsAccountedFor) {
  const Ran ran = run("openb.yaml");

  ASSERT_EQ(ran.status, 0) << ran.err;
  EXPECT_NE(ran.out.find(GetParam().tasks), std::string::npos) << ran.out.substr(0, 1000);
  EXPECT_EQ(value_of(ran.out, "gpu_seconds"), GetParam().gpu_seconds);
  // Deleted in the second of its creation.
  EXPECT_NE(ran.out.find("openb-pod-7285"), std::string::npos);
}

TEST_P(OpenbTrace, PackingIsNoWorseThanBestFit) {
  const Ran ran = run("openb-packed.yaml");

  ASSERT_EQ(ran.status, 0) << ran.err;
  EXPECT_LE(std::stoi(value_of(ran.out, "pending")), GetParam().best_fit_unplaced * 105 / 100);
}

TEST_P(OpenbTrace, OnAHundredthOfTheNodesPodsWaitAndSayWhy) {
  const Ran ran = run("openb-tight.yaml");

  ASSERT_EQ(ran.status, 0) << ran.err;
  EXPECT_EQ(value_of(ran.out, "agents"), "17");
  EXPECT_GE(std::stoi(value_of(ran.out, "waited")), GetParam().waited_min);
  EXPECT_NE(ran.out.find(R"("reason": "no-)"), std::string::npos);
  EXPECT_NE(value_of(ran.out, "gpu_fragmentation"), "0");
}

INSTANTIATE_TEST_SUITE_P(Pods, OpenbTrace, testing::Values(kGpuSpec, kDefault),
                         [](const auto& trace) {
                           return std::string(trace.index == 0 ? "WithModels" : "WithoutModels");
                         });

TEST(OpenbTraceOfModels, APodThatNoNodeCanHoldIsTooLarge) {
  if (!std::filesystem::exists(kTraces)) GTEST_SKIP() << "needs the openb trace in " << kTraces;
  const Ran ran =
      meseta(std::string("run scenarios/openb.yaml --json --set traces.dir=") + kTraces);
  const std::size_t pod = ran.out.find("openb-pod-1639");
  ASSERT_NE(pod, std::string::npos);
  EXPECT_EQ(value_of(ran.out.substr(pod), "reason"), "\"too-large\"");
}

TEST(OpenbSample, EveryScenarioOfTheFamilyMeetsItsGoals) {
  for (const char* name : {"openb", "openb-tight", "openb-packed"}) {
    const Ran ran = meseta(std::string("run scenarios/") + name + ".yaml");
    EXPECT_EQ(ran.status, 0) << name << ran.out << ran.err;
  }
}

// Two million tasks take half a minute; a hundredth of them says the same of every message.
TEST(C2m, EachTaskIsLaunchedReportedAndAcknowledgedOneByOne) {
  const Ran ran = meseta(
      "run scenarios/c2m.yaml --json --set cluster.agent.count=61 --set frameworks.batch.count=10 "
      "--set 'goals=[]'");
  ASSERT_EQ(ran.status, 0) << ran.err;
  EXPECT_EQ(value_of(ran.out, "running_max"), "20000");
  EXPECT_EQ(value_of(ran.out, "finished"), "20000");
  EXPECT_EQ(value_of(ran.out, "run_task"), "20000");
  for (const char* message : {"update", "update_forward", "ack", "ack_forward"}) {
    EXPECT_EQ(value_of(ran.out, message), "40000") << message;
  }
  EXPECT_GE(std::stoi(value_of(ran.out, "events")), 200'000);
}

}  // namespace
}  // namespace meseta::cli
