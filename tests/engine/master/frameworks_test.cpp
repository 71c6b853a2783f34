#include "tests/engine/master/harness.hpp"

namespace meseta {
namespace {

using AlarmKind = MasterHarness::AlarmKind;
constexpr SessionId kAgent{11};
constexpr SessionId kFramework{21};
constexpr SessionId kAgain{22};

TEST(MasterFrameworks, AFrameworkHearsNothingBeforeItsAdmissionIsDurable) {
  MasterHarness m;
  m.elect();

  m.say(kFramework, subscribe());

  ASSERT_EQ(m.persisted<FrameworkAdmitted>().size(), 1);
  EXPECT_EQ(m.visible(), 1);
  m.store();
  ASSERT_EQ(m.said<Subscribed>(kFramework).size(), 1);
  EXPECT_EQ(m.said<Subscribed>(kFramework)[0].framework,
            (FrameworkId{MasterHarness::kEpoch.value, 0}));
}

TEST(MasterFrameworks, ARepeatedSubscriptionIsAdmittedOnceAndAnsweredAgain) {
  MasterHarness m;
  m.elect();
  m.say(kFramework, subscribe());
  m.say(kFramework, subscribe());
  EXPECT_EQ(m.visible(), 0);
  m.store();
  ASSERT_EQ(m.said<Subscribed>(kFramework).size(), 1);

  m.say(kFramework, subscribe());

  EXPECT_EQ(m.said<Subscribed>(kFramework).size(), 1);
  EXPECT_EQ(m.visible(), 1);
}

TEST(MasterFrameworks, WhatIsSubscribedTwiceOnDifferentSessionsAreTwo) {
  MasterHarness m;
  m.elect();
  EXPECT_NE(m.admit_framework(kFramework), m.admit_framework(kAgain));
}

TEST(MasterFrameworks, OneThatLeftBeforeItHeardItsIdIsRemovedAgain) {
  MasterHarness m;
  m.elect();
  m.say(kFramework, subscribe());
  m.close(kFramework);

  m.store();

  EXPECT_EQ(m.persisted<FrameworkRemoved>().size(), 1);
  m.store();
  EXPECT_EQ(m.master().frameworks().size(), 0);
}

TEST(MasterFrameworks, FailingOverEndsTheOldSessionAndMakesItsOffersAnew) {
  MasterHarness m;
  m.elect();
  m.admit_agent(kAgent);
  const FrameworkId id = m.admit_framework(kFramework);
  const Offer old = m.offers(kFramework).at(0);

  m.say(kAgain, subscribe(framework_info(), id));

  EXPECT_EQ(m.said<FrameworkError>(kFramework).size(), 1);
  ASSERT_EQ(m.wants(Want::Verb::Close).size(), 1);
  EXPECT_EQ(m.wants(Want::Verb::Close)[0].session, kFramework);
  ASSERT_EQ(m.said<Subscribed>(kAgain).size(), 1);
  EXPECT_EQ(m.said<Subscribed>(kAgain)[0].framework, id);
  EXPECT_TRUE(m.persisted<FrameworkAdmitted>().empty());  // Nothing new to write down.
  m.advance(seconds(1));
  ASSERT_EQ(m.said<Offers>(kAgain).size(), 1);
  EXPECT_NE(m.said<Offers>(kAgain)[0].offers.at(0).id, old.id);
  m.close(kFramework);
  EXPECT_EQ(m.visible(), 0);
}

TEST(MasterFrameworks, AnotherInfoIsAnsweredWhenItIsDurable) {
  MasterHarness m;
  m.elect();
  const FrameworkId id = m.admit_framework(kFramework);
  FrameworkInfo info = framework_info("ops");
  info.user = Text("bob");

  m.say(kAgain, subscribe(info, id));

  ASSERT_EQ(m.persisted<FrameworkAdmitted>().size(), 1);
  EXPECT_EQ(m.persisted<FrameworkAdmitted>()[0].info->roles.at(0), Text("ops"));
  EXPECT_EQ(m.persisted<FrameworkAdmitted>()[0].info->user, Text("alice"));  // Stays.
  EXPECT_TRUE(m.said<Subscribed>(kAgain).empty());
  m.store();
  EXPECT_EQ(m.said<Subscribed>(kAgain).size(), 1);
}

TEST(MasterFrameworks, OneThatComesBackInTimeKeepsItsTasks) {
  MasterHarness m;
  m.elect();
  const AgentId agent = m.admit_agent(kAgent);
  const FrameworkId id = m.admit_framework(kFramework);
  m.say(kFramework, Accept{{m.offers(kFramework).at(0).id}, {task("t", agent)}, {}});
  m.close(kFramework);
  EXPECT_TRUE(m.armed(AlarmKind::Framework, id.word()));

  m.advance(days(6));
  m.say(kAgain, subscribe(framework_info(), id));

  EXPECT_EQ(m.said<Subscribed>(kAgain).size(), 1);
  EXPECT_FALSE(m.armed(AlarmKind::Framework, id.word()));
  EXPECT_EQ(m.master().tasks(), 1);
}

TEST(MasterFrameworks, OneThatDoesNotComeBackInTimeIsRemovedWithItsTasks) {
  MasterHarness m;
  m.elect();
  const AgentId agent = m.admit_agent(kAgent);
  const FrameworkId id = m.admit_framework(kFramework);
  m.say(kFramework, Accept{{m.offers(kFramework).at(0).id}, {task("t", agent)}, {}});
  m.close(kFramework);

  m.advance(days(7));

  ASSERT_EQ(m.persisted<FrameworkRemoved>().size(), 1);
  EXPECT_TRUE(m.said<ShutdownFramework>(kAgent).empty());
  m.store();
  ASSERT_EQ(m.said<ShutdownFramework>(kAgent).size(), 1);
  EXPECT_EQ(m.said<ShutdownFramework>(kAgent)[0].framework, id);
  EXPECT_EQ(m.master().tasks(), 0);
  EXPECT_EQ(m.master().allocated(), Quantities{});
  m.say(kAgain, subscribe(framework_info(), id));
  ASSERT_EQ(m.said<FrameworkError>(kAgain).size(), 1);
  EXPECT_EQ(m.said<FrameworkError>(kAgain)[0].message, Text("Framework has been removed"));
  EXPECT_EQ(m.wants(Want::Verb::Close).size(), 1);
}

TEST(MasterFrameworks, WithoutFailoverTimeoutItIsRemovedWithItsSession) {
  MasterHarness m;
  m.elect();
  FrameworkInfo info = framework_info();
  info.failover_timeout = {};
  m.admit_framework(kFramework, info);

  m.close(kFramework);

  EXPECT_EQ(m.persisted<FrameworkRemoved>().size(), 1);
}

TEST(MasterFrameworks, TeardownEndsItAndItsSession) {
  MasterHarness m;
  m.elect();
  const AgentId agent = m.admit_agent(kAgent);
  m.admit_framework(kFramework);
  m.say(kFramework, Accept{{m.offers(kFramework).at(0).id}, {task("t", agent)}, {}});

  m.say(kFramework, Teardown{});
  EXPECT_EQ(m.persisted<FrameworkRemoved>().size(), 1);
  m.say(kFramework, Revive{});
  EXPECT_EQ(m.visible(), 0);
  m.store();

  EXPECT_EQ(m.said<ShutdownFramework>(kAgent).size(), 1);
  ASSERT_EQ(m.wants(Want::Verb::Close).size(), 1);
  EXPECT_EQ(m.wants(Want::Verb::Close)[0].session, kFramework);
  EXPECT_EQ(m.stats().frameworks_removed, 1);
}

TEST(MasterFrameworks, WhatTheyHeldIsOfferedToOthers) {
  MasterHarness m;
  m.elect();
  m.admit_agent(kAgent);
  m.admit_framework(kFramework);
  ASSERT_EQ(m.offers(kFramework).size(), 1);
  m.admit_framework(kAgain);
  EXPECT_TRUE(m.offers(kAgain).empty());

  m.close(kFramework);
  m.advance(seconds(1));

  EXPECT_EQ(m.said<Offers>(kAgain).size(), 1);
}

TEST(MasterFrameworks, AnotherPrincipalCannotTakeAFrameworkOver) {
  MasterHarness m;
  m.elect();
  const FrameworkId id = m.admit_framework(kFramework);
  FrameworkInfo info = framework_info();
  info.principal = Text("mallory");

  m.say(kAgain, subscribe(info, id));

  EXPECT_EQ(m.said<FrameworkError>(kAgain).size(), 1);
  EXPECT_TRUE(m.said<FrameworkError>(kFramework).empty());
}

TEST(MasterFrameworks, AnInvalidSubscriptionIsRefusedWithItsReason) {
  MasterHarness m;
  m.elect();
  const auto why = [&](FrameworkInfo info, std::vector<Text> suppressed = {}) {
    Subscribe call = subscribe(std::move(info));
    call.suppressed_roles = std::move(suppressed);
    m.say(kFramework, call);
    EXPECT_EQ(m.wants(Want::Verb::Close).size(), 1);
    const auto errors = m.said<FrameworkError>(kFramework);
    return errors.empty() ? std::string() : errors[0].message.str();
  };
  FrameworkInfo twice = framework_info();
  twice.roles.push_back(twice.roles[0]);
  FrameworkInfo none = framework_info();
  none.roles.clear();
  FrameworkInfo negative = framework_info();
  negative.failover_timeout = -seconds(1);

  EXPECT_EQ(why(none), "The framework has no role");
  EXPECT_EQ(why(twice), "A role is named twice");
  EXPECT_NE(why(framework_info("/x")), "");
  EXPECT_EQ(why(negative), "The failover timeout is negative");
  EXPECT_EQ(why(framework_info(), {Text("ops")}),
            "Suppressed role 'ops' is not among the framework's roles");
  EXPECT_EQ(m.master().frameworks().size(), 0);
}

TEST(MasterFrameworks, ACallBeforeSubscribingIsAnError) {
  MasterHarness m;
  m.elect();

  m.say(kFramework, Revive{});

  EXPECT_EQ(m.said<FrameworkError>(kFramework).size(), 1);
  EXPECT_EQ(m.wants(Want::Verb::Close).size(), 1);
}

TEST(MasterFrameworks, ASuppressedOneIsNotOfferedAnythingUntilItRevives) {
  MasterHarness m;
  m.elect();
  m.admit_framework(kFramework);
  m.say(kFramework, Suppress{});
  m.admit_agent(kAgent);
  m.advance(minutes(1));
  EXPECT_TRUE(m.said<Offers>(kFramework).empty());

  m.say(kFramework, Revive{});

  EXPECT_EQ(m.offers(kFramework).size(), 1);
}

TEST(MasterFrameworks, SuppressingARoleThatIsNotItsOwnDoesNothing) {
  MasterHarness m;
  m.elect();
  m.admit_framework(kFramework);

  m.say(kFramework, Suppress{{Text("dev"), Text("ops")}});
  m.admit_agent(kAgent);

  EXPECT_EQ(m.offers(kFramework).size(), 1);
  EXPECT_EQ(m.stats().refusals, 1);
}

}  // namespace
}  // namespace meseta
