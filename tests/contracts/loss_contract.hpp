// What engine/transport/transport.hpp promises of sessions that are lost, for any implementation.
// The Bench is that of transport_fixture.hpp.
#pragma once

#include <gtest/gtest.h>

#include "tests/contracts/transport_fixture.hpp"

namespace meseta::contracts {

template <class Bench>
class LossContract : public TransportFixture<Bench> {};

TYPED_TEST_SUITE_P(LossContract);

TYPED_TEST_P(LossContract, WhatCannotBeReachedCannotBeOpened) {
  this->bench_.cut(this->alice_, this->bob_);
  EXPECT_FALSE(this->open(this->alice_, this->bob_).valid());

  const auto closed = this->closed(this->alice_);
  ASSERT_EQ(closed.size(), 1);
  EXPECT_EQ(closed[0].event.template as<SessionClosed>().peer, this->bob_);
  EXPECT_FALSE(closed[0].event.template as<SessionClosed>().session.valid());
}

TYPED_TEST_P(LossContract, ALossEndsTheSessionForBothSidesWithinTheBound) {
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

TYPED_TEST_P(LossContract, NothingOfASessionIsHeardAfterItsLoss) {
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

TYPED_TEST_P(LossContract, WhenAProcessEndsItsPeersHearIt) {
  const SessionId session = this->open(this->alice_, this->bob_);
  this->send(this->alice_, session, 1);
  this->bench_.run_for(this->bench_.loss_bound());
  this->bench_.kill(this->bob_);
  this->bench_.run_for(this->bench_.loss_bound());

  ASSERT_EQ(this->closed(this->alice_).size(), 1);
  EXPECT_EQ(this->closed(this->alice_)[0].event.template as<SessionClosed>().session, session);
}

REGISTER_TYPED_TEST_SUITE_P(LossContract, WhatCannotBeReachedCannotBeOpened,
                            ALossEndsTheSessionForBothSidesWithinTheBound,
                            NothingOfASessionIsHeardAfterItsLoss, WhenAProcessEndsItsPeersHearIt);

}  // namespace meseta::contracts
