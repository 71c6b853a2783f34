// What engine/transport/transport.hpp promises of watched peers, for any implementation. The Bench
// is that of transport_fixture.hpp.
#pragma once

#include <gtest/gtest.h>

#include "tests/contracts/transport_fixture.hpp"

namespace meseta::contracts {

template <class Bench>
class WatchContract : public TransportFixture<Bench> {};

TYPED_TEST_SUITE_P(WatchContract);

TYPED_TEST_P(WatchContract, APeerIsSilentOnceItMissedAllThePingsItMay) {
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

TYPED_TEST_P(WatchContract, AnOutageShorterThanThatIsNotReported) {
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

TYPED_TEST_P(WatchContract, WhatIsNotWatchedIsNotReported) {
  this->bench_.transport().watch(this->alice_, this->bob_, milliseconds(100), 1);
  this->bench_.run_for(milliseconds(150));
  this->bench_.cut(this->alice_, this->bob_);
  this->bench_.transport().unwatch(this->alice_, this->bob_);
  this->bench_.run_for(seconds(2));

  EXPECT_TRUE(this->bench_.recorder(this->alice_).template all<PeerSilent>().empty());
}

REGISTER_TYPED_TEST_SUITE_P(WatchContract, APeerIsSilentOnceItMissedAllThePingsItMay,
                            AnOutageShorterThanThatIsNotReported, WhatIsNotWatchedIsNotReported);

}  // namespace meseta::contracts
