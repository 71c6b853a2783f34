#include "cli/tally.hpp"

#include <gtest/gtest.h>

namespace meseta::cli {
namespace {

TEST(Tally, FillsCountsAndTimesOfAllAndOfEach) {
  Tally tally(2);
  for (const std::uint32_t framework : {0U, 1U}) {
    tally.submitted(framework);
    tally.launched(framework, seconds(framework));
  }
  tally.started(0, milliseconds(7));
  tally.ended(0, TaskState::Finished);
  Summary summary;
  summary.frameworks_detail = {{.name = "a"}, {.name = "b"}};

  tally.fill(summary, {});

  EXPECT_EQ(summary.tasks.submitted, 2U);
  EXPECT_EQ(summary.tasks.running, 1U);
  EXPECT_EQ(summary.tasks.running_max, 2U);
  EXPECT_EQ(summary.launch_latency.p50, milliseconds(7));
  EXPECT_EQ(summary.waiting.max, seconds(1));
  EXPECT_EQ(summary.frameworks_detail[0].tasks.finished, 1U);
  EXPECT_EQ(summary.frameworks_detail[1].waiting.p50, seconds(1));
  EXPECT_EQ(summary.frameworks_detail[1].launch_latency.count, 0U);
}

TEST(Tally, TellsWaitsByClassTheNeverPlacedFirst) {
  Tally tally(1);
  tally.waited({.framework = 0,
                .task = Text("placed"),
                .waited = seconds(3),
                .launched = true,
                .obstacles = {{0, Obstacle::NoCpus, 4}, {2, Obstacle::NoMem, 1}}});
  tally.waited({.framework = 0, .task = Text("not"), .waited = seconds(9), .launched = false});
  Summary summary;
  summary.frameworks_detail = {{.name = "web"}};
  EXPECT_EQ(tally.other_classes(2), 1U);

  tally.fill(summary, std::vector<std::string>{"rack-a", "rack-b", "other-0"});

  ASSERT_EQ(summary.waits.size(), 2U);
  EXPECT_EQ(summary.waited, 2U);
  EXPECT_EQ(summary.waits[0].task, "not");
  EXPECT_EQ(summary.waits[0].reason, "no-agents");
  EXPECT_EQ(summary.waits[1],
            (WaitReport{.framework = "web",
                        .task = "placed",
                        .waited = seconds(3),
                        .reason = "no-cpus",
                        .classes = {{"rack-a", {{"no-cpus", 4}}}, {"other-0", {{"no-mem", 1}}}}}));
}

TEST(MainReason, IsTooLargeOnlyIfItFitsNowhere) {
  EXPECT_EQ(main_reason({{0, Obstacle::TooLarge, 5}, {1, Obstacle::WrongModel, 9}}), "too-large");
  EXPECT_EQ(main_reason({{0, Obstacle::WrongModel, 9}}), "wrong-model");
  EXPECT_EQ(main_reason({{0, Obstacle::TooLarge, 50}, {1, Obstacle::NoGpuCard, 1}}), "no-gpu-card");
}

}  // namespace
}  // namespace meseta::cli
