#include "engine/base/slot_index.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <map>
#include <utility>
#include <vector>

namespace meseta {
namespace {

constexpr auto kAny = [](SlotIndex::Slot) { return true; };

TEST(SlotIndex, KnowsNothingAtFirst) {
  const SlotIndex index;
  EXPECT_EQ(index.size(), 0U);
  EXPECT_EQ(index.find(7, kAny), SlotIndex::kNone);
  EXPECT_EQ(index.guess(7), SlotIndex::kNone);
  index.prefetch(7);
}

TEST(SlotIndex, AsksOnlyAboutSlotsOfTheTag) {
  SlotIndex index;
  index.insert(5, 50);
  index.insert(5 + 16, 60);  // Wants the same place.
  index.insert(5, 70);
  std::vector<SlotIndex::Slot> asked;
  const auto none = [&](SlotIndex::Slot slot) { return asked.push_back(slot), false; };
  EXPECT_EQ(index.find(5, none), SlotIndex::kNone);
  EXPECT_EQ(asked, (std::vector<SlotIndex::Slot>{50, 70}));
  EXPECT_EQ(index.find(5, [](SlotIndex::Slot slot) { return slot == 70; }), 70U);
  EXPECT_EQ(index.guess(21), 60U);
}

// Tags are few and differ in high bits too, so that they clash, and gaps in long probes are closed.
RC_GTEST_PROP(SlotIndexProperty, AgreesWithAMap, ()) {
  const auto steps = *rc::gen::container<std::vector<std::pair<std::uint32_t, std::uint32_t>>>(
      rc::gen::pair(rc::gen::inRange(0U, 40U), rc::gen::inRange(0U, 12U)));
  SlotIndex index;
  std::map<std::uint32_t, SlotIndex::Tag> model;  // By slot.
  for (const auto& [low, high] : steps) {
    const std::uint32_t slot = low * 12 + high;
    const SlotIndex::Tag tag = low | ((high % 3) << 16U);
    const auto known = model.find(slot);
    if (known == model.end()) {
      index.insert(tag, slot);
      model[slot] = tag;
    } else {
      index.erase(tag, slot);
      model.erase(known);
    }
    RC_ASSERT(index.size() == model.size());
  }
  for (std::uint32_t slot = 0; slot < 480; ++slot) {
    const SlotIndex::Tag tag = (slot / 12) | ((slot % 12 % 3) << 16U);
    const auto found = index.find(tag, [&](SlotIndex::Slot at) { return at == slot; });
    RC_ASSERT(found == (model.contains(slot) ? slot : SlotIndex::kNone));
  }
}

TEST(SlotIndexDeathTest, ErasesOnlyWhatIsThere) {
  SlotIndex index;
  EXPECT_DEATH(index.erase(1, 1), "size_ > 0");
  index.insert(1, 1);
  EXPECT_DEATH(index.erase(1, 2), "kNone");
}

}  // namespace
}  // namespace meseta
