#include "tests/engine/master/harness.hpp"

namespace meseta {
namespace {

constexpr SessionId kAgent{11};
constexpr SessionId kFramework{21};

struct MasterReconcile : testing::Test {
  MasterReconcile() { m.elect(); }
  void begin(bool partition_aware = true) {
    agent = m.admit_agent(kAgent);
    FrameworkInfo info = framework_info();
    info.partition_aware = partition_aware;
    framework = m.admit_framework(kFramework, info);
    m.say(kFramework, Accept{{m.offers(kFramework).at(0).id}, {task("t", agent)}, {}});
  }
  // The state answered; Staging where nothing is.
  TaskState ask(std::string_view name, AgentId id = {}) {
    m.say(kFramework, Reconcile{{{Text(name), id}}});
    const auto heard = m.heard(kFramework);
    EXPECT_EQ(m.visible(), heard.size());
    if (heard.empty()) return TaskState::Staging;
    EXPECT_EQ(heard.size(), 1);
    EXPECT_EQ(heard[0].reason, StatusReason::Reconciliation);
    EXPECT_EQ(heard[0].source, StatusSource::Master);
    EXPECT_FALSE(heard[0].uuid.valid());
    EXPECT_EQ(heard[0].agent.valid(), id.valid() || name == "t");
    return heard[0].state;
  }

  MasterHarness m;
  AgentId agent;
  FrameworkId framework;
};

TEST_F(MasterReconcile, AKnownTaskIsInTheStateThatWasForwardedLast) {
  begin();
  m.say(kAgent, Update{{.framework = framework,
                        .agent = agent,
                        .task = Text("t"),
                        .uuid = {1, 1},
                        .state = TaskState::Running,
                        .latest_state = TaskState::Finished}});
  EXPECT_EQ(ask("t"), TaskState::Running);
}

TEST_F(MasterReconcile, AnUnknownTaskOfARegisteredAgentIsGone) {
  begin();
  EXPECT_EQ(ask("x", agent), TaskState::Gone);
}

TEST_F(MasterReconcile, AnUnknownTaskOfAnUnreachableAgentIsUnreachable) {
  begin();
  m.report(PeerSilent{NodeId{kAgent.value}, m.now()});
  m.store();
  EXPECT_EQ(ask("t", agent), TaskState::Unreachable);
}

TEST_F(MasterReconcile, AnUnknownTaskOfNobodyIsUnknown) {
  begin();
  EXPECT_EQ(ask("x"), TaskState::Unknown);
  EXPECT_EQ(ask("x", {3, 3}), TaskState::Unknown);
}

TEST_F(MasterReconcile, OneThatDoesNotKnowPartitionsHearsLost) {
  begin(false);
  EXPECT_EQ(ask("x"), TaskState::Lost);
  EXPECT_EQ(ask("x", agent), TaskState::Lost);
  m.report(PeerSilent{NodeId{kAgent.value}, m.now()});
  m.store();
  EXPECT_EQ(ask("t", agent), TaskState::Lost);
}

TEST_F(MasterReconcile, OfATaskWhoseAgentIsExpectedBackNothingIsSaid) {
  const AgentId expected{3, 1};
  m.elect({AgentAdmitted{expected, agent_info()}}, Epoch{8});
  begin();
  EXPECT_EQ(ask("x", expected), TaskState::Staging);
  EXPECT_EQ(ask("x"), TaskState::Staging);  // It may be the one that has it.
  EXPECT_EQ(ask("x", agent), TaskState::Gone);

  m.say(SessionId{12}, RegisterAgent{expected, agent_info()});

  EXPECT_EQ(ask("x", expected), TaskState::Gone);
  EXPECT_EQ(ask("x"), TaskState::Unknown);
}

TEST_F(MasterReconcile, OfATaskWhoseAgentIsBeingGivenUpOrTakenBackNothingIsSaid) {
  begin();
  m.report(PeerSilent{NodeId{kAgent.value}, m.now()});
  EXPECT_EQ(ask("x", agent), TaskState::Staging);
  m.store();
  EXPECT_EQ(ask("x", agent), TaskState::Unreachable);
  m.say(SessionId{12}, RegisterAgent{agent, agent_info()});
  EXPECT_EQ(ask("x", agent), TaskState::Staging);
}

TEST_F(MasterReconcile, AskedForNothingInParticularItTellsAllItKnowsInTheOrderOfLaunching) {
  begin();
  m.advance(seconds(7));
  const Offer offer = m.said<Offers>(kFramework).at(0).offers.at(0);
  m.say(kFramework, Accept{{offer.id}, {task("b", agent), task("a", agent)}, {}});

  m.say(kFramework, Reconcile{});

  const auto heard = m.heard(kFramework);
  ASSERT_EQ(heard.size(), 3);
  EXPECT_EQ(heard[0].task, Text("t"));
  EXPECT_EQ(heard[1].task, Text("b"));
  EXPECT_EQ(heard[2].task, Text("a"));
  EXPECT_EQ(heard[0].message, Text("Reconciliation: Latest task state"));
}

TEST_F(MasterReconcile, MoreQuestionsThanACallMayAskAreNotAnswered) {
  MasterHarness small({.tasks_per_call_max = 1});
  small.elect();
  small.admit_framework(kFramework);
  small.say(kFramework, Reconcile{{{Text("a"), {}}, {Text("b"), {}}}});
  EXPECT_EQ(small.visible(), 0);
  EXPECT_EQ(small.stats().refusals, 1);
}

}  // namespace
}  // namespace meseta
