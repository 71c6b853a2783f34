#include "engine/resources/cards.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <array>

#include "tests/engine/resources/generators.hpp"

namespace meseta {
namespace {

Cards cards(std::string_view text) { return *parse_cards(text); }

TEST(Cards, OfAnAgentAreWholeAndSumToItsGpus) {
  const Cards eight = Cards::whole(8);
  EXPECT_EQ(eight.total(), Quantity::whole(8));
  EXPECT_EQ(eight.count(), 8U);
  EXPECT_EQ(eight.end(), 8U);
  EXPECT_EQ(eight.get(7), 1000U);
  EXPECT_EQ(eight.get(8), 0U);
  EXPECT_EQ(Cards::whole(0), Cards());
}

TEST(Cards, AreTakenOneByOneAndInParts) {
  Cards free = Cards::whole(3);
  const Cards task = cards("{0:1000, 1:250}");
  EXPECT_TRUE(free.contains(task));
  free.subtract(task);
  EXPECT_EQ(to_string(free), "{1:750, 2:1000}");
  EXPECT_EQ(free.total(), Quantity{1750});
  EXPECT_FALSE(free.contains(task));
  EXPECT_TRUE(free.contains(cards("{1:750}")));
  EXPECT_FALSE(free.contains(cards("{1:751}")));
  free.add(task);
  EXPECT_EQ(free, Cards::whole(3));
}

TEST(Cards, BeyondTheEighthAreCardsLikeAnyOther) {
  Cards free = Cards::whole(16);
  EXPECT_EQ(free.total(), Quantity::whole(16));
  free.subtract(cards("{7:1000, 8:1000, 15:1000}"));
  EXPECT_EQ(free.end(), 15U);
  EXPECT_FALSE(free.contains(cards("{15:1}")));
  EXPECT_FALSE(free.contains(cards("{8:1}")));
  EXPECT_TRUE(free.contains(cards("{9:1000}")));
  Cards none = free;
  none.subtract(free);
  EXPECT_TRUE(none.empty());
}

TEST(Cards, OfATaskThatNamesNoneLeaveWholeCardsWhole) {
  const Cards free = cards("{0:1000, 1:400, 2:600, 3:1000}");
  EXPECT_EQ(to_string(*free.pick(Quantity{300})), "{1:300}");
  EXPECT_EQ(to_string(*free.pick(Quantity{500})), "{2:500}");
  EXPECT_EQ(to_string(*free.pick(Quantity{700})), "{0:700}");
  EXPECT_EQ(to_string(*free.pick(Quantity{1300})), "{0:1000, 1:300}");
  EXPECT_EQ(to_string(*free.pick(Quantity{2000})), "{0:1000, 3:1000}");
  EXPECT_EQ(refusal(free.pick(Quantity{3000})),
            "not enough cards for 3 gpus among {0:1000, 1:400, 2:600, 3:1000}");
  EXPECT_EQ(refusal(free.pick(Quantity{2700})),
            "not enough cards for 2.7 gpus among {0:1000, 1:400, 2:600, 3:1000}");
}

TEST(Cards, FirstTakesFromTheLowest) {
  EXPECT_EQ(to_string(cards("{1:400, 5:600}").first(Quantity{500})), "{1:400, 5:100}");
  EXPECT_TRUE(Cards::whole(2).first(Quantity{0}).empty());
}

TEST(Cards, ErrorsNameTheColumnAndTheBounds) {
  EXPECT_EQ(refusal(parse_cards("{0:1000, 0:1}")),
            "column 10: card 0 is named twice; expected each card once");
  EXPECT_EQ(refusal(parse_cards("{0:1001}")),
            "column 2: card 0 with 1001 thousandths; expected 1 to 1000");
  EXPECT_EQ(refusal(parse_cards("{0:0}")),
            "column 2: card 0 with 0 thousandths; expected 1 to 1000");
  EXPECT_EQ(refusal(parse_cards("{1024:1}")),
            "column 2: card 1024 does not exist; expected one below 1024");
  EXPECT_TRUE(parse_cards("{1023:1}"));
  EXPECT_EQ(refusal(parse_cards("{0}")),
            "column 2: expected a card and its thousandths, such as 0:1000");
  EXPECT_EQ(refusal(parse_cards("{0:1000")), "column 8: expected ',' or '}' after a card");
}

TEST(Cards, AddedUpOverSeveralAgentsStopAtABound) {
  Cards sum;
  for (int i = 0; i < 100; ++i) sum.add(Cards::whole(1));
  EXPECT_EQ(sum.get(0), 65535U);
  EXPECT_EQ(refusal(sum.validate()), "card 0 has 65535 thousandths; at most 1000");
  EXPECT_TRUE(Cards::whole(8).validate());
}

TEST(CardsDeathTest, ThatCannotExistAreABug) {
  Cards cards;
  EXPECT_DEATH(cards.set(Cards::kCountMax, 1), "card < kCountMax");
  EXPECT_DEATH(cards.set(0, 1001), "milli <= kMilliMax");
  EXPECT_EQ(Cards::whole(Cards::kCountMax).count(), Cards::kCountMax);
  EXPECT_DEATH((void)Cards::whole(Cards::kCountMax + 1), "count <= kCountMax");
}

// The model: an array.
using Model = std::array<std::int64_t, 16>;

Model model(const Cards& cards) {
  Model milli{};
  for (std::uint32_t card = 0; card < milli.size(); ++card) milli[card] = cards.get(card);
  return milli;
}

RC_GTEST_PROP(CardsProperty, AgreeWithAnArray, ()) {
  const Cards a = *any_cards();
  const Cards b = *any_cards();
  Cards sum = a;
  sum.add(b);
  Cards left = a;
  left.subtract(b);

  bool contained = true;
  std::int64_t total = 0;
  for (std::size_t i = 0; i < Model{}.size(); ++i) {
    const std::int64_t x = model(a)[i];
    const std::int64_t y = model(b)[i];
    RC_ASSERT(model(sum)[i] == x + y);
    RC_ASSERT(model(left)[i] == (x > y ? x - y : 0));
    contained = contained && x >= y;
    total += x;
  }
  RC_ASSERT(a.contains(b) == contained);
  RC_ASSERT(a.total() == Quantity{total});
  sum.subtract(b);
  RC_ASSERT(sum == a);
  RC_ASSERT(parse_cards(to_string(a)) == a);
}

RC_GTEST_PROP(CardsProperty, PickedCardsAreFreeAndAsManyAsAskedFor, ()) {
  const Cards free = *any_cards();
  const Quantity amount = *any_quantity();
  const auto picked = free.pick(amount);
  RC_PRE(picked.has_value());
  RC_ASSERT(free.contains(*picked));
  RC_ASSERT(picked->total() == amount);
}

RC_GTEST_PROP(CardsProperty, TheFirstAreContainedAndAsManyAsThereAre, ()) {
  const Cards cards = *any_cards();
  const Quantity amount = *any_quantity();
  const Cards first = cards.first(amount);
  RC_ASSERT(cards.contains(first));
  RC_ASSERT(first.total() == std::min(amount, cards.total()));
}

}  // namespace
}  // namespace meseta
