#include "engine/loop/event_queue.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <queue>
#include <tuple>
#include <vector>

namespace meseta {
namespace {

constexpr Time at_ms(std::int64_t ms) { return Time{} + milliseconds(ms); }

QueueEntry entry(Time at, std::uint64_t number) { return {at, number, number, 0, 0}; }

bool later(const QueueEntry& a, const QueueEntry& b) {
  return std::tie(b.at, b.number) < std::tie(a.at, a.number);
}

std::vector<std::uint64_t> pop_all(EventQueue& queue) {
  std::vector<std::uint64_t> numbers;
  while (!queue.empty()) numbers.push_back(queue.pop().number);
  return numbers;
}

// 0, 1, 2, ... as many as asked for.
std::vector<std::uint64_t> counting(std::uint64_t count) {
  std::vector<std::uint64_t> numbers(count);
  for (std::uint64_t i = 0; i < count; ++i) numbers[i] = i;
  return numbers;
}

TEST(EventQueue, AnEmptyOneHasNoFirstEntryAndItsTimeNeverComes) {
  EventQueue queue;

  EXPECT_TRUE(queue.empty());
  EXPECT_EQ(queue.peek(), nullptr);
  EXPECT_EQ(queue.next(), kTimeMax);
}

TEST(EventQueue, EntriesComeOutAsTheyWentIn) {
  EventQueue queue;
  queue.push({at_ms(7), 1, 0xabcdef0123456789U, 5, 6});

  EXPECT_EQ(queue.size(), 1);
  EXPECT_EQ(queue.next(), at_ms(7));
  const QueueEntry popped = queue.pop();

  EXPECT_EQ(popped.at, at_ms(7));
  EXPECT_EQ(popped.number, 1);
  EXPECT_EQ(popped.handle, 0xabcdef0123456789U);
  EXPECT_EQ(popped.target, 5);
  EXPECT_EQ(popped.session, 6);
  EXPECT_TRUE(queue.empty());
}

TEST(EventQueue, TimeComesBeforeNumber) {
  EventQueue queue;
  queue.push(entry(at_ms(2), 0));
  queue.push(entry(at_ms(1), 3));
  queue.push(entry(at_ms(1), 1));
  queue.push(entry(at_ms(1), 2));

  EXPECT_EQ(pop_all(queue), (std::vector<std::uint64_t>{1, 2, 3, 0}));
}

TEST(EventQueue, WhatIsPushedForThePresentInstantStillComesInTurn) {
  EventQueue queue;
  queue.push(entry(at_ms(1), 10));
  queue.push(entry(at_ms(1), 30));
  queue.push(entry(at_ms(2), 40));
  EXPECT_EQ(queue.pop().number, 10);

  queue.push(entry(at_ms(1), 35));
  queue.push(entry(at_ms(1), 20));

  EXPECT_EQ(pop_all(queue), (std::vector<std::uint64_t>{20, 30, 35, 40}));
}

TEST(EventQueue, LookingAheadDoesNotCloseThePresent) {
  EventQueue queue;
  for (std::uint64_t i = 0; i < 5000; ++i) {
    queue.push(entry(Time{} + days(1) + microseconds(static_cast<std::int64_t>(i)), 5000 + i));
  }
  EXPECT_EQ(queue.next(), Time{} + days(1));

  for (std::uint64_t i = 5000; i-- > 0;) {
    queue.push(entry(at_ms(static_cast<std::int64_t>(i)), i));
  }

  EXPECT_EQ(pop_all(queue), counting(10'000));
}

TEST(EventQueue, EveryInstantHasItsPlaceFromTheFirstToTheLast) {
  EventQueue queue;
  const Time instants[] = {Time{INT64_MIN}, Time{INT64_MIN + 1},      Time{-1}, Time{0},
                           Time{1},         kTimeMax - nanoseconds(1)};
  for (std::uint64_t i = std::size(instants); i-- > 0;) {
    for (std::uint64_t tie = 50; tie-- > 0;) queue.push(entry(instants[i], 50 * i + tie));
  }

  EXPECT_EQ(pop_all(queue), counting(50 * std::size(instants)));
}

TEST(EventQueue, APendingEntryTakesThirtyThreeBytes) {
  EventQueue queue;
  for (std::uint64_t i = 0; i < 1'000'000; ++i) {
    queue.push(entry(at_ms(static_cast<std::int64_t>(i * 7919 % 1'000'003)), i));
  }
  (void)queue.pop();

  EXPECT_LT(queue.bytes(), 33'000'000 + 1'500'000);
}

TEST(EventQueue, InTheLongRunNothingIsAllocated) {
  EventQueue queue;
  std::uint64_t number = 0;
  std::size_t bytes = 0;
  for (; number < 10'000; ++number) {
    queue.push(entry(at_ms(static_cast<std::int64_t>(number * 7919 % 10'007)), number));
  }
  for (int i = 0; i < 2'000'000; ++i) {
    if (i == 1'000'000) bytes = queue.bytes();
    const QueueEntry popped = queue.pop();
    const auto wait = static_cast<std::int64_t>(popped.number * 7919 % 10'007);
    queue.push(entry(popped.at + milliseconds(wait), number++));
  }
  EXPECT_EQ(queue.bytes(), bytes);
}

TEST(EventQueue, AnInstantThatNeverEndsTakesNoMoreRoom) {
  EventQueue queue;
  std::uint64_t number = 0;
  for (; number < 100; ++number) queue.push(entry(at_ms(1), number));
  EXPECT_EQ(queue.next(), at_ms(1));
  const std::size_t bytes = queue.bytes();

  for (std::uint64_t first = 0; first < 1'000'000; ++first) {
    queue.push(entry(at_ms(1), number++));
    ASSERT_EQ(queue.pop().number, first);
  }

  EXPECT_EQ(queue.bytes(), bytes);
}

// These take milliseconds. Were any of them quadratic, it would take minutes.

TEST(EventQueue, AnInstantMayHoldHalfAMillionEntriesInAnyOrder) {
  EventQueue queue;
  for (std::uint64_t i = 0; i < 500'000; ++i) queue.push(entry(at_ms(1), i));
  for (std::uint64_t i = 0; i < 500'000; ++i) {
    queue.push(entry(at_ms(2), 500'000 + i * 7919 % 500'000));
  }

  EXPECT_EQ(pop_all(queue), counting(1'000'000));
}

TEST(EventQueue, TheNumbersOfOneInstantMayComeInAnyOrderWhileItIsDrained) {
  EventQueue queue;
  std::uint64_t last = 1'000'000;
  queue.push(entry(at_ms(1), last));
  EXPECT_EQ(queue.next(), at_ms(1));
  for (std::uint64_t i = 0; i < 200'000; ++i) {
    queue.push(entry(at_ms(1), --last));
    queue.push(entry(at_ms(1), 2'000'000 + i));
    if (i % 2 == 0) {
      ASSERT_EQ(queue.pop().number, last++);
    }
  }
}

TEST(EventQueue, EntriesInFrontOfAFarOneAreNoSpecialCase) {
  EventQueue queue;
  queue.push(entry(at_ms(0), 0));
  queue.push(entry(Time{} + days(1), 400'000));
  EXPECT_EQ(queue.pop().number, 0);
  EXPECT_EQ(queue.next(), Time{} + days(1));
  std::vector<std::uint64_t> order = counting(400'000);
  for (std::uint64_t i = 1; i < 400'000; ++i) {
    queue.push(entry(Time{} + milliseconds(static_cast<std::int64_t>(400'000 - i)), 400'000 - i));
  }

  order.erase(order.begin());
  order.push_back(400'000);
  EXPECT_EQ(pop_all(queue), order);
}

TEST(EventQueueDeathTest, APushIntoThePastIsABug) {
  EventQueue queue;
  queue.push(entry(at_ms(2), 0));
  (void)queue.pop();

  queue.push(entry(at_ms(2), 1));
  EXPECT_DEATH(queue.push(entry(at_ms(2) - nanoseconds(1), 2)), "now_ <= key");
}

TEST(EventQueueDeathTest, TheEndOfTimeIsNoInstant) {
  EventQueue queue;
  EXPECT_DEATH(queue.push(entry(kTimeMax, 0)), "at < kTimeMax");
}

TEST(EventQueueDeathTest, PoppingAnEmptyQueueIsABug) {
  EventQueue queue;
  EXPECT_DEATH((void)queue.pop(), "first != nullptr");
}

// One step of a history: so many entries, all of one kind, drawn from `word`.
struct Step {
  enum Kind { Pop, Peek, PushNow, PushSoon, PushAnywhere, PushTogether, PushTomorrow };
  Kind kind;
  int count;
  std::uint64_t word;
};

void showValue(const Step& step, std::ostream& out) {
  constexpr const char* kNames[] = {"pop",           "peek",          "push now",     "push soon",
                                    "push anywhere", "push together", "push tomorrow"};
  out << kNames[step.kind] << " x" << step.count << " (word " << step.word << ")";
}

Duration distance(const Step& step, std::uint64_t word) {
  switch (step.kind) {
    case Step::PushSoon:
      return nanoseconds(static_cast<std::int64_t>(word % 3000));
    case Step::PushAnywhere:
      return nanoseconds(static_cast<std::int64_t>(word >> (10 + word % 54)));
    case Step::PushTogether:
      return nanoseconds(static_cast<std::int64_t>(step.word % 1'000'000));
    case Step::PushTomorrow:
      return days(1) + nanoseconds(static_cast<std::int64_t>(word % 1000));
    default:
      return {};
  }
}

// A long run of what comes late enough to be in no hurry, and hundreds pushed before it: first in
// order, then a heap, then in order again.
TEST(EventQueue, ManyEntriesBeforeALongRunComeOutInOrder) {
  EventQueue queue;
  std::priority_queue<QueueEntry, std::vector<QueueEntry>, decltype(&later)> heap(later);
  std::uint64_t pushed = 0;
  const auto push = [&](Time at) {
    heap.push(entry(at, ++pushed));
    queue.push(entry(at, pushed));
  };
  for (int i = 0; i < 2'000; ++i) push(at_ms(10'000 + i));
  for (int round = 0; round < 40; ++round) {
    const Time now = queue.pop().at;
    EXPECT_EQ(now, heap.top().at);
    heap.pop();
    for (int i = 0; i < 300; ++i) push(now + microseconds((i * 7'919) % 1'000));
    for (int i = 0; i < 299; ++i) {
      ASSERT_EQ(queue.pop().number, heap.top().number);
      heap.pop();
    }
  }
  while (!heap.empty()) {
    ASSERT_EQ(queue.pop().number, heap.top().number);
    heap.pop();
  }
}

TEST(EventQueue, ShowsWhatIsNearInOrder) {
  EventQueue queue;
  EXPECT_TRUE(queue.upcoming().empty());
  for (const int ms : {5, 3, 4}) queue.push(entry(at_ms(ms), static_cast<std::uint64_t>(ms)));
  EXPECT_EQ(queue.next(), at_ms(3));
  ASSERT_EQ(queue.upcoming().size(), 3);
  EXPECT_EQ(queue.upcoming()[2].number, 5);
  queue.pop();
  EXPECT_EQ(queue.upcoming().front().number, 4);
}

rc::Gen<Step> any_step() {
  const auto kind = rc::gen::weightedOneOf<Step::Kind>(
      {{6, rc::gen::just(Step::Pop)},
       {1, rc::gen::just(Step::Peek)},
       {6, rc::gen::element(Step::PushNow, Step::PushSoon, Step::PushAnywhere, Step::PushTogether,
                            Step::PushTomorrow)}});
  const auto count =
      rc::gen::weightedOneOf<int>({{3, rc::gen::inRange(1, 4)}, {2, rc::gen::inRange(1, 300)}});
  return rc::gen::build<Step>(rc::gen::set(&Step::kind, kind), rc::gen::set(&Step::count, count),
                              rc::gen::set(&Step::word, rc::gen::arbitrary<std::uint64_t>()));
}

// The reference is the standard library's heap.
RC_GTEST_PROP(EventQueueProperty, PopsWhatAHeapPops, ()) {
  const auto steps = *rc::gen::container<std::vector<Step>>(any_step());
  const bool shuffled = *rc::gen::arbitrary<bool>();
  const auto start =
      *rc::gen::element<std::int64_t>(INT64_MIN, -1000, 0, 1'770'000'000'000'000'000);

  EventQueue queue;
  std::priority_queue<QueueEntry, std::vector<QueueEntry>, decltype(&later)> heap(later);
  Time now{start};
  std::uint64_t pushed = 0;
  const auto pop = [&] {
    now = heap.top().at;
    const QueueEntry popped = queue.pop();
    RC_ASSERT(popped.at == now);
    RC_ASSERT(popped.number == heap.top().number);
    RC_ASSERT(popped.handle == heap.top().handle);
    heap.pop();
  };
  for (const Step& step : steps) {
    for (int i = 0; i < step.count; ++i) {
      if (step.kind == Step::Pop && !heap.empty()) pop();
      if (step.kind < Step::PushNow) continue;
      // Multiplied by an odd number, the numbers are in no order, but all different.
      const std::uint64_t number = pushed++ * (shuffled ? 0x9e3779b97f4a7c15U : 1U);
      const std::uint64_t word = (step.word + pushed) * 0xd6e8feb86659fd93U;
      const QueueEntry next{now + distance(step, word ^ (word >> 32U)), number, word, 0, 0};
      queue.push(next);
      heap.push(next);
    }
    RC_ASSERT(queue.size() == heap.size());
    if (step.kind == Step::Peek)
      RC_ASSERT(queue.next() == (heap.empty() ? kTimeMax : heap.top().at));
  }
  while (!heap.empty()) pop();
  RC_ASSERT(queue.empty());
}

}  // namespace
}  // namespace meseta
