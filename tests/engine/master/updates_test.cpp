#include "tests/engine/master/harness.hpp"

namespace meseta {
namespace {

constexpr SessionId kAgent{11};
constexpr SessionId kFramework{21};
constexpr SessionId kAgain{22};

// One task, launched.
struct MasterUpdates : testing::Test {
  MasterUpdates() {
    m.elect();
    agent = m.admit_agent(kAgent);
    framework = m.admit_framework(kFramework);
    m.say(kFramework, Accept{{m.offers(kFramework).at(0).id}, {task("t", agent)}, Duration{}});
  }
  Update update(TaskState state, std::uint64_t ordinal, TaskState latest) {
    return {{.framework = framework,
             .agent = agent,
             .task = Text("t"),
             .uuid = {5, ordinal},
             .state = state,
             .latest_state = latest,
             .source = StatusSource::Executor}};
  }
  Update update(TaskState state, std::uint64_t ordinal) { return update(state, ordinal, state); }
  Ack ack(std::uint64_t ordinal) { return {agent, Text("t"), {5, ordinal}}; }
  std::uint64_t count(TaskState state) { return m.stats().tasks[static_cast<int>(state)]; }

  MasterHarness m;
  AgentId agent;
  FrameworkId framework;
};

TEST_F(MasterUpdates, AnUpdateIsForwardedAndItsAcknowledgementToo) {
  m.say(kAgent, update(TaskState::Running, 1));
  ASSERT_EQ(m.heard(kFramework).size(), 1);
  EXPECT_EQ(m.heard(kFramework)[0].state, TaskState::Running);
  EXPECT_EQ(m.heard(kFramework)[0].uuid, (Uuid{5, 1}));
  EXPECT_EQ(m.heard(kFramework)[0].source, StatusSource::Executor);
  EXPECT_EQ(count(TaskState::Running), 1);

  m.say(kFramework, ack(1));

  ASSERT_EQ(m.said<AckForward>(kAgent).size(), 1);
  EXPECT_EQ(m.said<AckForward>(kAgent)[0].uuid, (Uuid{5, 1}));
  EXPECT_EQ(m.said<AckForward>(kAgent)[0].framework, framework);
  EXPECT_EQ(m.master().tasks(), 1);
}

TEST_F(MasterUpdates, ATaskThatEndedGivesBackAtOnceAndIsForgottenWhenThatIsAcknowledged) {
  m.say(kAgent, update(TaskState::Finished, 1));
  EXPECT_EQ(m.master().allocated(), Quantities{});
  EXPECT_EQ(m.master().tasks(), 1);
  m.say(kAgent, update(TaskState::Finished, 1));  // Said again: given back only once.
  EXPECT_EQ(m.heard(kFramework).size(), 1);

  m.say(kFramework, ack(1));

  EXPECT_EQ(m.master().tasks(), 0);
  EXPECT_EQ(count(TaskState::Finished), 0);
  m.say(kFramework, ack(1));  // Passed on all the same: the agent may not have heard it.
  EXPECT_EQ(m.said<AckForward>(kAgent).size(), 1);
}

TEST_F(MasterUpdates, TheNewestStateCountsEvenWhileAnOlderOneIsTold) {
  m.say(kAgent, update(TaskState::Running, 1, TaskState::Failed));

  EXPECT_EQ(m.heard(kFramework)[0].state, TaskState::Running);
  EXPECT_EQ(count(TaskState::Failed), 1);
  EXPECT_EQ(m.master().allocated(), Quantities{});
  m.say(kFramework, ack(1));
  EXPECT_EQ(m.master().tasks(), 1);  // Running was acknowledged, not Failed.
  m.say(kAgent, update(TaskState::Failed, 2));
  m.say(kFramework, ack(2));
  EXPECT_EQ(m.master().tasks(), 0);
}

TEST_F(MasterUpdates, ATerminalStateStays) {
  m.say(kAgent, update(TaskState::Finished, 1));
  m.say(kAgent, update(TaskState::Running, 2));
  EXPECT_EQ(count(TaskState::Finished), 1);
  EXPECT_EQ(count(TaskState::Running), 0);
}

TEST_F(MasterUpdates, AnAcknowledgementOfAnotherUpdateForgetsNothing) {
  m.say(kAgent, update(TaskState::Finished, 2));
  m.say(kFramework, ack(1));
  EXPECT_EQ(m.master().tasks(), 1);
}

TEST_F(MasterUpdates, AnUpdateThatNeedsNoAcknowledgementEndsItsTaskAtOnce) {
  Update last = update(TaskState::Finished, 0);
  last.status.uuid = {};
  m.say(kAgent, last);
  EXPECT_EQ(m.heard(kFramework).size(), 1);
  EXPECT_EQ(m.master().tasks(), 0);
}

TEST_F(MasterUpdates, WithoutSessionTheFrameworkHearsItWhenTheAgentSaysItAgain) {
  m.close(kFramework);
  m.say(kAgent, update(TaskState::Finished, 1));
  EXPECT_EQ(m.visible(), 0);
  EXPECT_EQ(count(TaskState::Finished), 1);

  m.say(kAgain, subscribe(framework_info(), framework));
  m.say(kAgent, update(TaskState::Finished, 1));

  EXPECT_EQ(m.heard(kAgain).size(), 1);
}

TEST_F(MasterUpdates, AnAcknowledgementThatCannotBePassedOnIsNotTaken) {
  m.say(kAgent, update(TaskState::Finished, 1));
  m.close(kAgent);

  m.say(kFramework, ack(1));

  EXPECT_EQ(m.visible(), 0);
  EXPECT_EQ(m.master().tasks(), 1);
}

TEST_F(MasterUpdates, AnUpdateOfATaskNobodyKnowsIsStillDelivered) {
  Update stray = update(TaskState::Finished, 1);
  stray.status.task = Text("stray");
  m.say(kAgent, stray);
  EXPECT_EQ(m.heard(kFramework).size(), 1);
  m.say(kFramework, Ack{agent, Text("stray"), {5, 1}});
  EXPECT_EQ(m.said<AckForward>(kAgent).size(), 1);
}

TEST_F(MasterUpdates, AnUpdateThatIsNotTheAgentsOwnIsDropped) {
  Update forged = update(TaskState::Finished, 1);
  forged.status.agent = {1, 1};
  m.say(kAgent, forged);
  EXPECT_EQ(m.visible(), 0);
  m.say(SessionId{99}, update(TaskState::Finished, 1));
  EXPECT_EQ(m.visible(), 0);
  EXPECT_EQ(count(TaskState::Staging), 1);
}

TEST_F(MasterUpdates, AKillIsPassedOn) {
  m.say(kFramework, Kill{Text("t"), {}});
  ASSERT_EQ(m.said<KillTask>(kAgent).size(), 1);
  EXPECT_EQ(m.said<KillTask>(kAgent)[0].task, Text("t"));
  m.say(kFramework, Kill{Text("t"), agent});
  EXPECT_EQ(m.said<KillTask>(kAgent).size(), 1);
}

TEST_F(MasterUpdates, AKillForAnotherAgentThanTheTasksIsDropped) {
  m.say(kFramework, Kill{Text("t"), {1, 1}});
  EXPECT_EQ(m.visible(), 0);
  EXPECT_EQ(m.stats().refusals, 1);
}

TEST_F(MasterUpdates, AKillOfATaskThatIsOverIsDropped) {
  m.say(kAgent, update(TaskState::Finished, 1));
  m.say(kFramework, Kill{Text("t"), agent});
  EXPECT_EQ(m.visible(), 0);
}

TEST_F(MasterUpdates, AKillOfAnUnknownTaskIsAnsweredLikeAQuestion) {
  m.say(kFramework, Kill{Text("nobody"), agent});
  ASSERT_EQ(m.heard(kFramework).size(), 1);
  EXPECT_EQ(m.heard(kFramework)[0].state, TaskState::Gone);
  EXPECT_EQ(m.heard(kFramework)[0].reason, StatusReason::Reconciliation);
}

TEST_F(MasterUpdates, AKillWhileTheAgentIsAwayIsSaidWhenItIsBack) {
  m.say(kAgent, update(TaskState::Running, 1));
  m.close(kAgent);
  m.say(kFramework, Kill{Text("t"), {}});
  EXPECT_EQ(m.visible(), 0);

  m.say(SessionId{12},
        RegisterAgent{
            agent,
            agent_info(),
            {{.framework = framework, .task = task("t", agent), .state = TaskState::Running}}});

  EXPECT_EQ(m.said<KillTask>(SessionId{12}).size(), 1);
}

}  // namespace
}  // namespace meseta
