#include "engine/loop/timers.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <map>
#include <tuple>
#include <vector>

namespace meseta {
namespace {

constexpr TimerKey kKey{NodeId{1}, 2, 3};

TEST(Timers, AnAlarmGoesOffOnceAtItsInstant) {
  Timers timers;
  const auto queued = timers.arm(kKey, Time{10});
  ASSERT_TRUE(queued);
  EXPECT_EQ(queued->at, Time{10});
  EXPECT_EQ(timers.armed(), 1);

  const auto popped = timers.pop(queued->slot, queued->generation, Time{10});
  EXPECT_TRUE(popped.fires);
  EXPECT_EQ(popped.key, kKey);
  EXPECT_EQ(timers.armed(), 0);
  EXPECT_FALSE(timers.pop(queued->slot, queued->generation, Time{10}).fires);
}

TEST(Timers, MovingAnAlarmLaterQueuesNothingUntilTheOldEntryComesUp) {
  Timers timers;
  const auto queued = timers.arm(kKey, Time{10});
  EXPECT_FALSE(timers.arm(kKey, Time{15}));

  const auto early = timers.pop(queued->slot, queued->generation, Time{10});
  EXPECT_FALSE(early.fires);
  ASSERT_TRUE(early.again);
  EXPECT_EQ(early.again->at, Time{15});
  EXPECT_TRUE(timers.pop(early.again->slot, early.again->generation, Time{15}).fires);
}

TEST(Timers, MovingAnAlarmEarlierMakesTheOldEntryStale) {
  Timers timers;
  const auto late = timers.arm(kKey, Time{20});
  const auto early = timers.arm(kKey, Time{10});
  ASSERT_TRUE(early);

  EXPECT_TRUE(timers.pop(early->slot, early->generation, Time{10}).fires);
  const auto stale = timers.pop(late->slot, late->generation, Time{20});
  EXPECT_FALSE(stale.fires);
  EXPECT_FALSE(stale.again);
}

TEST(Timers, ADisarmedAlarmIsSilentAndMayBeArmedAgain) {
  Timers timers;
  const auto queued = timers.arm(kKey, Time{10});
  timers.disarm(kKey);
  EXPECT_EQ(timers.armed(), 0);
  EXPECT_FALSE(timers.arm(kKey, Time{12})) << "the old entry is early enough";
  const auto popped = timers.pop(queued->slot, queued->generation, Time{10});
  ASSERT_TRUE(popped.again);
  EXPECT_EQ(popped.again->at, Time{12});
}

TEST(Timers, ANodeThatIsGoneTakesItsAlarmsAlong) {
  Timers timers;
  const auto gone = timers.arm(kKey, Time{10});
  const auto other = timers.arm({NodeId{2}, 2, 3}, Time{10});
  timers.drop(NodeId{1});

  EXPECT_EQ(timers.armed(), 1);
  EXPECT_FALSE(timers.pop(gone->slot, gone->generation, Time{10}).fires);
  EXPECT_TRUE(timers.pop(other->slot, other->generation, Time{10}).fires);
}

// The model keeps, for each key, the one instant it is armed for.
RC_GTEST_PROP(TimersProperty, FireExactlyAsTheMapOfDeadlinesSays, ()) {
  Timers timers;
  using Entry = std::tuple<std::int64_t, std::uint64_t, Timers::Slot, std::uint32_t>;
  std::map<Entry, int> queue;
  std::map<std::pair<std::uint32_t, std::uint64_t>, std::int64_t> model;
  std::uint64_t number = 0;
  const auto push = [&](const Timers::Queue& q) {
    queue[{q.at.ns, ++number, q.slot, q.generation}] = 0;
  };
  std::int64_t now = 0;
  for (const int step : *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 1000))) {
    const std::uint32_t node = static_cast<std::uint32_t>(step % 3);
    const std::uint64_t owner = static_cast<std::uint64_t>(step / 3 % 3);
    const TimerKey key{NodeId{node}, 0, owner};
    const int verb = step / 9 % 8;
    if (verb == 0) {
      timers.disarm(key);
      model.erase({node, owner});
    } else if (verb == 1) {
      timers.drop(NodeId{node});
      for (std::uint64_t i = 0; i < 3; ++i) model.erase({node, i});
    } else if (verb < 6) {
      const std::int64_t at = now + step % 17;
      if (const auto q = timers.arm(key, Time{at})) push(*q);
      model[{node, owner}] = at;
    } else {
      now += step % 7;
      while (!queue.empty() && std::get<0>(queue.begin()->first) <= now) {
        const auto [at, n, slot, generation] = queue.begin()->first;
        queue.erase(queue.begin());
        const auto popped = timers.pop(slot, generation, Time{at});
        if (popped.again) push(*popped.again);
        if (!popped.fires) continue;
        const auto armed = model.find({popped.key.node.value, popped.key.owner});
        RC_ASSERT(armed != model.end());
        RC_ASSERT(armed->second <= at);
        model.erase(armed);
      }
      for (const auto& [armed, at] : model) RC_ASSERT(at > now);
    }
    RC_ASSERT(timers.armed() == model.size());
  }
}

}  // namespace
}  // namespace meseta
