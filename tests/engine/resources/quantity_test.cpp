#include "engine/resources/quantity.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "tests/builders/resources.hpp"

namespace meseta {
namespace {

std::int64_t milli(std::string_view text) {
  const auto quantity = parse_quantity(text);
  return quantity ? quantity->milli : -1;
}

TEST(Quantity, ThreeTenthsAreTheSumOfOneAndTwo) {
  EXPECT_EQ(*parse_quantity("0.1") + *parse_quantity("0.2"), *parse_quantity("0.3"));
}

TEST(Quantity, IsRoundedToTheNearestThousandthHalfAwayFromZero) {
  EXPECT_EQ(milli("4"), 4000);
  EXPECT_EQ(milli("0.1234"), 123);
  EXPECT_EQ(milli("0.1235"), 124);
  EXPECT_EQ(milli("0.12349999999999999999"), 123);
  EXPECT_EQ(milli("0.9995"), 1000);
  EXPECT_EQ(milli("0.0005"), 1);
  EXPECT_EQ(milli(".5"), 500);
  EXPECT_EQ(milli("5."), 5000);
  EXPECT_EQ(milli("007.250"), 7250);
}

TEST(Quantity, MayBeWrittenWithAnExponent) {
  EXPECT_EQ(milli("1e3"), 1'000'000);
  EXPECT_EQ(milli("1.5E+2"), 150'000);
  EXPECT_EQ(milli("2500e-4"), 250);
  EXPECT_EQ(milli("0.00000001e8"), 1000);
  EXPECT_EQ(milli("0e999999999999"), 0);
}

TEST(Quantity, NothingIsAQuantityButWhatRoundsToNothingIsNot) {
  EXPECT_EQ(milli("0"), 0);
  EXPECT_EQ(milli("0.000"), 0);
  EXPECT_EQ(refusal(parse_quantity("0.0004")),
            "'0.0004' rounds to nothing; the smallest quantity is 0.001");
  EXPECT_EQ(refusal(parse_quantity("1e-99999999")),
            "'1e-99999999' rounds to nothing; the smallest quantity is 0.001");
}

TEST(Quantity, ThatIsNoPlainNumberIsRefused) {
  for (const char* text : {"", ".", "abc", "nan", "inf", "0x10", "1.2.3", "1e", "1e+", "1 2"}) {
    EXPECT_EQ(refusal(parse_quantity(text)),
              "'" + std::string(text) + "' is not a number; expected a number such as 4 or 0.125");
  }
  EXPECT_EQ(refusal(parse_quantity("-1")), "'-1' has a sign; expected a number such as 4 or 0.125");
  EXPECT_EQ(refusal(parse_quantity("+1")), "'+1' has a sign; expected a number such as 4 or 0.125");
}

TEST(Quantity, IsBounded) {
  EXPECT_EQ(milli("4503599627370.496"), kQuantityMax.milli);
  EXPECT_EQ(refusal(parse_quantity("4503599627370.497")),
            "'4503599627370.497' is too large; at most 4503599627370.496");
  EXPECT_EQ(refusal(parse_quantity("1e999999999")),
            "'1e999999999' is too large; at most 4503599627370.496");
  EXPECT_TRUE(addable(kQuantityMax, Quantity{0}));
  EXPECT_FALSE(addable(kQuantityMax, Quantity{1}));
}

TEST(Quantity, IsPrintedAsShortAsItCanBeReadBack) {
  EXPECT_EQ(to_string(Quantity{4000}), "4");
  EXPECT_EQ(to_string(Quantity{100}), "0.1");
  EXPECT_EQ(to_string(Quantity{2125}), "2.125");
  EXPECT_EQ(to_string(Quantity{1001}), "1.001");
  EXPECT_EQ(to_string(Quantity{-1500}), "-1.5");
}

TEST(Quantity, WithoutMoreThanThereIsLeavesNothing) {
  EXPECT_EQ(Quantity{500}.without(Quantity{200}), Quantity{300});
  EXPECT_EQ(Quantity{500}.without(Quantity{501}), Quantity{0});
}

RC_GTEST_PROP(QuantityProperty, PrintedIsReadBack, ()) {
  const Quantity quantity{*rc::gen::inRange<std::int64_t>(0, kQuantityMax.milli + 1)};
  RC_ASSERT(parse_quantity(to_string(quantity)) == quantity);
}

}  // namespace
}  // namespace meseta
