// What engine/transport/transport.hpp promises, for any implementation.
//
// A Bench has:
//   NodeId join();                  a process with a Recorder
//   Recorder& recorder(NodeId);
//   Transport& transport();
//   Bodies& bodies();
//   void run_for(Duration);
//   void cut(NodeId, NodeId);       both ways
//   void mend(NodeId, NodeId);
//   void kill(NodeId);              ends the process
//   Duration loss_bound();          how long until both sides of a lost session know
//   Duration slack();               how far a report may be from its instant
#pragma once

#include <gtest/gtest.h>

#include <numeric>

#include "engine/event/bodies.hpp"
#include "engine/transport/transport.hpp"
#include "tests/contracts/recorder.hpp"

namespace meseta::contracts {

template <class Bench>
class TransportContract : public testing::Test {
 protected:
  void send(NodeId from, SessionId session, std::uint64_t number) {
    bench_.transport().send(from, session, bench_.bodies().make(numbered(number)));
  }
  SessionId open(NodeId from, NodeId peer) {
    bench_.transport().open(from, peer);
    bench_.run_for(bench_.loss_bound());
    const auto opened = bench_.recorder(from).template all<SessionOpened>();
    if (opened.empty()) return {};
    return opened.back().event.template as<SessionOpened>().session;
  }
  std::vector<Heard> closed(NodeId node) {
    return bench_.recorder(node).template all<SessionClosed>();
  }
  static std::vector<std::uint64_t> up_to(std::uint64_t count) {
    std::vector<std::uint64_t> all(count);
    std::iota(all.begin(), all.end(), 1);
    return all;
  }

  Bench bench_;
  NodeId alice_ = bench_.join();
  NodeId bob_ = bench_.join();
};

TYPED_TEST_SUITE_P(TransportContract);

TYPED_TEST_P(TransportContract, AnOpenedSessionNamesThePeer) {
  const SessionId session = this->open(this->alice_, this->bob_);
  ASSERT_TRUE(session.valid());

  const auto opened = this->bench_.recorder(this->alice_).template all<SessionOpened>();
  ASSERT_EQ(opened.size(), 1);
  EXPECT_EQ(opened[0].event.template as<SessionOpened>().peer, this->bob_);
  EXPECT_TRUE(this->bench_.recorder(this->bob_).heard.empty());
}

TYPED_TEST_P(TransportContract, WhatCannotBeReachedCannotBeOpened) {
  this->bench_.cut(this->alice_, this->bob_);
  EXPECT_FALSE(this->open(this->alice_, this->bob_).valid());

  const auto closed = this->closed(this->alice_);
  ASSERT_EQ(closed.size(), 1);
  EXPECT_EQ(closed[0].event.template as<SessionClosed>().peer, this->bob_);
  EXPECT_FALSE(closed[0].event.template as<SessionClosed>().session.valid());
}

TYPED_TEST_P(TransportContract, MessagesArriveInOrderOnceAndWithoutGapsBothWays) {
  const SessionId session = this->open(this->alice_, this->bob_);
  this->send(this->alice_, session, 1);
  this->bench_.run_for(this->bench_.loss_bound());
  for (std::uint64_t i = 2; i <= 200; ++i) {
    this->send(this->alice_, session, i);
    this->send(this->bob_, session, i - 1);
    if (i % 10 == 0) this->bench_.run_for(microseconds(100));
  }
  this->send(this->bob_, session, 200);
  this->bench_.run_for(this->bench_.loss_bound());

  EXPECT_EQ(numbers(this->bench_.recorder(this->bob_)), this->up_to(200));
  EXPECT_EQ(numbers(this->bench_.recorder(this->alice_)), this->up_to(200));
  for (const Heard& h : this->bench_.recorder(this->bob_).heard) {
    EXPECT_EQ(h.event.session, session);
    EXPECT_EQ(h.event.from, this->alice_);
  }
}

TYPED_TEST_P(TransportContract, ALossEndsTheSessionForBothSidesWithinTheBound) {
  const SessionId session = this->open(this->alice_, this->bob_);
  this->send(this->alice_, session, 1);
  this->bench_.run_for(this->bench_.loss_bound());

  this->bench_.cut(this->alice_, this->bob_);
  this->send(this->alice_, session, 2);
  this->bench_.run_for(this->bench_.loss_bound());

  for (const NodeId side : {this->alice_, this->bob_}) {
    const auto closed = this->closed(side);
    ASSERT_EQ(closed.size(), 1);
    EXPECT_EQ(closed[0].event.template as<SessionClosed>().session, session);
  }
  EXPECT_EQ(numbers(this->bench_.recorder(this->bob_)), this->up_to(1));
}

TYPED_TEST_P(TransportContract, NothingOfASessionIsHeardAfterItsLoss) {
  const SessionId session = this->open(this->alice_, this->bob_);
  for (std::uint64_t i = 1; i <= 100; ++i) this->send(this->alice_, session, i);
  this->bench_.run_for(microseconds(800));
  this->bench_.cut(this->alice_, this->bob_);
  for (std::uint64_t i = 101; i <= 200; ++i) this->send(this->alice_, session, i);
  this->bench_.run_for(this->bench_.loss_bound());
  this->bench_.mend(this->alice_, this->bob_);
  for (std::uint64_t i = 201; i <= 300; ++i) this->send(this->alice_, session, i);
  this->bench_.run_for(this->bench_.loss_bound() * 3);

  const Recorder& bob = this->bench_.recorder(this->bob_);
  ASSERT_EQ(this->closed(this->bob_).size(), 1);
  EXPECT_EQ(bob.heard.back().event.kind(), kind_of<SessionClosed>);
  // A beginning of what was sent, without gaps.
  const auto heard = numbers(bob);
  EXPECT_LT(heard.size(), 200);
  EXPECT_EQ(heard, this->up_to(heard.size()));
}

TYPED_TEST_P(TransportContract, AfterACloseTheOtherSideFirstHearsWhatWasSentBefore) {
  const SessionId session = this->open(this->alice_, this->bob_);
  for (std::uint64_t i = 1; i <= 50; ++i) this->send(this->alice_, session, i);
  this->bench_.transport().close(this->alice_, session);
  this->bench_.run_for(this->bench_.loss_bound());

  EXPECT_EQ(numbers(this->bench_.recorder(this->bob_)), this->up_to(50));
  ASSERT_EQ(this->closed(this->bob_).size(), 1);
  EXPECT_EQ(this->bench_.recorder(this->bob_).heard.back().event.kind(), kind_of<SessionClosed>);
  EXPECT_TRUE(this->closed(this->alice_).empty());
}

TYPED_TEST_P(TransportContract, AfterACloseTheCloserHearsNothingMore) {
  const SessionId session = this->open(this->alice_, this->bob_);
  this->send(this->alice_, session, 1);
  this->bench_.run_for(this->bench_.loss_bound());
  for (std::uint64_t i = 1; i <= 50; ++i) this->send(this->bob_, session, i);
  const std::size_t before = this->bench_.recorder(this->alice_).heard.size();
  this->bench_.transport().close(this->alice_, session);
  this->bench_.run_for(this->bench_.loss_bound());

  EXPECT_EQ(this->bench_.recorder(this->alice_).heard.size(), before);
  EXPECT_EQ(this->closed(this->bob_).size(), 1);
}

TYPED_TEST_P(TransportContract, WhenAProcessEndsItsPeersHearIt) {
  const SessionId session = this->open(this->alice_, this->bob_);
  this->send(this->alice_, session, 1);
  this->bench_.run_for(this->bench_.loss_bound());
  this->bench_.kill(this->bob_);
  this->bench_.run_for(this->bench_.loss_bound());

  ASSERT_EQ(this->closed(this->alice_).size(), 1);
  EXPECT_EQ(this->closed(this->alice_)[0].event.template as<SessionClosed>().session, session);
}

TYPED_TEST_P(TransportContract, APeerIsSilentOnceItMissedAllThePingsItMay) {
  this->bench_.transport().watch(this->alice_, this->bob_, milliseconds(100), 3);
  this->bench_.run_for(milliseconds(150));
  EXPECT_TRUE(this->bench_.recorder(this->alice_).heard.empty());
  this->bench_.cut(this->alice_, this->bob_);  // The ping at 200 ms is the first to be missed.
  this->bench_.run_for(milliseconds(345));
  EXPECT_TRUE(this->bench_.recorder(this->alice_).template all<PeerSilent>().empty());
  this->bench_.run_for(milliseconds(10) + this->bench_.slack());

  const auto silent = this->bench_.recorder(this->alice_).template all<PeerSilent>();
  ASSERT_EQ(silent.size(), 1);
  EXPECT_EQ(silent[0].event.template as<PeerSilent>().peer, this->bob_);

  this->bench_.mend(this->alice_, this->bob_);
  this->bench_.run_for(milliseconds(100) + this->bench_.slack());
  const auto back = this->bench_.recorder(this->alice_).template all<PeerBack>();
  ASSERT_EQ(back.size(), 1);
  EXPECT_EQ(back[0].event.template as<PeerBack>().peer, this->bob_);
}

TYPED_TEST_P(TransportContract, AnOutageShorterThanThatIsNotReported) {
  this->bench_.transport().watch(this->alice_, this->bob_, milliseconds(100), 3);
  this->bench_.run_for(milliseconds(150));
  for (int i = 0; i < 5; ++i) {
    this->bench_.cut(this->alice_, this->bob_);
    this->bench_.run_for(milliseconds(200));
    this->bench_.mend(this->alice_, this->bob_);
    this->bench_.run_for(milliseconds(200));
  }
  EXPECT_TRUE(this->bench_.recorder(this->alice_).template all<PeerSilent>().empty());
  EXPECT_TRUE(this->bench_.recorder(this->alice_).template all<PeerBack>().empty());
}

TYPED_TEST_P(TransportContract, WhatIsNotWatchedIsNotReported) {
  this->bench_.transport().watch(this->alice_, this->bob_, milliseconds(100), 1);
  this->bench_.run_for(milliseconds(150));
  this->bench_.cut(this->alice_, this->bob_);
  this->bench_.transport().unwatch(this->alice_, this->bob_);
  this->bench_.run_for(seconds(2));

  EXPECT_TRUE(this->bench_.recorder(this->alice_).template all<PeerSilent>().empty());
}

REGISTER_TYPED_TEST_SUITE_P(TransportContract, AnOpenedSessionNamesThePeer,
                            WhatCannotBeReachedCannotBeOpened,
                            MessagesArriveInOrderOnceAndWithoutGapsBothWays,
                            ALossEndsTheSessionForBothSidesWithinTheBound,
                            NothingOfASessionIsHeardAfterItsLoss,
                            AfterACloseTheOtherSideFirstHearsWhatWasSentBefore,
                            AfterACloseTheCloserHearsNothingMore, WhenAProcessEndsItsPeersHearIt,
                            APeerIsSilentOnceItMissedAllThePingsItMay,
                            AnOutageShorterThanThatIsNotReported, WhatIsNotWatchedIsNotReported);

}  // namespace meseta::contracts
