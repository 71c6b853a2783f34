// Whatever is done to a trace, it is read, or refused with a place. Meant to run under ASan, too.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "tests/workload/trace/mangler.hpp"
#include "tests/workload/trace/sample_file.hpp"
#include "workload/trace/openb.hpp"
#include "workload/trace/swf.hpp"

namespace meseta {
namespace {

using testing::has_place;
using testing::Mangler;
using testing::sample;

constexpr std::uint64_t kInputs = 4000;

// The first `rows` of a sample: damage is then rarely far from what is being read.
std::string head(const std::string& text, int rows) {
  std::size_t end = 0;
  while (rows-- > 0) end = text.find('\n', end) + 1;
  return text.substr(0, end);
}

// Feeds damaged copies of `good` to `parse`. Some must be refused and some not, or it tests
// nothing.
template <class Parse, class Check>
void feed(const std::string& good, std::uint64_t seed, Parse parse, Check check) {
  Mangler mangle(seed);
  std::uint64_t refused = 0;
  for (std::uint64_t i = 0; i < kInputs; ++i) {
    const std::string input = mangle(good, i);
    const auto result = parse(input, "mangled");
    if (result) {
      check(*result);
      continue;
    }
    ++refused;
    ASSERT_TRUE(has_place(result.error().message, "mangled")) << result.error().message;
  }
  EXPECT_GT(refused, kInputs / 2);
  EXPECT_LT(refused, kInputs);
}

TEST(MangledTraces, NodesAreReadOrRefusedWithAPlace) {
  feed(head(sample("openb_node_list_all_node.csv"), 8), 11, parse_openb_nodes, [](auto& nodes) {
    for (const TraceNode& node : nodes) ASSERT_EQ(node.cards > 0, !node.model.empty());
    (void)thinned(nodes, 3);
  });
}

TEST(MangledTraces, PodsAreReadOrRefusedWithAPlace) {
  feed(head(sample("openb_pod_list_gpuspec33.csv"), 8), 12, parse_openb_pods, [](auto& pods) {
    for (const OpenbPod& pod : pods) {
      const TraceJob job = job_of(pod);
      ASSERT_GE(job.duration->ns, 0);
      ASSERT_GE(*job.deadline, job.submit);
      ASSERT_EQ(job.cards > 0, job.card_milli > 0);
      ASSERT_TRUE(std::is_sorted(job.models.begin(), job.models.end()));
    }
  });
}

TEST(MangledTraces, LogsAreReadOrRefusedWithAPlace) {
  feed(head(sample("sample.swf"), 10), 13, parse_swf, [](auto& jobs) {
    for (const SwfJob& swf : jobs) {
      const TraceJob job = job_of(swf, {.mem_mib = 1});
      ASSERT_GE(job.duration->ns, 0);
      ASSERT_GE(job.tasks, 1);
      ASSERT_GE(job.mem_mib, 1);
    }
  });
}

}  // namespace
}  // namespace meseta
