#include "backends/sim/sim_launcher.hpp"

#include <gtest/gtest.h>

#include <string>

#include "tests/backends/sim/sim_bench.hpp"
#include "tests/builders/resources.hpp"
#include "workload/task_script.hpp"

namespace meseta {
namespace {

constexpr FrameworkId kFramework{1, 0};

void launch(SimBench& bench, NodeId agent, const std::string& name, Duration runs,
            TaskScript::Outcome outcome = TaskScript::Outcome::Finish) {
  TaskInfo task;
  task.name = Text(name);
  task.resources = make_ref(resources("cpus:2;mem:100"));
  task.payload = encode({runs, outcome});
  bench.launcher().launch(agent, kFramework, make_ref(std::move(task)));
}

TEST(SimLauncher, TasksEndWithTheirComputerAndNobodyIsTold) {
  SimBench bench;
  const NodeId agent = bench.join();
  const NodeId other = bench.join();
  for (int i = 0; i < 10; ++i) launch(bench, agent, std::to_string(i), seconds(10));
  launch(bench, other, "x", seconds(10));
  bench.run_for(seconds(1));
  bench.crash(agent);
  bench.run_for(seconds(20));

  EXPECT_TRUE(bench.recorder(agent).all<TaskEnded>().empty());
  EXPECT_EQ(bench.recorder(other).all<TaskEnded>().size(), 1);
  EXPECT_EQ(bench.sim_launcher().usage().running(), 0);
  EXPECT_EQ(bench.sim_launcher().tasks(agent), 0);
}

TEST(SimLauncher, ASecondKillDoesNotPutOffTheEnd) {
  SimBench bench;
  const NodeId agent = bench.join();
  launch(bench, agent, "a", {}, TaskScript::Outcome::Hang);
  bench.run_for(seconds(1));
  bench.launcher().kill(agent, kFramework, Text("a"), seconds(2));
  bench.run_for(seconds(1));
  bench.launcher().kill(agent, kFramework, Text("a"), seconds(30));
  bench.run_for(milliseconds(1'050));

  EXPECT_EQ(bench.recorder(agent).all<TaskEnded>().size(), 1);
}

TEST(SimLauncher, ATaskThatCannotStartFailsEvenIfItIsKilled) {
  SimBench bench;
  const NodeId agent = bench.join();
  launch(bench, agent, "a", {}, TaskScript::Outcome::LaunchFail);
  bench.launcher().kill(agent, kFramework, Text("a"), {});
  bench.run_for(seconds(1));

  const auto ended = bench.recorder(agent).all<TaskEnded>();
  ASSERT_EQ(ended.size(), 1);
  EXPECT_EQ(ended[0].event.as<TaskEnded>().state, TaskState::Failed);
}

TEST(SimLauncher, ANameMayBeUsedAgainOnceItsTaskIsOver) {
  SimBench bench;
  const NodeId agent = bench.join();
  launch(bench, agent, "a", milliseconds(10));
  bench.run_for(seconds(1));
  launch(bench, agent, "a", hours(1));
  bench.run_for(seconds(1));
  EXPECT_EQ(bench.recorder(agent).all<TaskEnded>().size(), 1);
  bench.launcher().kill(agent, kFramework, Text("a"), {});
  bench.run_for(seconds(1));

  EXPECT_EQ(bench.recorder(agent).all<TaskStarted>().size(), 2);
  EXPECT_EQ(bench.recorder(agent).all<TaskEnded>().size(), 2);
}

TEST(SimLauncher, UsageIsExactToTheNanosecond) {
  SimBench bench;
  const NodeId agent = bench.join();
  for (int i = 1; i <= 100; ++i) {
    launch(bench, agent, std::to_string(i), seconds(i) + nanoseconds(i));
    bench.run_for(milliseconds(333));
  }
  bench.run_for(minutes(5));

  Usage::Wide lasted = 0;
  for (int i = 1; i <= 100; ++i) lasted += (seconds(i) + nanoseconds(i)).ns;
  const auto sums = bench.sim_launcher().usage().integrals(bench.clock().now());
  EXPECT_TRUE(sums[Usage::Cpus] == lasted * 2'000);
  EXPECT_TRUE(sums[Usage::Mem] == lasted * 100'000);
  EXPECT_TRUE(sums[Usage::Gpus] == 0);
  EXPECT_EQ(bench.sim_launcher().usage().held(), (Usage::Amounts{}));
}

TEST(SimLauncher, WhatRunsCountsUpToNow) {
  SimBench bench;
  const NodeId agent = bench.join();
  launch(bench, agent, "a", hours(1));
  bench.run_for(seconds(1));
  const auto before = bench.sim_launcher().usage().integrals(bench.clock().now());
  bench.run_for(seconds(10));
  const auto after = bench.sim_launcher().usage().integrals(bench.clock().now());

  EXPECT_TRUE(after[Usage::Cpus] - before[Usage::Cpus] == Usage::Wide{seconds(10).ns} * 2'000);
  EXPECT_TRUE(bench.sim_launcher().usage().integrals(kFramework, bench.clock().now()) == after);
}

}  // namespace
}  // namespace meseta
