#include "tests/engine/master/harness.hpp"

namespace meseta {
namespace {

using AlarmKind = MasterHarness::AlarmKind;
constexpr SessionId kAgent{11};
constexpr SessionId kSecondAgent{12};
constexpr SessionId kFramework{21};
constexpr SessionId kOther{22};

TEST(MasterOffers, ARunMakesOneMessageForEachFramework) {
  MasterHarness m;
  m.elect();
  const AgentId first = m.admit_agent(kAgent);
  const AgentId second = m.admit_agent(kSecondAgent);
  m.admit_framework(kFramework);
  ASSERT_TRUE(m.armed(AlarmKind::Run));

  m.run();

  ASSERT_EQ(m.said<Offers>(kFramework).size(), 1);
  const std::vector<Offer> offers = m.said<Offers>(kFramework)[0].offers;
  ASSERT_EQ(offers.size(), 2);
  EXPECT_EQ(offers[0].agent, first);
  EXPECT_EQ(offers[1].agent, second);
  EXPECT_EQ(offers[0].id, (OfferId{MasterHarness::kEpoch.value, 0}));
  EXPECT_EQ(offers[1].id, (OfferId{MasterHarness::kEpoch.value, 1}));
  EXPECT_EQ(offers[0].role, Text("dev"));
  EXPECT_EQ(offers[0].resources, resources("cpus:4;mem:4096"));
  EXPECT_EQ(*offers[0].info, *agent_info());
  EXPECT_EQ(m.stats().offers_made, 2);
  EXPECT_FALSE(m.armed(AlarmKind::Run));
}

TEST(MasterOffers, NothingGoesOffWhileNothingCanBeOffered) {
  MasterHarness m;
  m.elect();
  m.admit_agent(kAgent);
  m.run();
  EXPECT_EQ(m.alarms(), 0);
}

TEST(MasterOffers, ADeclinedOfferIsMadeAgainWhenTheRefusalEnds) {
  MasterHarness m;
  m.elect();
  m.admit_agent(kAgent);
  m.admit_framework(kFramework);
  const Offer offer = m.offers(kFramework).at(0);

  m.say(kFramework, Decline{{offer.id}, minutes(1)});

  EXPECT_EQ(m.master().offers(), 0);
  EXPECT_EQ(m.stats().offers_declined, 1);
  m.advance(seconds(59));
  EXPECT_TRUE(m.said<Offers>(kFramework).empty());
  m.advance(seconds(3));
  ASSERT_EQ(m.said<Offers>(kFramework).size(), 1);
  EXPECT_EQ(m.stats().runs, 2);
}

TEST(MasterOffers, AnAcceptWithoutTasksIsADecline) {
  MasterHarness m;
  m.elect();
  m.admit_agent(kAgent);
  m.admit_framework(kFramework);
  const Offer offer = m.offers(kFramework).at(0);

  m.say(kFramework, Accept{{offer.id}, {}, hours(1)});

  EXPECT_EQ(m.stats().offers_declined, 1);
  EXPECT_EQ(m.stats().accepts, 0);
  EXPECT_EQ(m.stats().declines, 1);
}

TEST(MasterOffers, NobodyDeclinesAnothersOffer) {
  MasterHarness m;
  m.elect();
  m.admit_agent(kAgent);
  m.admit_framework(kFramework);
  const Offer offer = m.offers(kFramework).at(0);
  m.admit_framework(kOther);

  m.say(kOther, Decline{{offer.id}, {}});

  EXPECT_EQ(m.master().offers(), 1);
  EXPECT_EQ(m.stats().offers_declined, 0);
}

TEST(MasterOffers, DecliningWhatIsGoneOrListedTwiceDoesNothingMore) {
  MasterHarness m;
  m.elect();
  m.admit_agent(kAgent);
  m.admit_framework(kFramework);
  const OfferId id = m.offers(kFramework).at(0).id;

  m.say(kFramework, Decline{{id, id, {id.epoch, 77}, {1, 0}}, {}});

  EXPECT_EQ(m.stats().offers_declined, 1);
}

TEST(MasterOffers, AnOfferThatIsNotAnsweredInTimeIsRescindedAndOfferedAgain) {
  MasterHarness m({.offer_timeout = seconds(30)});
  m.elect();
  m.admit_agent(kAgent);
  m.admit_agent(kSecondAgent);
  m.admit_framework(kFramework);
  const std::vector<Offer> offers = m.offers(kFramework);
  ASSERT_EQ(offers.size(), 2);
  m.say(kFramework, Decline{{offers[0].id}, hours(1)});

  m.advance(seconds(29));
  EXPECT_TRUE(m.said<Rescind>(kFramework).empty());
  m.advance(seconds(1));

  ASSERT_EQ(m.said<Rescind>(kFramework).size(), 1);
  EXPECT_EQ(m.said<Rescind>(kFramework)[0].offers, std::vector<OfferId>{offers[1].id});
  m.advance(seconds(1));
  ASSERT_EQ(m.said<Offers>(kFramework).size(), 1);
  EXPECT_EQ(m.said<Offers>(kFramework)[0].offers.at(0).agent, offers[1].agent);
  EXPECT_EQ(m.stats().offers_rescinded, 1);
}

TEST(MasterOffers, TheTimeoutsAlarmIsThatOfTheOldestOffer) {
  MasterHarness m({.offer_timeout = seconds(30)});
  m.elect();
  m.admit_agent(kAgent);
  m.admit_framework(kFramework);
  const Offer first = m.offers(kFramework).at(0);
  m.advance(seconds(10));
  m.admit_agent(kSecondAgent);
  ASSERT_EQ(m.offers(kFramework).size(), 1);

  m.say(kFramework, Decline{{first.id}, hours(1)});

  const std::size_t before = m.alarms_gone_off();
  m.advance(seconds(25));
  EXPECT_EQ(m.alarms_gone_off(), before);  // Not for the one that was answered.
  m.advance(seconds(5));
  EXPECT_EQ(m.said<Rescind>(kFramework).size(), 1);
  EXPECT_FALSE(m.armed(AlarmKind::Offers));
}

}  // namespace
}  // namespace meseta
