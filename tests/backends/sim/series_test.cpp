#include "backends/sim/series.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace meseta {
namespace {

Point standing(std::uint64_t running, std::uint64_t pending = 0) {
  return {.running = running, .pending = pending};
}

TEST(Series, APeakBetweenTwoPointsIsToldByTheLater) {
  Series series({});
  series.see(1, 0);
  series.add(standing(1));
  series.see(7, 2);
  series.see(3, 9);
  series.add(standing(3, 4));
  series.see(2, 4);
  series.add(standing(2, 4));

  const auto& points = series.points();
  ASSERT_EQ(points.size(), 3);
  EXPECT_EQ(points[0].running_max, 1);
  EXPECT_EQ(points[1].running_max, 7);
  EXPECT_EQ(points[1].pending_max, 9);
  EXPECT_EQ(points[1].running, 3);
  EXPECT_EQ(points[2].running_max, 3);  // It began with as many.
  EXPECT_EQ(points[2].pending_max, 4);
}

TEST(Series, TheLastPointKnowsThePeakBeforeItToo) {
  Series series({});
  series.add(standing(0));
  series.see(5, 6);
  series.close({.at = Time{} + milliseconds(30), .running = 1});

  EXPECT_EQ(series.points().back().running_max, 5);
  EXPECT_EQ(series.points().back().pending_max, 6);
}

// Whichever points are dropped as the run gets longer.
TEST(Series, NoPeakIsLostHoweverLongTheRun) {
  constexpr std::size_t kAdded = 2'100;  // Points are dropped three times.
  const auto has_peak = [](const Point& point) { return point.running_max == 100; };
  for (std::size_t peak = 0; peak < kAdded; ++peak) {
    Series series({});
    for (std::size_t i = 0; i < kAdded; ++i) {
      if (i == peak) series.see(100, 200);
      series.add(standing(1, 1));
    }
    series.close({.at = series.next(), .running = 1});

    const auto& points = series.points();
    ASSERT_LE(points.size(), Series::kPointsMax);
    ASSERT_EQ(std::count_if(points.begin(), points.end(), has_peak), 1) << "peak " << peak;
    EXPECT_EQ(std::find_if(points.begin(), points.end(), has_peak)->pending_max, 200);
  }
}

}  // namespace
}  // namespace meseta
