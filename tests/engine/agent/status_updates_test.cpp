#include "engine/agent/status_updates.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <deque>
#include <map>
#include <set>
#include <vector>

namespace meseta {
namespace {

using Stream = StatusUpdates::Stream;
using Acknowledged = StatusUpdates::Acknowledged;

constexpr Time at_s(std::int64_t s) { return Time{} + seconds(s); }

StatusUpdates flowing() {
  StatusUpdates updates(StatusUpdates::Options{});
  updates.resume();
  return updates;
}

std::vector<std::uint32_t> due_tasks(StatusUpdates& updates, Time now) {
  std::vector<std::uint32_t> tasks;
  for (Stream stream = updates.take_due(now); stream != StatusUpdates::kNone;
       stream = updates.take_due(now)) {
    tasks.push_back(updates.task(stream));
  }
  return tasks;
}

TEST(StatusUpdates, TheFirstUpdateOfATaskIsSentAtOnceAndTheNextWaitsForItsAcknowledgement) {
  StatusUpdates updates = flowing();
  const auto running =
      updates.push(StatusUpdates::kNone, 7, {.state = TaskState::Running}, at_s(0));
  EXPECT_TRUE(running.send);
  const auto finished = updates.push(running.stream, 7, {.state = TaskState::Finished}, at_s(1));
  EXPECT_FALSE(finished.send);

  EXPECT_EQ(updates.head(running.stream).state, TaskState::Running);
  EXPECT_EQ(updates.latest(running.stream), TaskState::Finished);
  EXPECT_EQ(updates.acknowledge(running.stream, updates.ordinal(running.stream), at_s(2)),
            Acknowledged::Send);
  EXPECT_EQ(updates.head(running.stream).state, TaskState::Finished);
  EXPECT_EQ(updates.acknowledge(running.stream, updates.ordinal(running.stream), at_s(3)),
            Acknowledged::Empty);
  EXPECT_EQ(updates.due(), kTimeMax);
}

TEST(StatusUpdates, AnUpdateIsSentAgainAfterTenSecondsDoublingToTenMinutes) {
  StatusUpdates updates = flowing();
  (void)updates.push(StatusUpdates::kNone, 7, {}, at_s(0));
  Time sent = at_s(0);
  for (const std::int64_t wait : {10, 20, 40, 80, 160, 320, 600, 600}) {
    EXPECT_EQ(updates.due(), sent + seconds(wait));
    EXPECT_TRUE(due_tasks(updates, updates.due() - nanoseconds(1)).empty());
    sent = updates.due();
    EXPECT_EQ(due_tasks(updates, sent), std::vector<std::uint32_t>{7});
  }
}

TEST(StatusUpdates, AnAcknowledgementOfAnotherOrdinalChangesNothing) {
  StatusUpdates updates = flowing();
  const auto pushed = updates.push(StatusUpdates::kNone, 7, {}, at_s(0));
  const std::uint64_t ordinal = updates.ordinal(pushed.stream);
  EXPECT_EQ(updates.acknowledge(pushed.stream, ordinal + 1, at_s(1)), Acknowledged::Stale);
  EXPECT_EQ(updates.due(), at_s(10));
}

TEST(StatusUpdates, WhilePausedNothingIsDueAndOnResumptionEveryHeadIsWithFreshIntervals) {
  StatusUpdates updates = flowing();
  (void)updates.push(StatusUpdates::kNone, 1, {}, at_s(0));
  (void)due_tasks(updates, at_s(10));
  updates.pause();
  const auto second = updates.push(StatusUpdates::kNone, 2, {}, at_s(11));
  EXPECT_FALSE(second.send);
  EXPECT_EQ(updates.due(), kTimeMax);
  EXPECT_TRUE(due_tasks(updates, at_s(1000)).empty());

  updates.resume();
  EXPECT_EQ(due_tasks(updates, at_s(2000)), (std::vector<std::uint32_t>{1, 2}));
  EXPECT_EQ(updates.due(), at_s(2010));
}

TEST(StatusUpdates, ADroppedStreamIsNeverDue) {
  StatusUpdates updates = flowing();
  const auto pushed = updates.push(StatusUpdates::kNone, 1, {}, at_s(0));
  updates.drop(pushed.stream);
  EXPECT_EQ(updates.due(), kTimeMax);
}

// The obvious thing: per task the queue, when its head is due again and what it waited for that.
struct Model {
  struct Queue {
    std::deque<std::uint64_t> ordinals;
    Time due;
    Duration wait;
    Stream stream = StatusUpdates::kNone;
  };

  // A head goes out for the first time.
  static void send(Queue& queue, Time now) {
    queue.wait = seconds(10);
    queue.due = now + queue.wait;
  }
  void toggle(Time now) {
    paused = !paused;
    for (auto& [task, queue] : queues) {
      queue.due = now;
      queue.wait = seconds(5);
    }
  }
  // Sends what is due by now.
  std::multiset<std::uint32_t> take_due(Time now) {
    std::multiset<std::uint32_t> tasks;
    for (auto& [task, queue] : queues) {
      if (paused || queue.ordinals.empty()) continue;
      while (queue.due <= now) {
        tasks.insert(task);
        queue.wait = std::min(queue.wait * 2, seconds(55));
        queue.due = now + queue.wait;
      }
    }
    return tasks;
  }
  [[nodiscard]] Time due() const {
    Time earliest = kTimeMax;
    for (const auto& [task, queue] : queues) {
      if (!paused && !queue.ordinals.empty()) earliest = std::min(earliest, queue.due);
    }
    return earliest;
  }

  std::map<std::uint32_t, Queue> queues;
  std::uint64_t ordinal = 0;
  bool paused = true;
};

void push(Model& model, StatusUpdates& updates, std::uint32_t task, Time now) {
  Model::Queue& queue = model.queues[task];
  const auto pushed = updates.push(queue.stream, task, {}, now);
  queue.stream = pushed.stream;
  queue.ordinals.push_back(++model.ordinal);
  RC_ASSERT(pushed.send == (!model.paused && queue.ordinals.size() == 1));
  if (pushed.send) Model::send(queue, now);
}

void acknowledge(Model& model, StatusUpdates& updates, std::uint32_t task, Time now) {
  Model::Queue& queue = model.queues[task];
  if (queue.ordinals.empty()) return;
  RC_ASSERT(updates.ordinal(queue.stream) == queue.ordinals.front());
  const auto done = updates.acknowledge(queue.stream, queue.ordinals.front(), now);
  queue.ordinals.pop_front();
  RC_ASSERT((done == Acknowledged::Empty) == queue.ordinals.empty());
  RC_ASSERT((done == Acknowledged::Send) == (!model.paused && !queue.ordinals.empty()));
  if (queue.ordinals.empty()) queue.stream = StatusUpdates::kNone;
  if (done == Acknowledged::Send) Model::send(queue, now);
}

RC_GTEST_PROP(StatusUpdatesProperty, SendsTheHeadsThatAModelWithOneTimerPerTaskSends, ()) {
  Model model;
  StatusUpdates updates({.retry = seconds(10), .retry_max = seconds(55)});
  Time now = at_s(0);
  for (int i = *rc::gen::inRange(0, 80); i > 0; --i) {
    now = now + seconds(*rc::gen::inRange(0, 15));
    const auto task = *rc::gen::inRange<std::uint32_t>(0, 5);
    const int what = *rc::gen::inRange(0, 6);
    if (what <= 1) push(model, updates, task, now);
    if (what == 2 || what == 3) acknowledge(model, updates, task, now);
    if (what == 4) {
      model.paused ? updates.resume() : updates.pause();
      model.toggle(now);
    }
    const auto due = due_tasks(updates, now);
    RC_ASSERT(std::multiset<std::uint32_t>(due.begin(), due.end()) == model.take_due(now));
    RC_ASSERT(updates.due() == model.due());
  }
}

}  // namespace
}  // namespace meseta
