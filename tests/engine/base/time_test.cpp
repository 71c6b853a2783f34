#include "engine/base/time.hpp"

#include <gtest/gtest.h>

namespace meseta {
namespace {

TEST(Time, UnitsAreMultiplesOfEachOther) {
  EXPECT_EQ(microseconds(1), nanoseconds(1000));
  EXPECT_EQ(milliseconds(1), microseconds(1000));
  EXPECT_EQ(seconds(1), milliseconds(1000));
  EXPECT_EQ(minutes(1), seconds(60));
  EXPECT_EQ(hours(1), minutes(60));
  EXPECT_EQ(days(1), hours(24));
}

TEST(Time, InstantsDifferByADuration) {
  const Time start = Time{} + seconds(10);

  EXPECT_EQ(start + seconds(5) - start, seconds(5));
  EXPECT_EQ(start - seconds(15) - Time{}, seconds(-5));
  EXPECT_LT(start, start + nanoseconds(1));
  EXPECT_LT(start + days(100'000), kTimeMax);
}

TEST(Time, DurationsAddAndDivide) {
  EXPECT_EQ(seconds(1) + milliseconds(5) - microseconds(1), microseconds(1'004'999));
  EXPECT_EQ(-seconds(1), seconds(-1));
  EXPECT_EQ(seconds(1) * 3, seconds(3));
  EXPECT_EQ(seconds(1) / 4, milliseconds(250));
  EXPECT_EQ(minutes(1) / seconds(7), 8);
  EXPECT_EQ(minutes(1) % seconds(7), seconds(4));
}

TEST(Time, AllIsKnownAtCompileTime) {
  static_assert(Time{} + days(1) > Time{} + hours(23));
  static_assert(days(1) / milliseconds(1) == 86'400'000);
}

}  // namespace
}  // namespace meseta
