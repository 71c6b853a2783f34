// What engine/launcher/launcher.hpp promises, for any implementation.
//
// A Bench has:
//   NodeId join();                    an agent's process with a Recorder
//   Recorder& recorder(NodeId);
//   Launcher& launcher();
//   void run_for(Duration);
//   Text lasting(Duration);           payload of a task that lasts so long, and heeds a kill
//   Text failing(Duration);           that then fails
//   Text endless();                   that runs until it is killed
//   Text stubborn();                  likewise, and ignores all but the end of its grace
//   Text unlaunchable();              that cannot even begin
//   Duration launch_bound();          how long until a launch or an end is reported
#pragma once

#include <gtest/gtest.h>

#include <string>

#include "engine/launcher/launcher.hpp"
#include "engine/resources/resources.hpp"
#include "tests/contracts/recorder.hpp"

namespace meseta::contracts {

template <class Bench>
class LauncherContract : public testing::Test {
 protected:
  static constexpr FrameworkId kFramework{1, 7};

  Text launch(const std::string& name, Text payload) {
    TaskInfo task;
    task.name = Text(name);
    task.agent = {1, 1};
    task.resources = make_ref(Resources());
    task.payload = std::move(payload);
    bench_.launcher().launch(agent_, kFramework, make_ref(std::move(task)));
    return Text(name);
  }
  void kill(const Text& name, Duration grace) {
    bench_.launcher().kill(agent_, kFramework, name, grace);
  }
  std::vector<TaskEnded> ends() {
    std::vector<TaskEnded> found;
    for (const Heard& h : bench_.recorder(agent_).template all<TaskEnded>()) {
      found.push_back(h.event.template as<TaskEnded>());
    }
    return found;
  }
  std::size_t starts() { return bench_.recorder(agent_).template all<TaskStarted>().size(); }

  Bench bench_;
  NodeId agent_ = bench_.join();
};

TYPED_TEST_SUITE_P(LauncherContract);

TYPED_TEST_P(LauncherContract, ATaskStartsThenEndsAfterItsDuration) {
  const Text name = this->launch("a", this->bench_.lasting(milliseconds(300)));
  this->bench_.run_for(this->bench_.launch_bound());
  ASSERT_EQ(this->starts(), 1);
  EXPECT_TRUE(this->ends().empty());

  this->bench_.run_for(milliseconds(300) + this->bench_.launch_bound());
  ASSERT_EQ(this->ends().size(), 1);
  EXPECT_EQ(this->ends()[0].framework, this->kFramework);
  EXPECT_EQ(this->ends()[0].task, name);
  EXPECT_EQ(this->ends()[0].state, TaskState::Finished);
  const auto& heard = this->bench_.recorder(this->agent_).heard;
  EXPECT_GE(heard[1].at - heard[0].at, milliseconds(300));
}

TYPED_TEST_P(LauncherContract, ATaskThatFailsEndsFailed) {
  this->launch("a", this->bench_.failing(milliseconds(10)));
  this->bench_.run_for(milliseconds(10) + this->bench_.launch_bound() * 2);
  ASSERT_EQ(this->ends().size(), 1);
  EXPECT_EQ(this->ends()[0].state, TaskState::Failed);
}

TYPED_TEST_P(LauncherContract, ATaskThatCannotBeginNeverStarts) {
  this->launch("a", this->bench_.unlaunchable());
  this->bench_.run_for(this->bench_.launch_bound() * 2);

  EXPECT_EQ(this->starts(), 0);
  ASSERT_EQ(this->ends().size(), 1);
  EXPECT_EQ(this->ends()[0].state, TaskState::Failed);
  EXPECT_EQ(this->ends()[0].reason, StatusReason::ContainerLaunchFailed);
}

TYPED_TEST_P(LauncherContract, AKillEndsATaskOnce) {
  const Text name = this->launch("a", this->bench_.endless());
  this->bench_.run_for(this->bench_.launch_bound());
  this->kill(name, seconds(1));
  this->kill(name, seconds(1));
  this->bench_.run_for(seconds(1) + this->bench_.launch_bound());

  ASSERT_EQ(this->ends().size(), 1);
  EXPECT_EQ(this->ends()[0].state, TaskState::Killed);
}

TYPED_TEST_P(LauncherContract, AStubbornTaskIsEndedWithItsGrace) {
  const Text name = this->launch("a", this->bench_.stubborn());
  this->bench_.run_for(this->bench_.launch_bound());
  this->kill(name, seconds(2));
  this->bench_.run_for(milliseconds(1900));
  EXPECT_TRUE(this->ends().empty());

  this->bench_.run_for(milliseconds(100) + this->bench_.launch_bound());
  ASSERT_EQ(this->ends().size(), 1);
  EXPECT_EQ(this->ends()[0].state, TaskState::Killed);
}

TYPED_TEST_P(LauncherContract, AKillRightAfterTheLaunchEndsTheTaskToo) {
  const Text name = this->launch("a", this->bench_.endless());
  this->kill(name, seconds(1));
  this->bench_.run_for(seconds(1) + this->bench_.launch_bound() * 2);

  EXPECT_LE(this->starts(), 1);
  ASSERT_EQ(this->ends().size(), 1);
  EXPECT_EQ(this->bench_.recorder(this->agent_).heard.back().event.kind(), kind_of<TaskEnded>);
}

TYPED_TEST_P(LauncherContract, AKillOfWhatIsUnknownOrOverDoesNothing) {
  const Text name = this->launch("a", this->bench_.lasting(milliseconds(10)));
  this->bench_.run_for(milliseconds(10) + this->bench_.launch_bound() * 2);
  this->kill(name, {});
  this->kill(Text("b"), {});
  this->bench_.run_for(this->bench_.launch_bound());

  ASSERT_EQ(this->ends().size(), 1);
  EXPECT_EQ(this->ends()[0].state, TaskState::Finished);
}

REGISTER_TYPED_TEST_SUITE_P(LauncherContract, ATaskStartsThenEndsAfterItsDuration,
                            ATaskThatFailsEndsFailed, ATaskThatCannotBeginNeverStarts,
                            AKillEndsATaskOnce, AStubbornTaskIsEndedWithItsGrace,
                            AKillRightAfterTheLaunchEndsTheTaskToo,
                            AKillOfWhatIsUnknownOrOverDoesNothing);

}  // namespace meseta::contracts
