// What engine/transport/transport.hpp promises of a session while all is well, for any
// implementation. The Bench is that of transport_fixture.hpp.
#pragma once

#include <gtest/gtest.h>

#include "tests/contracts/transport_fixture.hpp"

namespace meseta::contracts {

template <class Bench>
class SessionContract : public TransportFixture<Bench> {};

TYPED_TEST_SUITE_P(SessionContract);

TYPED_TEST_P(SessionContract, AnOpenedSessionNamesThePeer) {
  const SessionId session = this->open(this->alice_, this->bob_);
  ASSERT_TRUE(session.valid());

  const auto opened = this->bench_.recorder(this->alice_).template all<SessionOpened>();
  ASSERT_EQ(opened.size(), 1);
  EXPECT_EQ(opened[0].event.template as<SessionOpened>().peer, this->bob_);
  EXPECT_TRUE(this->bench_.recorder(this->bob_).heard.empty());
}

TYPED_TEST_P(SessionContract, MessagesArriveInOrderOnceAndWithoutGapsBothWays) {
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

TYPED_TEST_P(SessionContract, AfterACloseTheOtherSideFirstHearsWhatWasSentBefore) {
  const SessionId session = this->open(this->alice_, this->bob_);
  for (std::uint64_t i = 1; i <= 50; ++i) this->send(this->alice_, session, i);
  this->bench_.transport().close(this->alice_, session);
  this->bench_.run_for(this->bench_.loss_bound());

  EXPECT_EQ(numbers(this->bench_.recorder(this->bob_)), this->up_to(50));
  ASSERT_EQ(this->closed(this->bob_).size(), 1);
  EXPECT_EQ(this->bench_.recorder(this->bob_).heard.back().event.kind(), kind_of<SessionClosed>);
  EXPECT_TRUE(this->closed(this->alice_).empty());
}

TYPED_TEST_P(SessionContract, AfterACloseTheCloserHearsNothingMore) {
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

REGISTER_TYPED_TEST_SUITE_P(SessionContract, AnOpenedSessionNamesThePeer,
                            MessagesArriveInOrderOnceAndWithoutGapsBothWays,
                            AfterACloseTheOtherSideFirstHearsWhatWasSentBefore,
                            AfterACloseTheCloserHearsNothingMore);

}  // namespace meseta::contracts
