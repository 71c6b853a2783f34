#include "backends/sim/checkers/capacity_checker.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/backends/sim/sim_bench.hpp"
#include "tests/builders/agent.hpp"
#include "workload/task_script.hpp"

namespace meseta {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

constexpr FrameworkId kFramework{1, 0};

// Two agents that have `has` each, and no process that would know better: whatever the test wants
// launched is.
class CapacityTest : public testing::Test {
 protected:
  void launch_where_there_is(const std::string& has) {
    checker_.emplace(Place{0}, std::vector{agent_info(has), agent_info(has)});
    checker_->report_to(violations_);
    bench_.sim_launcher().watch(&*checker_);
    agent_ = bench_.join();
    other_ = bench_.join();
  }
  void launch(NodeId agent, const std::string& name, const Resources& takes,
              Duration runs = hours(1)) {
    TaskInfo task;
    task.name = Text(name);
    task.resources = make_ref(takes);
    task.payload = encode({runs, TaskScript::Outcome::Finish});
    bench_.launcher().launch(agent, kFramework, make_ref(std::move(task)));
  }

  Violations violations_{{}};
  std::optional<CapacityChecker> checker_;  // Dies after the launcher it watches.
  SimBench bench_;
  NodeId agent_;
  NodeId other_;
};

TEST_F(CapacityTest, AFullComputerIsNoViolation) {
  launch_where_there_is("cpus:4;mem:100");
  launch(agent_, "a", resources("cpus:3;mem:50"), seconds(1));
  launch(agent_, "b", resources("cpus:1;mem:50"), seconds(1));
  bench_.run_for(seconds(2));
  launch(agent_, "c", resources("cpus:4;mem:100"));
  launch(other_, "d", resources("cpus:4;mem:100"));

  EXPECT_THAT(violations_.texts(), ElementsAre());
}

TEST_F(CapacityTest, OneThousandthTooMuchIsTold) {
  launch_where_there_is("cpus:4;mem:100");
  launch(agent_, "a", resources("cpus:3.5;mem:10"));
  bench_.run_for(seconds(2));
  launch(agent_, "b", resources("cpus:0.501;mem:10"));

  EXPECT_THAT(violations_.texts(),
              ElementsAre("at 2s node 0: capacity: task b of framework 0000000000000001-0000 runs "
                          "with cpus:0.501;mem:10 where cpus:0.5;mem:90 is free of "
                          "cpus:4;mem:100"));
}

TEST_F(CapacityTest, EachResourceCounts) {
  launch_where_there_is("cpus:4;mem:100;disk:10;ports:[1-2]");
  launch(agent_, "a", resources("mem:101"));
  launch(agent_, "b", resources("disk:11"));
  launch(agent_, "c", resources("ports:[2-3]"));
  launch(agent_, "d", resources("gold:1"));
  EXPECT_EQ(violations_.found(), 4);

  launch(agent_, "e", resources("cpus:4;mem:100;disk:10;ports:[1-2]"));
  EXPECT_EQ(violations_.found(), 4);
}

TEST_F(CapacityTest, ACardIsGivenOnceEvenIfOthersAreFree) {
  launch_where_there_is("cpus:4;gpus:2");
  const Resources half = *resources("cpus:1;gpus:0.6").assign_cards(agent_resources("gpus:1"));
  launch(agent_, "a", half);
  launch(agent_, "b", half);

  EXPECT_THAT(violations_.texts(), ElementsAre(HasSubstr("on cards {0:600} where")));
}

TEST_F(CapacityTest, WhatVanishesWithItsComputerIsFree) {
  launch_where_there_is("cpus:4");
  launch(agent_, "a", resources("cpus:4"));
  bench_.crash(agent_);
  agent_ = bench_.join_at({0});
  launch(agent_, "b", resources("cpus:4"));

  EXPECT_EQ(violations_.found(), 0);
}

TEST_F(CapacityTest, ANewProcessThatForgetsWhatRunsOnItsComputerIsFoundOut) {
  launch_where_there_is("cpus:4");
  launch(agent_, "a", resources("cpus:4"));
  bench_.kill(agent_);
  agent_ = bench_.join_at({0});
  launch(agent_, "b", resources("cpus:1"));

  EXPECT_THAT(violations_.texts(), ElementsAre(HasSubstr("node 2: capacity: task b")));
}

// What was in excess takes the room of what goes, so the next one is in excess again.
TEST_F(CapacityTest, RoomThatIsOverdrawnStaysSoUntilEnoughHasEnded) {
  launch_where_there_is("cpus:4");
  launch(agent_, "a", resources("cpus:4"), seconds(10));
  launch(agent_, "b", resources("cpus:4"), seconds(20));
  EXPECT_EQ(violations_.found(), 1);
  bench_.run_for(seconds(15));
  launch(agent_, "c", resources("cpus:4"), seconds(1));
  EXPECT_EQ(violations_.found(), 2);
  bench_.run_for(seconds(15));
  launch(agent_, "d", resources("cpus:4"));

  EXPECT_EQ(violations_.found(), 2);
}

TEST_F(CapacityTest, ATaskWhereNoAgentIsHasNoRoom) {
  launch_where_there_is("cpus:4");
  launch(bench_.join(), "a", resources("cpus:1"), seconds(1));
  bench_.run_for(seconds(2));

  EXPECT_EQ(violations_.found(), 1);
}

}  // namespace
}  // namespace meseta
