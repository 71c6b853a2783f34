// Processes that end and begin again on computers that live on, in whole runs.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "backends/sim/world.hpp"

namespace meseta {
namespace {

constexpr auto kCrash = FaultSpec::Kind::Crash;

// Two agents of 16 cpus in one class.
Scenario small(std::uint32_t tasks, Duration runs) {
  Scenario scenario;
  scenario.name = "restarts";
  scenario.cluster = {{.name = "a", .count = 2, .resources = "cpus:16;mem:65536"}};
  FrameworkSpec framework{.name = "one", .failover_timeout = minutes(10)};
  framework.batch = BatchLoad{.tasks = tasks,
                              .task = {.resources = "cpus:1;mem:1024"},
                              .duration = Distribution::fixed(runs)};
  scenario.frameworks = {framework};
  return scenario;
}

void expect_no_violation(const World& world) {
  for (const std::string& violation : world.violations()) ADD_FAILURE() << violation;
}

TEST(Restarts, AFrameworkGoesOnUnderItsIdWithTheTasksItHad) {
  Scenario scenario = small(60, seconds(20));
  scenario.faults = {{.kind = kCrash, .at = seconds(10), .heal = seconds(5), .framework = "one"}};
  Census census(1);
  World world(scenario, census, {});
  world.run_until(Time{} + seconds(9));
  const FrameworkId id = world.scheduler(0)->id();
  EXPECT_EQ(census.total().running, 32);
  world.run_until(Time{} + seconds(12));
  EXPECT_EQ(world.scheduler(0), nullptr);
  EXPECT_EQ(world.framework_id(0), id);
  EXPECT_EQ(world.usage().running(), 32);  // They do not mind.
  world.run();

  EXPECT_EQ(world.scheduler(0)->id(), id);
  EXPECT_EQ(census.total().submitted, 60);
  EXPECT_EQ(census.total().finished, 60);
  EXPECT_EQ(census.total().lost, 0);
  EXPECT_EQ(world.master_stats().frameworks_removed, 0);
  expect_no_violation(world);
}

TEST(Restarts, AFrameworkWithoutFailoverIsTornDownAndItsTasksAreKilled) {
  Scenario scenario = small(10, hours(1));
  scenario.frameworks[0].failover_timeout = {};
  scenario.faults = {{.kind = kCrash, .at = seconds(10), .heal = seconds(5), .framework = "one"}};
  Census census(1);
  World world(scenario, census, {});
  world.run();

  EXPECT_TRUE(world.over());
  EXPECT_TRUE(world.scheduler(0)->over());
  EXPECT_EQ(world.master_stats().frameworks_removed, 1);
  EXPECT_EQ(world.usage().running(), 0);
  expect_no_violation(world);
}

TEST(Restarts, TheOnlyMasterComesBackAndNoTaskNoticed) {
  Scenario scenario = small(60, seconds(20));
  scenario.faults = {{.kind = kCrash, .at = seconds(10), .heal = seconds(5), .master = "0"}};
  Census census(1);
  World world(scenario, census, {});
  world.run_until(Time{} + seconds(9));
  const AgentId agent = world.agent(1)->id();
  world.run_until(Time{} + seconds(12));
  EXPECT_EQ(world.master(0), nullptr);
  EXPECT_EQ(world.leader(), nullptr);
  EXPECT_EQ(world.usage().running(), 32);
  world.run();

  EXPECT_EQ(world.leader(), world.master(0));
  EXPECT_EQ(world.leader()->epoch(), Epoch{2});
  EXPECT_EQ(world.agent(1)->id(), agent);
  EXPECT_EQ(census.total().finished, 60);
  EXPECT_EQ(census.total().lost, 0);
  expect_no_violation(world);
}

TEST(Restarts, AnotherMasterTakesOverFromALeaderThatCrashed) {
  Scenario scenario = small(60, seconds(20));
  scenario.policy.masters = 3;
  scenario.faults = {{.kind = kCrash, .at = seconds(10), .heal = minutes(2), .master = "leader"}};
  Census census(1);
  World world(scenario, census, {});
  world.run_until(Time{} + seconds(9));
  const Master* const before = world.leader();
  ASSERT_NE(before, nullptr);
  world.run_until(Time{} + seconds(40));
  const Master* const after = world.leader();
  ASSERT_NE(after, nullptr);
  EXPECT_EQ(after->epoch(), Epoch{2});
  world.run();

  EXPECT_EQ(census.total().finished, 60);
  EXPECT_EQ(census.total().lost, 0);
  expect_no_violation(world);
}

TEST(Restarts, TasksRunOnWithoutTheirAgentAndAreKilledWhenItComesBack) {
  Scenario scenario = small(32, minutes(10));
  scenario.duration = hours(1);
  scenario.faults = {{.kind = kCrash, .at = minutes(1), .heal = seconds(20), .agent_class = "a"}};
  Census census(1);
  World world(scenario, census, {});
  world.run_until(Time{} + seconds(59));
  const AgentId id = world.agent(0)->id();
  world.run_until(Time{} + seconds(70));
  EXPECT_EQ(world.agent(0), nullptr);
  EXPECT_EQ(world.agents_up(), 0);
  EXPECT_EQ(world.usage().running(), 32);
  EXPECT_EQ(census.total().running, 32);
  world.run_until(Time{} + seconds(80));
  EXPECT_EQ(world.usage().running(), 0);
  EXPECT_EQ(world.agents_up(), 2);
  world.run();

  EXPECT_EQ(world.agent(0)->id(), id);
  EXPECT_EQ(census.total().lost, 32);
  EXPECT_EQ(census.total().finished, 32);  // Again.
  EXPECT_EQ(world.master_stats().agents_unreachable, 0);
  expect_no_violation(world);
}

TEST(Restarts, WhatRunsWithoutItsAgentDiesWithTheComputer) {
  Scenario scenario = small(32, minutes(10));
  scenario.duration = minutes(5);
  scenario.faults = {{.kind = kCrash, .at = minutes(1), .agent_class = "a"},
                     {.at = minutes(2), .agent_class = "a"}};
  Census census(1);
  World world(scenario, census, {});
  world.run_until(Time{} + minutes(2) - nanoseconds(1));
  EXPECT_EQ(world.usage().running(), 32);
  world.run_until(Time{} + minutes(2));
  EXPECT_EQ(world.usage().running(), 0);
  EXPECT_EQ(world.agents_up(), 0);
  world.run();
  expect_no_violation(world);
}

TEST(Restarts, AComputerThatIsLostTakesItsMasterOrFrameworkAlong) {
  Scenario scenario = small(60, seconds(20));
  scenario.faults = {{.at = seconds(10), .heal = seconds(5), .master = "all"},
                     {.at = seconds(40), .heal = seconds(5), .framework = "one"}};
  Census census(1);
  World world(scenario, census, {});
  world.run_until(Time{} + seconds(12));
  EXPECT_EQ(world.leader(), nullptr);
  world.run_until(Time{} + seconds(42));
  EXPECT_EQ(world.scheduler(0), nullptr);
  world.run();

  EXPECT_EQ(census.total().finished, 60);
  expect_no_violation(world);
}

// Everything ends and begins again, over and over, also before what it does is durable.
Digest digest_of_unrest(std::uint64_t seed) {
  Scenario scenario = small(400, seconds(15));
  scenario.policy.masters = 3;
  scenario.duration = minutes(20);
  scenario.network.session_breaks_per_hour_milli = 20'000;
  for (int i = 0; i < 30; ++i) {
    const Duration at = milliseconds(1'003 * i * i);
    scenario.faults.push_back(
        {.kind = kCrash, .at = at, .heal = milliseconds(700), .framework = "one"});
    scenario.faults.push_back(
        {.kind = kCrash, .at = at + seconds(1), .heal = seconds(2), .agent_class = "a"});
    scenario.faults.push_back(
        {.kind = kCrash, .at = at + seconds(2), .heal = seconds(30), .master = "leader"});
  }
  Census census(1);
  World world(scenario, census, {.seed = seed});
  world.run();

  EXPECT_EQ(census.total().submitted, 400 + census.total().lost) << "seed " << seed;
  for (const std::string& violation : world.violations()) {
    ADD_FAILURE() << "seed " << seed << ": " << violation;
  }
  return world.dispatcher().digest();
}

TEST(Restarts, UnrestBreaksNoInvariantAndIsDecidedByTheSeed) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    EXPECT_EQ(digest_of_unrest(seed), digest_of_unrest(seed));
  }
}

}  // namespace
}  // namespace meseta
