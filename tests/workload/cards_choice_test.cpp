#include "workload/cards_choice.hpp"

#include <gtest/gtest.h>

namespace meseta {
namespace {

Cards cards(const std::vector<std::uint32_t>& free) {
  Cards made;
  for (std::uint32_t i = 0; i < free.size(); ++i) made.set(i, free[i]);
  return made;
}

TEST(CardsChoice, APartComesFromTheCardWithTheLeastThatIsEnough) {
  const auto choice = choose_cards(cards({1000, 700, 400, 300}), 1, 400);
  ASSERT_TRUE(choice);
  EXPECT_EQ(choice->taken, cards({0, 0, 400}));
  EXPECT_EQ(choice->broken, 0U);
}

TEST(CardsChoice, AWholeCardIsBrokenOnlyIfNoOtherHasEnough) {
  const auto choice = choose_cards(cards({1000, 300}), 1, 400);
  ASSERT_TRUE(choice);
  EXPECT_EQ(choice->taken, cards({400}));
  EXPECT_EQ(choice->broken, 1U);
}

TEST(CardsChoice, SeveralCardsAreDifferentOnes) {
  EXPECT_EQ(choose_cards(cards({1000, 400, 1000, 1000}), 2, 1000)->taken, cards({1000, 0, 1000}));
  EXPECT_EQ(choose_cards(cards({900, 800, 200}), 2, 300)->taken, cards({300, 300}));
  EXPECT_FALSE(choose_cards(cards({1000, 999}), 2, 1000).has_value());
  EXPECT_FALSE(choose_cards(Cards{}, 1, 1).has_value());
}

TEST(CardsChoice, CardsBeyondTheEighthCountToo) {
  const auto choice = choose_cards(Cards::whole(10), 10, 1000);
  ASSERT_TRUE(choice);
  EXPECT_EQ(choice->taken, Cards::whole(10));
}

}  // namespace
}  // namespace meseta
