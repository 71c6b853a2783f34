#include "engine/base/roster.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <vector>

namespace meseta {
namespace {

// Slots with generations, as a table keeps them.
struct Table {
  std::vector<std::uint32_t> generations = std::vector<std::uint32_t>(32);

  [[nodiscard]] auto alive() const {
    return [this](Roster::Entry entry) { return generations[entry.slot] == entry.generation; };
  }
  void add(Roster& roster, std::uint32_t slot) const {
    roster.add({slot, generations[slot]}, alive());
  }
  void remove(Roster& roster, std::uint32_t slot) {
    roster.drop();
    ++generations[slot];
  }
  [[nodiscard]] std::vector<std::uint32_t> members(const Roster& roster) const {
    std::vector<std::uint32_t> slots;
    roster.for_each(alive(), [&](std::uint32_t slot) { slots.push_back(slot); });
    return slots;
  }
};

TEST(Roster, ASlotThatIsUsedAgainIsANewMember) {
  Table table;
  Roster roster;
  for (const std::uint32_t slot : {1U, 2U, 3U}) table.add(roster, slot);
  table.remove(roster, 1);
  table.add(roster, 1);
  EXPECT_EQ(table.members(roster), (std::vector<std::uint32_t>{2, 3, 1}));
  EXPECT_EQ(roster.size(), 3U);
}

TEST(Roster, LetsEachDieWhileItIsShown) {
  Table table;
  Roster roster;
  for (std::uint32_t slot = 0; slot < 20; ++slot) table.add(roster, slot);
  std::uint32_t seen = 0;
  roster.for_each(table.alive(), [&](std::uint32_t slot) {
    EXPECT_EQ(slot, seen++);
    table.remove(roster, slot);
  });
  EXPECT_EQ(seen, 20U);
  EXPECT_TRUE(roster.empty());
}

RC_GTEST_PROP(RosterProperty, KeepsTheOrderOfAdding, ()) {
  const auto steps = *rc::gen::container<std::vector<std::uint32_t>>(rc::gen::inRange(0U, 32U));
  Table table;
  Roster roster;
  std::vector<std::uint32_t> model;
  for (int round = 0; round < 5; ++round) {
    for (const std::uint32_t slot : steps) {
      const auto known = std::find(model.begin(), model.end(), slot);
      if (known == model.end()) {
        table.add(roster, slot);
        model.push_back(slot);
      } else {
        table.remove(roster, slot);
        model.erase(known);
      }
      RC_ASSERT(table.members(roster) == model);
      RC_ASSERT(roster.size() == model.size());
    }
  }
}

TEST(RosterDeathTest, DropsNoMoreThanThereAre) {
  Roster roster;
  EXPECT_DEATH(roster.drop(), "size_ > 0");
}

}  // namespace
}  // namespace meseta
