#include "tests/engine/master/harness.hpp"

namespace meseta {
namespace {

using AlarmKind = MasterHarness::AlarmKind;
constexpr SessionId kAgent{11};
constexpr SessionId kAgain{12};
constexpr SessionId kFramework{21};

TEST(MasterAgents, AnAgentHearsNothingBeforeItsAdmissionIsDurable) {
  MasterHarness m;
  m.elect();

  m.say(kAgent, greeting());

  ASSERT_EQ(m.persisted<AgentAdmitted>().size(), 1);
  EXPECT_EQ(m.visible(), 1);  // The record.
  m.store();
  ASSERT_EQ(m.said<AgentRegistered>(kAgent).size(), 1);
  EXPECT_EQ(m.said<AgentRegistered>(kAgent)[0].agent, (AgentId{MasterHarness::kEpoch.value, 0}));
  ASSERT_EQ(m.wants(Want::Verb::Watch).size(), 1);
  EXPECT_EQ(m.wants(Want::Verb::Watch)[0].span, seconds(15));
  EXPECT_EQ(m.wants(Want::Verb::Watch)[0].kind, 5);
  EXPECT_EQ(m.stats().agents_registered, 1);
}

TEST(MasterAgents, AGreetingThatIsRepeatedIsAdmittedOnceAndAnsweredAgain) {
  MasterHarness m;
  m.elect();
  m.say(kAgent, greeting());

  m.say(kAgent, greeting());

  EXPECT_EQ(m.visible(), 0);
  m.store();
  EXPECT_EQ(m.said<AgentRegistered>(kAgent).size(), 1);
  m.say(kAgent, greeting());
  EXPECT_EQ(m.said<AgentRegistered>(kAgent).size(), 1);
  EXPECT_EQ(m.visible(), 1);
}

TEST(MasterAgents, AnAgentWhoseAnswerWasLostIsGivenTheSameId) {
  MasterHarness m;
  m.elect();
  const AgentId id = m.admit_agent(kAgent);
  m.close(kAgent);

  m.say(kAgain, greeting(), NodeId{kAgent.value});

  ASSERT_EQ(m.said<AgentRegistered>(kAgain).size(), 1);
  EXPECT_EQ(m.said<AgentRegistered>(kAgain)[0].agent, id);
  EXPECT_TRUE(m.persisted<AgentAdmitted>().empty());
}

TEST(MasterAgents, AnAgentThatLeftWhileItWasAdmittedMayComeBackUntilItIsOverdue) {
  MasterHarness m;
  m.elect();
  m.say(kAgent, greeting());
  m.close(kAgent);
  m.store();
  EXPECT_EQ(m.visible(), 0);

  m.advance(minutes(10) - seconds(1));
  EXPECT_TRUE(m.persisted<AgentUnreachable>().empty());
  m.say(kAgain, greeting(), NodeId{kAgent.value});

  EXPECT_EQ(m.said<AgentRegistered>(kAgain).size(), 1);
  EXPECT_FALSE(m.armed(AlarmKind::Agent, AgentId{7, 0}.word()));
}

TEST(MasterAgents, AnAgentThatLeftWhileItWasAdmittedBecomesUnreachableWhenItIsOverdue) {
  MasterHarness m;
  m.elect();
  m.say(kAgent, greeting());
  m.close(kAgent);
  m.store();

  m.advance(minutes(10));

  EXPECT_EQ(m.persisted<AgentUnreachable>().size(), 1);
}

TEST(MasterAgents, WithTheSessionItsOffersGoAndItsTasksStay) {
  MasterHarness m;
  m.elect();
  const AgentId agent = m.admit_agent(kAgent);
  m.admit_framework(kFramework);
  const Offer offer = m.offers(kFramework).at(0);
  m.say(kFramework, Accept{{offer.id}, {task("t", agent)}, Duration{}});
  m.advance(seconds(1));
  ASSERT_EQ(m.master().offers(), 1);

  m.close(kAgent);

  ASSERT_EQ(m.said<Rescind>(kFramework).size(), 1);
  EXPECT_EQ(m.said<Rescind>(kFramework)[0].offers.size(), 1);
  EXPECT_EQ(m.master().offers(), 0);
  EXPECT_EQ(m.master().tasks(), 1);
  EXPECT_TRUE(m.heard(kFramework).empty());
  EXPECT_TRUE(m.wants(Want::Verb::Unwatch).empty());
  m.advance(minutes(5));
  EXPECT_TRUE(m.said<Offers>(kFramework).empty());
}

TEST(MasterAgents, ASilentAgentIsGivenUpOnlyWhenThatIsDurable) {
  MasterHarness m;
  m.elect();
  const AgentId agent = m.admit_agent(kAgent);
  m.admit_framework(kFramework);
  const Offer offer = m.offers(kFramework).at(0);
  m.say(kFramework, Accept{{offer.id}, {task("t", agent)}, {}});

  m.report(PeerSilent{NodeId{kAgent.value}, m.now()});

  ASSERT_EQ(m.persisted<AgentUnreachable>().size(), 1);
  EXPECT_TRUE(m.heard(kFramework).empty());
  EXPECT_EQ(m.wants(Want::Verb::Close).size(), 1);
  m.store();
  ASSERT_EQ(m.heard(kFramework).size(), 1);
  const StatusUpdate status = m.heard(kFramework)[0];
  EXPECT_EQ(status.state, TaskState::Unreachable);
  EXPECT_EQ(status.reason, StatusReason::AgentRemoved);
  EXPECT_EQ(status.source, StatusSource::Master);
  EXPECT_FALSE(status.uuid.valid());
  EXPECT_EQ(m.said<AgentFailure>(kFramework).size(), 1);
  EXPECT_EQ(m.wants(Want::Verb::Unwatch).size(), 1);
  EXPECT_EQ(m.master().tasks(), 0);
  EXPECT_EQ(m.master().allocated(), Quantities{});
}

TEST(MasterAgents, AFrameworkThatDoesNotKnowPartitionsHearsLost) {
  MasterHarness m;
  m.elect();
  const AgentId agent = m.admit_agent(kAgent);
  FrameworkInfo info = framework_info();
  info.partition_aware = false;
  m.admit_framework(kFramework, info);
  const Offer offer = m.offers(kFramework).at(0);
  m.say(kFramework, Accept{{offer.id}, {task("t", agent)}, {}});

  m.report(PeerSilent{NodeId{kAgent.value}, m.now()});
  m.store();

  ASSERT_EQ(m.heard(kFramework).size(), 1);
  EXPECT_EQ(m.heard(kFramework)[0].state, TaskState::Lost);
}

TEST(MasterAgents, AnAgentWithoutSessionIsGivenUpWhenItIsOverdue) {
  MasterHarness m;
  m.elect();
  m.admit_agent(kAgent);
  m.close(kAgent);

  m.advance(minutes(10));

  EXPECT_EQ(m.persisted<AgentUnreachable>().size(), 1);
}

TEST(MasterAgents, WhatACondemnedAgentSaysIsDropped) {
  MasterHarness m;
  m.elect();
  const AgentId agent = m.admit_agent(kAgent);
  m.report(PeerSilent{NodeId{kAgent.value}, m.now()});

  m.say(kAgain, RegisterAgent{agent, agent_info()});

  EXPECT_EQ(m.visible(), 0);
}

TEST(MasterAgents, AnUnreachableAgentComesBackWhenThatIsDurable) {
  MasterHarness m;
  m.elect();
  const AgentId agent = m.admit_agent(kAgent);
  m.report(PeerSilent{NodeId{kAgent.value}, m.now()});
  m.store();

  m.say(kAgain, RegisterAgent{agent, agent_info()});

  ASSERT_EQ(m.persisted<AgentReachable>().size(), 1);
  EXPECT_TRUE(m.said<AgentRegistered>(kAgain).empty());
  m.store();
  EXPECT_EQ(m.said<AgentRegistered>(kAgain).size(), 1);
  EXPECT_EQ(m.wants(Want::Verb::Watch).size(), 1);
  EXPECT_EQ(m.stats().agents_reregistered, 1);
}

TEST(MasterAgents, AnAgentThatRestartedWithOtherResourcesIsOfferedWithThoseOnceTheyAreDurable) {
  MasterHarness m;
  m.elect();
  const AgentId agent = m.admit_agent(kAgent);
  m.admit_framework(kFramework);
  m.close(kAgent);

  m.say(kAgain, RegisterAgent{agent, agent_info("cpus:8;mem:4096")});

  ASSERT_EQ(m.persisted<AgentAdmitted>().size(), 1);
  EXPECT_TRUE(m.said<AgentRegistered>(kAgain).empty());
  m.store();
  ASSERT_EQ(m.said<AgentRegistered>(kAgain).size(), 1);
  m.advance(seconds(1));
  ASSERT_EQ(m.said<Offers>(kFramework).size(), 1);
  EXPECT_EQ(m.said<Offers>(kFramework)[0].offers.at(0).resources, resources("cpus:8;mem:4096"));
}

TEST(MasterAgents, AnIdOfThisEpochThatWasNeverGivenOutIsTurnedAway) {
  MasterHarness m;
  m.elect();

  m.say(kAgent, RegisterAgent{{MasterHarness::kEpoch.value, 99}, agent_info()});

  EXPECT_EQ(m.said<ShutdownAgent>(kAgent).size(), 1);
  EXPECT_EQ(m.stats().refusals, 1);
}

TEST(MasterAgents, AnIdOfAnEarlierEpochThatTheRegistryForgotIsAdmittedUnderIt) {
  MasterHarness m;
  m.elect();

  m.say(kAgent, RegisterAgent{{3, 5}, agent_info()});

  ASSERT_EQ(m.persisted<AgentAdmitted>().size(), 1);
  EXPECT_EQ(m.persisted<AgentAdmitted>()[0].agent, (AgentId{3, 5}));
}

TEST(MasterAgents, AnAgentWithoutResourcesIsTurnedAway) {
  MasterHarness m;
  m.elect();

  m.say(kAgent, RegisterAgent{{}, make_ref(AgentInfo{})});

  EXPECT_EQ(m.said<ShutdownAgent>(kAgent).size(), 1);
  EXPECT_EQ(m.visible(), 1);
}

TEST(MasterAgents, AnAgentOnANewSessionReplacesItsOldOne) {
  MasterHarness m;
  m.elect();
  const AgentId agent = m.admit_agent(kAgent);

  m.say(kAgain, RegisterAgent{agent, agent_info()});

  ASSERT_EQ(m.wants(Want::Verb::Close).size(), 1);
  EXPECT_EQ(m.wants(Want::Verb::Close)[0].session, kAgent);
  EXPECT_EQ(m.said<AgentRegistered>(kAgain).size(), 1);
  // The old one's end is no news.
  m.close(kAgent);
  EXPECT_EQ(m.visible(), 0);
  // Another process of the agent is watched instead.
  m.report(PeerSilent{NodeId{kAgent.value}, m.now()});
  EXPECT_EQ(m.visible(), 0);
}

}  // namespace
}  // namespace meseta
