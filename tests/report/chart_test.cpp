#include "report/chart.hpp"

#include <gtest/gtest.h>

#include "report/run_series.hpp"

namespace meseta {
namespace {

TEST(Chart, LevelsGrowFromTheGround) {
  const std::string text =
      chart({{.label = "cpus", .values = {0, 25, 50, 100}, .top = 100, .top_label = "100 %"}},
            {.width = 40, .height = 2, .span = minutes(10)});

  EXPECT_EQ(text,
            "cpus           100 % |              ████\n"
            "                     |     ▄▄▄▄█████████\n"
            "                      0              10m\n");
}

TEST(Chart, AsciiDoesWithoutBlocks) {
  const std::string text = chart({{.label = "cpus", .values = {0, 25, 50, 100}, .top = 100}},
                                 {.width = 40, .height = 2, .ascii = true, .span = seconds(8)});

  EXPECT_EQ(text,
            "cpus                 |              ####\n"
            "                     |     ....#########\n"
            "                      0              8 s\n");
}

TEST(Chart, ALittleIsNotDrawnAsNothing) {
  const std::string text = chart({{.label = "x", .values = {1}, .top = 1'000'000}},
                                 {.width = 40, .height = 1, .span = seconds(1)});
  EXPECT_NE(text.find("▁"), std::string::npos);
}

TEST(Chart, AMarkIsNotAveragedAway) {
  std::vector<std::int64_t> values(10'000);
  values[5'000] = 1;
  const std::string text =
      chart({{.label = "faults", .style = ChartSeries::Style::Marks, .values = values}},
            {.width = 40, .ascii = true, .span = seconds(1)});
  EXPECT_NE(text.find('x'), std::string::npos);
}

TEST(Chart, OfNothingIsEmpty) { EXPECT_EQ(chart({}, {}), ""); }

std::vector<RunPoint> points() {
  return {{.pending = 12, .cpus_milli = 0, .agents_up = 3},
          {.at = seconds(5), .cpus_milli = 4500, .agents_up = 2, .faults = 1, .pending_max = 15},
          {.at = milliseconds(9500),
           .running = 2,
           .cpus_milli = 8000,
           .agents_up = 3,
           .running_max = 4}};
}

TEST(RunChart, ShowsWhatThereIs) {
  const std::string text = run_chart(points(), {.cpus_milli = 8000}, {.width = 60, .ascii = true});
  EXPECT_NE(text.find("cpus           100 % |"), std::string::npos) << text;
  EXPECT_NE(text.find("pending           12 |"), std::string::npos) << text;
  EXPECT_NE(text.find("faults               |             x"), std::string::npos) << text;
  EXPECT_EQ(text.find("gpus"), std::string::npos) << text;
}

TEST(RunCsv, HasALinePerPoint) {
  EXPECT_EQ(run_csv(points()),
            "seconds,pending,running,cpus,mem,gpus,finished,lost,agents_up,faults,"
            "pending_max,running_max\n"
            "0,12,0,0,0,0,0,0,3,0,0,0\n"
            "5,0,0,4.5,0,0,0,0,2,1,15,0\n"
            "9.5,0,2,8,0,0,0,0,3,0,0,4\n");
}

}  // namespace
}  // namespace meseta
