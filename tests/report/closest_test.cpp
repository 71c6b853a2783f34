#include "report/closest.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace meseta {
namespace {

const std::vector<std::string> kWords{"tasks.lost", "tasks.finished", "offers.made"};

TEST(Closest, FindsTheWordWithTheFewestChanges) {
  EXPECT_EQ(closest("tasks.lsot", kWords), "tasks.lost");
  EXPECT_EQ(closest("task.finished", kWords), "tasks.finished");
  EXPECT_EQ(closest("offers.made", kWords), "offers.made");
}

TEST(Closest, SaysNothingRatherThanSomethingFarOff) {
  EXPECT_EQ(closest("utilization.cpus", kWords), "");
  EXPECT_EQ(closest("", kWords), "");
  EXPECT_EQ(closest(std::string(10'000, 'x'), kWords), "");
}

}  // namespace
}  // namespace meseta
