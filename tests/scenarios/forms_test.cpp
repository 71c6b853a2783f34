#include "scenarios/forms.hpp"

#include <gtest/gtest.h>

#include <string>

namespace meseta {
namespace {

TEST(Forms, DurationsAreNumbersWithUnits) {
  EXPECT_EQ(parse_duration("500us"), 500'000);
  EXPECT_EQ(parse_duration("15s"), 15'000'000'000);
  EXPECT_EQ(parse_duration("1h30m"), 5'400'000'000'000);
  EXPECT_EQ(parse_duration("1.5h"), 5'400'000'000'000);
  EXPECT_EQ(parse_duration("0s"), 0);
  EXPECT_EQ(parse_duration("1w2d3h4m5s6ms7us8ns"), 788'645'006'007'008);
}

TEST(Forms, MesosSpellsSomeUnitsItsOwnWay) {
  EXPECT_EQ(parse_duration("5secs"), parse_duration("5s"));
  EXPECT_EQ(parse_duration("10mins"), parse_duration("10m"));
  EXPECT_EQ(parse_duration("2hrs"), parse_duration("2h"));
  EXPECT_EQ(parse_duration("3days"), parse_duration("3d"));
  EXPECT_EQ(parse_duration("2weeks"), parse_duration("2w"));
}

TEST(Forms, ADurationIsExactOrNone) {
  for (const char* const text :
       {"", "5", "s", "-5s", "+5s", "5 s", "5sec", "5S", "1.s", ".5s", "1.2.3s", "0.5ns", "1s ",
        "300y", "9999999999999h", "1e3s", "10675199d1d", "106751d106751d", "0x5s"}) {
    EXPECT_EQ(parse_duration(text), std::nullopt) << text;
  }
}

TEST(Forms, OddsArePercentagesOrOneInMany) {
  EXPECT_EQ(parse_odds("1%"), 10'000);
  EXPECT_EQ(parse_odds("0.5%"), 5'000);
  EXPECT_EQ(parse_odds("0.0001%"), 1);
  EXPECT_EQ(parse_odds("0%"), 0);
  EXPECT_EQ(parse_odds("100%"), 1'000'000);
  EXPECT_EQ(parse_odds("1 in 200"), 5'000);
  EXPECT_EQ(parse_odds("2 in 3"), 666'666);
  for (const char* const text : {"", "1", "%", "101%", "-1%", "0.00001%", "1 in 0", "2 in 1",
                                 "1 in 1000001", "0 in 5", "1in5", "1 in ", " in 5", "5%%"}) {
    EXPECT_EQ(parse_odds(text), std::nullopt) << text;
  }
}

TEST(Forms, FractionsHaveThreeDecimals) {
  EXPECT_EQ(parse_thousandths("2"), 2000);
  EXPECT_EQ(parse_thousandths("0.125"), 125);
  EXPECT_EQ(parse_thousandths("2.50"), 2500);
  for (const char* const text :
       {"", "-1", "0.0001", "1.", ".5", "1,5", "2x", "1e3", "9999999999999999999"}) {
    EXPECT_EQ(parse_thousandths(text), std::nullopt) << text;
  }
}

TEST(Forms, NamesAndDomains) {
  EXPECT_TRUE(is_name("rack-1.a_B"));
  EXPECT_TRUE(is_name(std::string(63, 'x')));
  for (const char* const text : {"", "-a", ".a", "a b", "a/b", "a:b", "\xc3\xa4"}) {
    EXPECT_FALSE(is_name(text)) << text;
  }
  EXPECT_FALSE(is_name(std::string(64, 'x')));

  EXPECT_TRUE(is_domain("eu/a/rack-1"));
  EXPECT_TRUE(is_domain("1/2/3/4/5/6/7/8"));
  for (const char* const text : {"", "/", "eu/", "/eu", "eu//a", "1/2/3/4/5/6/7/8/9"}) {
    EXPECT_FALSE(is_domain(text)) << text;
  }
}

}  // namespace
}  // namespace meseta
