#include "backends/sim/world.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace meseta {
namespace {

Scenario idle_cluster(std::uint32_t agents) {
  Scenario scenario;
  scenario.name = "idle";
  scenario.cluster = {
      {.name = "a", .count = agents, .resources = "cpus:16;mem:65536", .domain = "z/r1"}};
  return scenario;
}

std::uint64_t events_of(const World& world) { return world.dispatcher().events(); }

TEST(World, AnIdleDayOfAThousandRegisteredAgentsIsUnderAHundredEvents) {
  Scenario scenario = idle_cluster(1'000);
  scenario.duration = days(1) + minutes(1);
  Census census(0);
  World world(scenario, census, {});
  world.run_until(Time{} + minutes(1));
  for (std::uint32_t i = 0; i < 1'000; ++i) ASSERT_TRUE(world.agent(i)->registered());
  const std::uint64_t before = events_of(world);
  world.run();

  EXPECT_TRUE(world.over());
  EXPECT_EQ(world.end(), Time{} + days(1) + minutes(1));
  EXPECT_LT(events_of(world) - before, 100);
}

TEST(World, AgentsThatWereLostAreBackUnderTheirIdsAfterTheyAreHealed) {
  Scenario scenario = idle_cluster(50);
  scenario.duration = hours(1);
  scenario.faults = {{.at = minutes(10), .heal = minutes(10), .domain = "z/r1"}};
  Census census(0);
  World world(scenario, census, {});
  world.run_until(Time{} + minutes(9));
  std::vector<AgentId> ids;
  for (std::uint32_t i = 0; i < 50; ++i) ids.push_back(world.agent(i)->id());
  world.run_until(Time{} + minutes(15));
  EXPECT_EQ(world.agent(0), nullptr);
  EXPECT_EQ(world.agents_up(), 0);
  EXPECT_EQ(world.master_stats().agents_unreachable, 50);
  world.run();

  for (std::uint32_t i = 0; i < 50; ++i) {
    ASSERT_TRUE(world.agent(i)->registered());
    EXPECT_EQ(world.agent(i)->id(), ids[i]);
  }
}

FrameworkSpec batch(const std::string& name, std::uint32_t tasks, Duration runs) {
  FrameworkSpec framework{.name = name};
  framework.batch = BatchLoad{.tasks = tasks,
                              .task = {.resources = "cpus:1;mem:1024"},
                              .duration = Distribution::fixed(runs)};
  return framework;
}

TEST(World, ARunWithoutDurationEndsWhenTheLastTaskHas) {
  Scenario scenario = idle_cluster(10);
  scenario.frameworks = {batch("one", 100, seconds(10)), batch("two", 300, seconds(20))};
  Census census(2);
  World world(scenario, census, {});
  world.run();

  EXPECT_EQ(census.total().submitted, 400);
  EXPECT_EQ(census.total().finished, 400);
  EXPECT_EQ(census.total().running_max, 160);
  EXPECT_GT(world.end(), Time{} + seconds(40));
  EXPECT_LT(world.end(), Time{} + minutes(2));
  // Each task was used for exactly as long as it lasted.
  const Usage::Wide cpu_time =
      (Usage::Wide{seconds(10).ns} * 100 + Usage::Wide{seconds(20).ns} * 300);
  EXPECT_TRUE(world.usage().integrals(world.now())[Usage::Cpus] == cpu_time * 1'000);
  EXPECT_EQ(world.usage().running(), 0);

  const MasterStats stats = world.master_stats();
  EXPECT_EQ(stats.tasks_launched, 400);
  EXPECT_EQ(stats.updates, 800);
  EXPECT_EQ(stats.acks_forwarded, 800);
}

TEST(World, TasksOfALostRackRunAgainElsewhere) {
  Scenario scenario = idle_cluster(5);
  scenario.cluster.push_back(
      {.name = "b", .count = 5, .resources = "cpus:16;mem:65536", .domain = "z/r2"});
  scenario.frameworks = {batch("one", 100, minutes(5))};
  scenario.faults = {{.at = minutes(2), .domain = "z/r2"}};
  Census census(1);
  World world(scenario, census, {});
  world.run();

  EXPECT_EQ(census.total().finished, 100);
  EXPECT_GT(census.total().lost, 0);
  EXPECT_EQ(census.total().submitted, 100 + census.total().lost);
  EXPECT_EQ(world.master_stats().agents_unreachable, 5);
}

// Has something against every task.
struct Against final : Checker {
  void launched(const Run& run, Time now) override {
    violated(now, run.agent, "launched " + run.task.name.str());
  }
};

TEST(World, WhatACheckerFindsIsAViolation) {
  Scenario scenario = idle_cluster(1);
  scenario.frameworks = {batch("one", 2, seconds(10))};
  Census census(1);
  Against against;
  World world(scenario, census, {.checker = &against});
  world.run();

  ASSERT_EQ(world.violations().size(), 2);
  EXPECT_TRUE(world.violations()[0].ends_with(" node 1: launched 0")) << world.violations()[0];
}

TEST(World, AnEndThatNoTaskCameToIsFoundByTheEndOfTheRun) {
  Scenario scenario = idle_cluster(1);
  scenario.frameworks = {batch("one", 2, seconds(10))};
  Census census(1);
  World world(scenario, census, {});
  world.run_until(Time{} + seconds(1));
  census.submitted(0);
  census.launched(0, {});
  census.ended(0, TaskState::Finished);
  world.run();

  const std::string what = "conservation: 3 tasks count as finished, but only 2 ran to their end";
  ASSERT_EQ(world.violations().size(), 2);
  EXPECT_TRUE(world.violations()[0].ends_with("s: " + what)) << world.violations()[0];
  EXPECT_TRUE(world.violations()[1].ends_with(" node 2: " + what)) << world.violations()[1];
}

TEST(World, LongRunsAreLookedAtBeforeTheyEnd) {
  Scenario scenario = idle_cluster(1);
  scenario.frameworks = {batch("one", 1'000, seconds(10))};
  Census census(1);
  World world(scenario, census, {});
  census.submitted(0);
  census.launched(0, {});
  census.ended(0, TaskState::Failed);
  world.run_until(Time{} + minutes(5));

  EXPECT_FALSE(world.over());
  EXPECT_FALSE(world.violations().empty());
}

TEST(World, TheSeriesShowsTheRunOnARegularGrid) {
  Scenario scenario = idle_cluster(10);
  scenario.frameworks = {batch("one", 160, minutes(30))};
  scenario.duration = hours(1);
  scenario.faults = {{.at = minutes(50), .agent_class = "a"}};
  Census census(1);
  World world(scenario, census, {});
  world.run();

  const std::vector<Point>& points = world.series().points();
  ASSERT_GE(points.size(), 200);
  ASSERT_LE(points.size(), 1'001);
  const Duration interval = points[1].at - points[0].at;
  for (std::size_t i = 2; i + 1 < points.size(); ++i) {
    EXPECT_EQ(points[i].at - points[i - 1].at, interval);
  }
  const auto at = [&](Duration past) { return points[static_cast<std::size_t>(past / interval)]; };
  EXPECT_EQ(at(minutes(10)).running, 160);
  EXPECT_EQ(at(minutes(10)).held[Usage::Cpus], 160'000);
  EXPECT_EQ(at(minutes(40)).running, 0);
  EXPECT_EQ(at(minutes(40)).agents_up, 10);
  EXPECT_EQ(at(minutes(55)).agents_up, 0);
  EXPECT_EQ(at(minutes(55)).faults, 1);
  EXPECT_EQ(points.back().at, Time{} + hours(1));
}

TEST(World, TheSeriesKnowsPeaksThatNoPointShows) {
  Scenario scenario = idle_cluster(10);
  scenario.frameworks = {batch("one", 100, milliseconds(1))};
  scenario.duration = hours(1);
  Census census(1);
  World world(scenario, census, {});
  world.run();

  Point most;
  for (const Point& point : world.series().points()) {
    EXPECT_EQ(point.running, 0);
    most.running_max = std::max(most.running_max, point.running_max);
    most.pending_max = std::max(most.pending_max, point.pending_max);
  }
  EXPECT_EQ(most.running_max, census.total().running_max);
  EXPECT_EQ(most.running_max, 100);
  EXPECT_EQ(most.pending_max, 100);
}

Digest digest_of_run(std::uint64_t seed) {
  Scenario scenario = idle_cluster(30);
  scenario.duration = hours(3);
  scenario.network.session_breaks_per_hour_milli = 5'000;
  scenario.network.clock_offset_max = seconds(3);
  scenario.network.clock_drift_ppm_max = 100;
  scenario.faults = {{.at = minutes(10), .heal = minutes(10), .domain = "z/r1"}};
  scenario.frameworks = {batch("one", 600, minutes(5)), batch("two", 300, minutes(20))};
  Census census(2);
  World world(scenario, census, {.seed = seed});
  world.run();
  return world.dispatcher().digest();
}

TEST(World, TheSeedDecidesEverythingWithBreaksSkewedClocksAndALostRackToo) {
  EXPECT_EQ(digest_of_run(1), digest_of_run(1));
  EXPECT_NE(digest_of_run(1), digest_of_run(2));
}

}  // namespace
}  // namespace meseta
