#include "cli/progress.hpp"

#include <gtest/gtest.h>

namespace meseta::cli {
namespace {

TEST(Progress, SaysHowFarAndHowFastAndHowLongStill) {
  EXPECT_EQ(progress_text({.simulated = minutes(15), .duration = hours(1), .events = 6'000'000},
                          seconds(2)),
            "15m simulated, 6,000,000 events (3,000,000/s), 25 %, 6 s left");
}

TEST(Progress, WithoutADurationGoesByTasks) {
  EXPECT_EQ(
      progress_text({.simulated = days(3), .events = 10, .tasks_ended = 1, .tasks = 2}, seconds(1)),
      "3d simulated, 10 events (10/s), 1 of 2 tasks ended, 50 %, 1 s left");
}

TEST(Progress, SaysNothingOfTheEndBeforeItKnows) {
  EXPECT_EQ(progress_text({}, {}), "0 s simulated, 0 events");
}

}  // namespace
}  // namespace meseta::cli
