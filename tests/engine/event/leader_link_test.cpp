#include "engine/event/leader_link.hpp"

#include <gtest/gtest.h>

namespace meseta {
namespace {

constexpr NodeId kOne{1};
constexpr NodeId kTwo{2};
constexpr Time kNow{seconds(100).ns};

class LeaderLinkTest : public testing::Test {
 protected:
  std::size_t count(Want::Verb verb) {
    std::size_t found = 0;
    for (const Want& want : out_.wants()) found += want.verb == verb ? 1 : 0;
    return found;
  }

  Bodies bodies_;
  Outbox out_{bodies_};
  LeaderLink link_{LeaderLink::Options{}};
};

TEST_F(LeaderLinkTest, WaitsWhileNobodyLeads) {
  EXPECT_FALSE(link_.leader_is({NodeId{}, {1}}, out_));
  EXPECT_TRUE(out_.wants().empty());
}

TEST_F(LeaderLinkTest, GivesTheSessionUpWhenNobodyLeadsAnyMore) {
  (void)link_.leader_is({kOne, {1}}, out_);
  EXPECT_TRUE(link_.opened({kOne, {5}}, kNow, out_));
  link_.answered(out_);
  out_.clear();
  EXPECT_TRUE(link_.leader_is({NodeId{}, {1}}, out_));
  EXPECT_EQ(count(Want::Verb::Close), 1U);
  EXPECT_EQ(count(Want::Verb::Open), 0U);
  EXPECT_FALSE(link_.is({5}));
}

TEST_F(LeaderLinkTest, TheSameLeaderSaidAgainChangesNothing) {
  (void)link_.leader_is({kOne, {1}}, out_);
  out_.clear();
  EXPECT_FALSE(link_.leader_is({kOne, {2}}, out_));
  EXPECT_TRUE(out_.wants().empty());
}

TEST_F(LeaderLinkTest, ASessionWithOneWhoLeadsNoLongerIsClosedAsSoonAsItOpens) {
  (void)link_.leader_is({kOne, {1}}, out_);
  (void)link_.leader_is({kTwo, {2}}, out_);
  EXPECT_FALSE(link_.opened({kOne, {5}}, kNow, out_));
  EXPECT_EQ(count(Want::Verb::Close), 1U);
  EXPECT_TRUE(link_.opened({kTwo, {6}}, kNow, out_));
  EXPECT_TRUE(link_.is({6}));
}

TEST_F(LeaderLinkTest, AFailedOpeningOfOneWhoLeadsNoLongerIsNoFailure) {
  (void)link_.leader_is({kOne, {1}}, out_);
  (void)link_.leader_is({kTwo, {2}}, out_);
  out_.clear();
  EXPECT_FALSE(link_.closed({kOne, {}}, kNow, out_));
  EXPECT_TRUE(out_.wants().empty());
}

TEST_F(LeaderLinkTest, TheCloseOfAnotherSessionIsNotItsOwn) {
  (void)link_.leader_is({kOne, {1}}, out_);
  (void)link_.opened({kOne, {5}}, kNow, out_);
  EXPECT_FALSE(link_.closed({kOne, {4}}, kNow, out_));
  EXPECT_TRUE(link_.closed({kOne, {5}}, kNow, out_));
}

TEST_F(LeaderLinkTest, SuspendedItOpensNothingUntilResumed) {
  (void)link_.leader_is({kOne, {1}}, out_);
  link_.suspend(out_);
  EXPECT_FALSE(link_.opened({kOne, {5}}, kNow, out_));
  (void)link_.leader_is({kTwo, {2}}, out_);
  out_.clear();
  link_.resume(out_);
  EXPECT_EQ(count(Want::Verb::Open), 1U);
}

TEST_F(LeaderLinkTest, AnAnswerMakesTheNextLossWaitTheShortestTimeAgain) {
  (void)link_.leader_is({kOne, {1}}, out_);
  (void)link_.opened({kOne, {5}}, kNow, out_);
  (void)link_.alarm(kNow, out_);
  link_.answered(out_);
  out_.clear();
  (void)link_.closed({kOne, {5}}, kNow, out_);
  EXPECT_EQ(out_.wants()[0].at, kNow + seconds(1));
}

}  // namespace
}  // namespace meseta
