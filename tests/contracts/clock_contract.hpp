// What engine/clock/clock.hpp promises, for any implementation.
//
// A Bench has:
//   Clock& clock();
//   NodeId node();       one whose clock is as wrong as it can be, if that is possible
//   void pass(Duration)  lets time pass, at least so much
#pragma once

#include <gtest/gtest.h>

#include "engine/clock/clock.hpp"

namespace meseta::contracts {

template <class Bench>
class ClockContract : public testing::Test {
 protected:
  Bench bench_;
};

TYPED_TEST_SUITE_P(ClockContract);

TYPED_TEST_P(ClockContract, NowNeverDecreases) {
  Time last = this->bench_.clock().now();
  for (int i = 0; i < 100; ++i) {
    this->bench_.pass(microseconds(i));
    const Time now = this->bench_.clock().now();
    EXPECT_GE(now, last + microseconds(i));
    last = now;
  }
}

TYPED_TEST_P(ClockContract, ANodesClockNeverDecreases) {
  const Clock& clock = this->bench_.clock();
  const Time now = clock.now();
  Time last = clock.local(this->bench_.node(), now);
  for (std::int64_t ns = 1; ns < 3'000; ++ns) {
    const Time local = clock.local(this->bench_.node(), now + nanoseconds(ns));
    EXPECT_GE(local, last);
    last = local;
  }
}

TYPED_TEST_P(ClockContract, AnAlarmGoesOffWhenTheNodesClockShowsItAndNoNanosecondBefore) {
  const Clock& clock = this->bench_.clock();
  const NodeId node = this->bench_.node();
  const Time now = clock.now();
  for (std::int64_t i = 0; i < 3'000; ++i) {
    const Time t = now + nanoseconds(i * i * i * 7'919);
    EXPECT_LE(clock.global(node, clock.local(node, t)), t);

    const Time due = clock.global(node, t);
    EXPECT_GE(clock.local(node, due), t);
    EXPECT_LT(clock.local(node, due - nanoseconds(1)), t);
  }
}

REGISTER_TYPED_TEST_SUITE_P(ClockContract, NowNeverDecreases, ANodesClockNeverDecreases,
                            AnAlarmGoesOffWhenTheNodesClockShowsItAndNoNanosecondBefore);

}  // namespace meseta::contracts
