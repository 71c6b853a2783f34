#include "report/card_book.hpp"

#include <gtest/gtest.h>

namespace meseta {
namespace {

constexpr Time at(std::int64_t n) { return Time{} + seconds(n); }

Cards card(std::uint32_t number, std::uint32_t milli) {
  Cards cards;
  cards.set(number, milli);
  return cards;
}

TEST(CardBook, WhatIsFreeOfAPartlyHeldCardIsFragmented) {
  CardBook book(at(0));
  book.add_agent(2);
  book.take(0, card(0, 400), at(0));

  const GpuUse use = book.use(at(10));
  EXPECT_EQ(use.fragmentation, fraction_of(600, 1600));
  EXPECT_EQ(use.allocated_end, fraction_of(400, 2000));
}

TEST(CardBook, WholeCardsAreNeverFragmented) {
  CardBook book(at(0));
  book.add_agent(2);
  book.take(0, card(1, 1000), at(0));

  EXPECT_EQ(book.use(at(10)).fragmentation, Fraction{});
}

TEST(CardBook, AMeanCountsHowLong) {
  CardBook book(at(0));
  book.add_agent(1);
  book.take(0, card(0, 500), at(10));
  book.leave(0, card(0, 500), seconds(10), at(20));

  // 500 of 1000 free were fragmented in one of three parts of time, in which 500 were free.
  EXPECT_EQ(book.use(at(30)).fragmentation, fraction_of(500, 1000 + 500 + 1000));
}

TEST(CardBook, SecondsAreThoseOfEndedTasks) {
  CardBook book(at(0));
  book.add_agent(1);
  book.add_agent(1);
  book.take(0, card(0, 500), at(0));
  book.take(1, card(0, 250), at(0));
  book.leave(0, card(0, 500), seconds(7), at(7));

  const GpuUse use = book.use(at(100));
  EXPECT_EQ(use.seconds_milli, 3500);
  EXPECT_EQ(use.allocated_max, fraction_of(750, 2000));
  EXPECT_EQ(use.allocated_end, fraction_of(250, 2000));
}

TEST(CardBook, WithoutCardsThereIsNothing) {
  CardBook book(at(0));
  book.add_agent(0);
  EXPECT_TRUE(book.empty());
  EXPECT_EQ(book.use(at(5)), GpuUse{});
}

TEST(CardBookDeathTest, ACardHeldTwiceIsABug) {
  CardBook book(at(0));
  book.add_agent(1);
  book.take(0, card(0, 600), at(0));
  EXPECT_DEATH(book.take(0, card(0, 600), at(1)), "kWhole");
}

}  // namespace
}  // namespace meseta
