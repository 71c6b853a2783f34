#include "report/measure.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace meseta {
namespace {

TEST(Measure, ADecimalIsExactAndEndsInNoZero) {
  EXPECT_EQ(decimal(0, 9), "0");
  EXPECT_EQ(decimal(12, 0), "12");
  EXPECT_EQ(decimal(250, 3), "0.25");
  EXPECT_EQ(decimal(-3001, 3), "-3.001");
  EXPECT_EQ(decimal(5, 6), "0.000005");
  EXPECT_EQ(decimal(INT64_MIN, 0), "-9223372036854775808");
}

TEST(Measure, AFractionIsRoundedHalfUp) {
  EXPECT_EQ(fraction_of(1, 3).millionths, 333'333);
  EXPECT_EQ(fraction_of(2, 3).millionths, 666'667);
  EXPECT_EQ(fraction_of(1, 2'000'000).millionths, 1);
  EXPECT_EQ(fraction_of(0, 7).millionths, 0);
}

TEST(Measure, AFractionOfNothingIsNothing) { EXPECT_EQ(fraction_of(5, 0).millionths, 0); }

TEST(Measure, AFractionOfLargeNumbersDoesNotOverflow) {
  EXPECT_EQ(fraction_of(UnsignedWide{1} << 126U, UnsignedWide{1} << 127U).millionths, 500'000);
}

TEST(Measure, PeopleReadShortNumbers) {
  EXPECT_EQ(to_text(Measure::count(2'000'000)), "2,000,000");
  EXPECT_EQ(to_text(Measure::count(999)), "999");
  EXPECT_EQ(to_text(Measure::fraction({583'333})), "58.3 %");
  EXPECT_EQ(to_text(Measure::fraction({1'000'000})), "100 %");
  EXPECT_EQ(to_text(Measure::thousandths(185'394'514'660)), "185,394,514.66");
  EXPECT_EQ(to_text(Measure::absent(Measure::Unit::Millis)), "-");
}

TEST(Measure, PeopleReadSpansInTheUnitsThatCount) {
  EXPECT_EQ(to_text(Duration{}), "0 s");
  EXPECT_EQ(to_text(nanoseconds(17)), "17 ns");
  EXPECT_EQ(to_text(microseconds(12'500)), "12.5 ms");
  EXPECT_EQ(to_text(milliseconds(1500)), "1.5 s");
  EXPECT_EQ(to_text(minutes(90)), "1h 30m");
  EXPECT_EQ(to_text(days(149) + hours(3) + minutes(20)), "149d 3h");
  EXPECT_EQ(to_text(days(2) + minutes(5)), "2d");
  EXPECT_EQ(to_text(-seconds(2)), "-2 s");
}

TEST(Measure, PeopleReadBytesInBinaryUnits) {
  EXPECT_EQ(bytes_text(512), "512 B");
  EXPECT_EQ(bytes_text(1536), "1.5 KiB");
  EXPECT_EQ(bytes_text(4ULL << 30U), "4 GiB");
}

RC_GTEST_PROP(MeasureProperty, ADecimalReadsBackAsWhatItWas, (std::int64_t value)) {
  const std::string text = decimal(value, 9);
  const bool negative = text.starts_with('-');
  const std::size_t point = text.find('.');
  std::string digits = text.substr(negative ? 1 : 0);
  std::string fraction;
  if (point != std::string::npos) {
    fraction = text.substr(point + 1);
    digits = digits.substr(0, digits.find('.'));
  }
  fraction.resize(9, '0');
  const auto whole = static_cast<std::uint64_t>(std::stoull(digits + fraction));
  RC_ASSERT(static_cast<std::int64_t>(negative ? ~whole + 1 : whole) == value);
}

}  // namespace
}  // namespace meseta
