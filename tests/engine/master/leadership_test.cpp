#include "tests/engine/master/harness.hpp"

namespace meseta {
namespace {

using AlarmKind = MasterHarness::AlarmKind;
constexpr SessionId kAgent{11};
constexpr SessionId kFramework{21};
constexpr AgentId kOldAgent{3, 1};
constexpr FrameworkId kOldFramework{3, 2};

TEST(MasterLeadership, WithoutItNothingIsSaid) {
  MasterHarness m;
  m.say(kAgent, greeting());
  EXPECT_EQ(m.visible(), 0);
  m.say(kFramework, subscribe());
  EXPECT_EQ(m.visible(), 0);
  m.say(kFramework, Revive{});
  EXPECT_EQ(m.visible(), 0);
}

TEST(MasterLeadership, AfterAFailedWriteItResignsAndTheFactIsNeverSeen) {
  MasterHarness m;
  m.elect();
  m.admit_framework(kFramework);
  m.say(kAgent, greeting());

  m.report(StoreFailed{2});

  EXPECT_EQ(m.wants(Want::Verb::StepDown).size(), 1);
  EXPECT_TRUE(m.said<AgentRegistered>(kAgent).empty());
  EXPECT_EQ(m.wants(Want::Verb::Close).size(), 2);
  EXPECT_FALSE(m.master().leading());
  EXPECT_EQ(m.alarms(), 0);
  m.report(Stored{2});
  EXPECT_EQ(m.visible(), 0);
  m.say(kAgent, greeting());
  EXPECT_EQ(m.visible(), 0);
}

TEST(MasterLeadership, DeposedItClosesAndForgetsEverything) {
  MasterHarness m;
  m.elect();
  const AgentId agent = m.admit_agent(kAgent);
  m.admit_framework(kFramework);
  m.say(kFramework, Accept{{m.offers(kFramework).at(0).id}, {task("t", agent)}, {}});

  m.report(Deposed{});

  EXPECT_EQ(m.wants(Want::Verb::Close).size(), 2);
  EXPECT_EQ(m.wants(Want::Verb::Unwatch).size(), 1);
  EXPECT_TRUE(m.wants(Want::Verb::StepDown).empty());
  EXPECT_EQ(m.master().tasks(), 0);
  EXPECT_EQ(m.master().allocated(), Quantities{});
  EXPECT_EQ(m.stats().tasks_launched, 1);  // Counters stay.
  EXPECT_EQ(m.alarms(), 0);
}

TEST(MasterLeadership, IdsOfAnotherEpochAreOthers) {
  MasterHarness m;
  m.elect();
  const AgentId before = m.admit_agent(kAgent);
  m.report(Deposed{});
  m.elect({}, Epoch{9});

  EXPECT_EQ(m.admit_agent(SessionId{12}), (AgentId{9, 0}));
  EXPECT_EQ(before, (AgentId{7, 0}));
}

TEST(MasterLeadership, AnElectionThatIsOldNewsIsIgnored) {
  MasterHarness m;
  m.elect();
  m.admit_agent(kAgent);
  m.elect({}, Epoch{6});
  EXPECT_EQ(m.visible(), 0);
  EXPECT_EQ(m.master().epoch(), MasterHarness::kEpoch);
}

// A registry of one agent and one framework.
struct MasterFailover : testing::Test {
  MasterFailover() {
    m.elect({AgentAdmitted{kOldAgent, agent_info()},
             FrameworkAdmitted{kOldFramework, make_ref(framework_info())}});
  }
  void agent_back() {
    m.say(kAgent, RegisterAgent{kOldAgent,
                                agent_info(),
                                {{.framework = kOldFramework,
                                  .task = task("t", kOldAgent),
                                  .state = TaskState::Running,
                                  .status_state = TaskState::Running,
                                  .status_uuid = {5, 1}}}});
  }
  MasterHarness m;
};

TEST_F(MasterFailover, ItIsSilentUntilTheyComeBack) {
  EXPECT_EQ(m.visible(), 0);
  EXPECT_FALSE(m.armed(AlarmKind::Run));
  EXPECT_EQ(m.master().agents().size(), 1);
  EXPECT_EQ(m.master().frameworks().size(), 1);
}

TEST_F(MasterFailover, TasksComeBackWithTheirAgent) {
  agent_back();

  EXPECT_EQ(m.said<AgentRegistered>(kAgent).size(), 1);
  EXPECT_TRUE(m.persisted<AgentAdmitted>().empty());
  EXPECT_EQ(m.master().tasks(), 1);
  EXPECT_EQ(m.master().allocated(), quantities("cpus:1;mem:512"));
  EXPECT_FALSE(m.armed(AlarmKind::Election));

  m.say(kFramework, subscribe(framework_info(), kOldFramework));
  EXPECT_EQ(m.said<Subscribed>(kFramework).size(), 1);
  const auto offers = m.offers(kFramework);
  ASSERT_EQ(offers.size(), 1);
  EXPECT_EQ(offers[0].resources, resources("cpus:3;mem:3584"));
  // What was acknowledged only after the old leader fell is acknowledged now.
  m.say(kFramework, Ack{kOldAgent, Text("t"), {5, 1}});
  EXPECT_EQ(m.said<AckForward>(kAgent).size(), 1);
}

TEST_F(MasterFailover, AgentsThatDoNotComeBackInTimeAreGivenUp) {
  m.say(kFramework, subscribe(framework_info(), kOldFramework));
  m.advance(minutes(10) - seconds(1));
  EXPECT_TRUE(m.persisted<AgentUnreachable>().empty());

  m.advance(seconds(1));
  ASSERT_EQ(m.persisted<AgentUnreachable>().size(), 1);
  m.store();

  EXPECT_EQ(m.said<AgentFailure>(kFramework).size(), 1);
}

TEST_F(MasterFailover, FrameworksThatDoNotComeBackInTimeAreRemoved) {
  agent_back();
  m.advance(days(7));
  ASSERT_EQ(m.persisted<FrameworkRemoved>().size(), 1);
  m.store();
  EXPECT_EQ(m.said<ShutdownFramework>(kAgent).size(), 1);
}

TEST(MasterFailoverTimeout, EvenOneWithoutFailoverTimeoutMayComeBackToANewLeader) {
  FrameworkInfo info = framework_info();
  info.failover_timeout = {};
  MasterHarness m;
  m.elect({FrameworkAdmitted{kOldFramework, make_ref(info)}});
  m.advance(minutes(9));
  EXPECT_TRUE(m.persisted<FrameworkRemoved>().empty());
  m.advance(minutes(1));
  EXPECT_EQ(m.persisted<FrameworkRemoved>().size(), 1);
}

TEST(MasterFailoverTimeout, OneThatWasUnreachableIsNotWaitedFor) {
  MasterHarness m;
  m.elect({AgentAdmitted{kOldAgent, agent_info()}, AgentUnreachable{kOldAgent, Time{5}}});
  EXPECT_EQ(m.alarms(), 0);

  m.say(kAgent, RegisterAgent{kOldAgent, agent_info()});

  EXPECT_EQ(m.persisted<AgentReachable>().size(), 1);
}

TEST(MasterFailoverTimeout, OneThatWasRemovedStaysRemoved) {
  MasterHarness m;
  m.elect({FrameworkAdmitted{kOldFramework, make_ref(framework_info())},
           FrameworkRemoved{kOldFramework}});

  m.say(kFramework, subscribe(framework_info(), kOldFramework));

  EXPECT_EQ(m.said<FrameworkError>(kFramework).size(), 1);
}

}  // namespace
}  // namespace meseta
