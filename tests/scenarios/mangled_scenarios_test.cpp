// Whatever is done to a scenario or to a file it names, it is read, or refused with a place. Meant
// to run under ASan, too.
#include <gtest/gtest.h>

#include <cstdint>
#include <map>
#include <string>

#include "scenarios/reader.hpp"
#include "tests/scenarios/memory_files.hpp"
#include "tests/workload/trace/mangler.hpp"
#include "tests/workload/trace/sample_file.hpp"

namespace meseta {
namespace {

using testing::has_place;
using testing::Mangler;
using testing::MemoryFiles;
using testing::sample;
using testing::text_of_file;

std::map<std::string, std::string> sample_files(const std::string& swf) {
  return {{"traces/openb_node_list_all_node.csv", sample("openb_node_list_all_node.csv")},
          {"traces/openb_pod_list_gpuspec33.csv", sample("openb_pod_list_gpuspec33.csv")},
          {"traces/sample.swf.gz", swf}};
}

// What every valid scenario is, however strange the one it was made from.
void check(const Scenario& made) {
  std::uint64_t agents = 0;
  for (const AgentClass& agent_class : made.cluster) agents += agent_class.count;
  ASSERT_GT(agents, 0);
  ASSERT_LE(agents, 1'000'000);
  for (const FrameworkSpec& framework : made.frameworks) {
    ASSERT_EQ(int{framework.service.has_value()} + int{framework.batch.has_value()} +
                  int{framework.trace.has_value()},
              1);
    if (framework.trace) {
      ASSERT_LT(framework.trace->trace, made.traces.size());
    }
    if (framework.service && framework.service->instances > 0) {
      ASSERT_TRUE(made.duration);
    }
  }
}

bool has_any_place(const std::string& message) {
  if (message.starts_with("--set ")) return message.find("; expected ") != std::string::npos;
  return has_place(message, "mangled.yaml") || has_place(message, "traces/sample.swf.gz");
}

// Feeds `count` inputs and demands that some are refused and some are not.
template <class Input>
void feed(std::uint64_t count, Input input) {
  std::uint64_t refused = 0;
  for (std::uint64_t i = 0; i < count; ++i) {
    const Result<Scenario> made = input(i);
    if (made) {
      check(*made);
      continue;
    }
    ++refused;
    ASSERT_TRUE(has_any_place(made.error().message))
        << "input " << i << ": " << made.error().message;
  }
  EXPECT_GT(refused, count / 4);
  EXPECT_LT(refused, count);
}

void feed_file(const std::string& path, std::uint64_t seed) {
  MemoryFiles files(sample_files(sample("sample.swf.gz")));
  const std::string good = text_of_file(path);
  Mangler mangle(seed);
  feed(2500,
       [&](std::uint64_t i) { return parse_scenario(mangle(good, i), "mangled.yaml", {}, files); });
}

TEST(MangledScenarios, Quickstart) { feed_file("scenarios/quickstart.yaml", 21); }
TEST(MangledScenarios, C2m) { feed_file("scenarios/c2m.yaml", 22); }
TEST(MangledScenarios, OpenbTight) { feed_file("scenarios/openb-tight.yaml", 23); }
TEST(MangledScenarios, Swf) { feed_file("scenarios/swf.yaml", 24); }

TEST(MangledScenarios, OverridesAreTakenOrRefused) {
  MemoryFiles files;
  const std::string yaml = text_of_file("scenarios/quickstart.yaml");
  Mangler mangle(25);
  feed(2500, [&](std::uint64_t i) {
    const std::string good =
        i % 2 == 0 ? "cluster.rack-1.count=20" : "frameworks[1].batch.duration={min: 1s, max: 1m}";
    return parse_scenario(yaml, "mangled.yaml", {mangle(good, i)}, files);
  });
}

TEST(MangledScenarios, DamagedGzipIsReadOrRefused) {
  const std::string yaml = text_of_file("scenarios/swf.yaml");
  const std::string good = sample("sample.swf.gz");
  Mangler mangle(26);
  feed(2000, [&](std::uint64_t i) {
    MemoryFiles files(sample_files(i % 8 == 0 ? good : mangle(good, i)));
    return parse_scenario(yaml, "mangled.yaml", {}, files);
  });
}

}  // namespace
}  // namespace meseta
