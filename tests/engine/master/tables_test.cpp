#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "engine/master/tables/offer_table.hpp"
#include "engine/master/tables/task_table.hpp"

namespace meseta {
namespace {

TaskRecord record(Slot framework, const std::string& name) {
  return {.name = Text(name), .framework = framework};
}

// Names are few and clash, so that probes are long and gaps are closed.
RC_GTEST_PROP(TaskTableProperty, AgreesWithAMap, ()) {
  const auto steps = *rc::gen::container<std::vector<std::pair<int, int>>>(
      rc::gen::pair(rc::gen::inRange(0, 3), rc::gen::inRange(0, 900)));
  TaskTable table;
  std::map<std::pair<Slot, std::string>, Slot> model;
  for (const auto& [framework, number] : steps) {
    const auto key = std::pair{static_cast<Slot>(framework), std::to_string(number)};
    const auto known = model.find(key);
    const Slot found = table.find(key.first, Text(key.second));
    RC_ASSERT(found == (known == model.end() ? kNoSlot : known->second));
    if (known == model.end()) {
      model[key] = table.make(record(key.first, key.second));
    } else {
      table.release(known->second);
      model.erase(known);
    }
    RC_ASSERT(table.size() == model.size());
  }
  for (const auto& [key, slot] : model) RC_ASSERT(table.find(key.first, Text(key.second)) == slot);
}

TEST(TaskTable, FindsEachOfManyWhileTheyComeAndGo) {
  TaskTable table;
  std::vector<Slot> slots;
  for (int i = 0; i < 20'000; ++i) slots.push_back(table.make(record(1, std::to_string(i))));
  for (int i = 0; i < 20'000; i += 2) table.release(slots[i]);
  for (int i = 0; i < 20'000; ++i) {
    EXPECT_EQ(table.find(1, Text(std::to_string(i))), i % 2 == 0 ? kNoSlot : slots[i]);
  }
  EXPECT_EQ(table.find(2, Text("1")), kNoSlot);
}

RC_GTEST_PROP(OfferTableProperty, KnowsWhichLiveAndWhichIsOldest, ()) {
  const auto steps = *rc::gen::container<std::vector<int>>(rc::gen::inRange(-3, 400));
  OfferTable table(Epoch{4});
  std::set<std::uint32_t> live;
  std::uint32_t made = 0;
  const auto make = [&] {
    const auto number = table.make({.agent = made});
    RC_ASSERT(number == made);
    live.insert(made++);
  };
  for (const int step : steps) {
    if (step < 0) {
      for (int i = 0; i < 50; ++i) make();
    } else if (live.contains(static_cast<std::uint32_t>(step))) {
      RC_ASSERT(table[step].agent == static_cast<Slot>(step));
      table.release(step);
      live.erase(step);
    }
    RC_ASSERT(table.size() == live.size());
    RC_ASSERT(table.oldest() == (live.empty() ? kNoSlot : *live.begin()));
  }
  for (std::uint32_t i = 0; i < made + 5; ++i) {
    RC_ASSERT(table.find({4, i}) == (live.contains(i) ? i : kNoSlot));
  }
  RC_ASSERT(table.find({3, 0}) == kNoSlot);
}

TEST(OfferTable, OneOldOfferDoesNotKeepThoseThatCameAfterIt) {
  OfferTable table(Epoch{1});
  const auto old = table.make({.agent = 1});
  for (int i = 0; i < 100'000; ++i) table.release(table.make({}));
  EXPECT_EQ(table.oldest(), old);
  EXPECT_EQ(table[old].agent, 1);
  table.release(old);
  EXPECT_EQ(table.oldest(), kNoSlot);
  const auto fresh = table.make({.agent = 2});
  EXPECT_EQ(fresh, 100'001);
  EXPECT_EQ(table.find({1, fresh}), fresh);
  EXPECT_EQ(table.find({1, old}), kNoSlot);
}

}  // namespace
}  // namespace meseta
