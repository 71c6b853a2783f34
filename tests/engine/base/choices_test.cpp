#include "engine/base/choices.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <string_view>
#include <vector>

namespace meseta {
namespace {

constexpr Site kSite{"test"};

// A choice must never change. These agree to 11 digits with what was worked out by other means, in
// decimal arithmetic of 80 digits.
struct Golden {
  std::uint64_t seed;
  std::string_view site;
  std::uint64_t entity;
  std::uint64_t ordinal;
  std::uint64_t word;
  std::uint64_t below_1000;
  std::int64_t exponential_of_a_day;
  std::int64_t lognormal_of_5_minutes;  // Sigma 1.5.
};
constexpr Golden kGolden[] = {
    {1, "latency", 0, 0, 0x9efa34bb9cab04bc, 621, 41'162'307'617'559, 476'260'909'846},
    {1, "latency", 0, 1, 0x709e26a906f639a4, 439, 70'949'767'118'095, 239'127'890'583},
    {1, "latency", 1, 0, 0x2c928574c28e789e, 174, 151'032'708'693'457, 73'458'126'152},
    {1, "end", 0, 0, 0x5876c5d11ce0b765, 345, 91'807'106'648'589, 165'304'387'884},
    {2, "latency", 0, 0, 0x73b2bac2344c06bf, 451, 68'618'248'804'867, 250'300'663'371},
    {0, "", 0, 0, 0xd5784dc90ff56603, 833, 15'697'275'763'414, 1'284'495'992'593},
    {UINT64_MAX, "end", UINT64_MAX, UINT64_MAX, 0x1c6ab7570757cbcd, 111, 189'924'031'746'388,
     48'036'842'461},
    // Both tails: a choice can be undone, so there is an ordinal for each word.
    {1, "tail", 0, 0x54cfa2bf9509199d, 0, 0, 3'832'826'649'624'273, 364'694},
    {1, "tail", 0, 0x67f0d9099fc35763, 0x123456789, 0, 1'905'261'068'371'430, 27'018'606},
    {1, "tail", 0, 0xa65e9c881c69cf08, 0x10000000000000, 0, 718'654'996'804'551, 1'605'004'111},
    {1, "tail", 0, 0xff0e360d33b99f74, 0x1333333333333333, 74, 223'799'083'094'519, 34'621'859'784},
    {1, "tail", 0, 0xa84101afb318e971, 0x1400000000000000, 78, 220'272'062'767'969, 35'769'184'968},
    {1, "tail", 0, 0xf70138e0392ac108, 0xf800000000000000, 968, 2'743'087'534'379,
     4'904'361'919'592},
    {1, "tail", 0, 0xb845385c7bb5bd60, 0xfffffffffffff001, 999, 1, 58'977'282'808'893'066},
    {1, "tail", 0, 0x0465ae0f6e9dabdd, UINT64_MAX, 999, 1, 246'781'814'468'147'544},
};

TEST(Choices, NeverChange) {
  for (const Golden& golden : kGolden) {
    const Choices choices(golden.seed);
    const Site site(golden.site);
    EXPECT_EQ(choices.choose(site, golden.entity, golden.ordinal), golden.word);
    EXPECT_EQ(choices.below(1000, site, golden.entity, golden.ordinal), golden.below_1000);
    EXPECT_EQ(choices.exponential(days(1), site, golden.entity, golden.ordinal),
              nanoseconds(golden.exponential_of_a_day));
    EXPECT_EQ(choices.lognormal(minutes(5), 1500, site, golden.entity, golden.ordinal),
              nanoseconds(golden.lognormal_of_5_minutes));
  }
}

// The values of 100,000 choices of one seed, in order.
template <class Choose>
std::vector<std::int64_t> sorted_sample(Choose choose) {
  std::vector<std::int64_t> values(100'000);
  for (std::size_t i = 0; i < values.size(); ++i) values[i] = choose(i);
  std::sort(values.begin(), values.end());
  return values;
}

double mean(const std::vector<std::int64_t>& values) {
  double sum = 0;
  for (const std::int64_t value : values) sum += static_cast<double>(value);
  return sum / static_cast<double>(values.size());
}

// The greatest distance between the shares of the sample and of the distribution at or below any
// value (Kolmogorov, Smirnov). Beyond 0.0062 once in a thousand samples of this size.
template <class Distribution>
double distance(const std::vector<std::int64_t>& sorted, Distribution share_below) {
  const auto count = static_cast<double>(sorted.size());
  double greatest = 0;
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    const double share = share_below(static_cast<double>(sorted[i]));
    greatest = std::max({greatest, std::abs(share - static_cast<double>(i) / count),
                         std::abs(share - static_cast<double>(i + 1) / count)});
  }
  return greatest;
}

TEST(Choices, BetweenIsUniformAndMeetsBothEnds) {
  const Choices choices(1);
  const auto values = sorted_sample([&](std::uint64_t i) {
    return choices.between(nanoseconds(-3), nanoseconds(6), kSite, i, 0).ns;
  });

  EXPECT_EQ(values.front(), -3);
  EXPECT_EQ(values.back(), 6);
  for (std::int64_t value = -3; value <= 6; ++value) {
    const auto [first, last] = std::equal_range(values.begin(), values.end(), value);
    EXPECT_NEAR(static_cast<double>(last - first), 10'000, 400) << value;
  }
}

TEST(Choices, BetweenOneInstantAndItselfThereIsNoChoice) {
  EXPECT_EQ(Choices(1).between(seconds(5), seconds(5), kSite, 0, 0), seconds(5));
}

TEST(Choices, TheWholeRangeOfDurationsIsARange) {
  const Choices choices(1);
  const Duration low{INT64_MIN};
  const Duration high{INT64_MAX};
  const auto values =
      sorted_sample([&](std::uint64_t i) { return choices.between(low, high, kSite, i, 0).ns; });

  EXPECT_LT(distance(values, [](double x) { return x / 0x1p64 + 0.5; }), 0.0062);
}

TEST(Choices, AnExponentialOneForgetsHowLongItHasTaken) {
  const Choices choices(1);
  const auto values = sorted_sample(
      [&](std::uint64_t i) { return choices.exponential(seconds(1), kSite, 0, i).ns; });

  EXPECT_NEAR(mean(values), 1e9, 1e7);
  EXPECT_LT(distance(values, [](double x) { return 1 - std::exp(-x / 1e9); }), 0.0062);
}

TEST(Choices, ALogNormalOneHasTheGivenMedianAndSigma) {
  const Choices choices(1);
  for (const std::int64_t sigma_milli : {250, 1000, 4000}) {
    const auto values = sorted_sample(
        [&](std::uint64_t i) { return choices.lognormal(hours(1), sigma_milli, kSite, i, 7).ns; });
    const double sigma = static_cast<double>(sigma_milli) / 1000;

    const auto normal = [&](double x) {
      return std::erfc(-std::log(x / 3.6e12) / sigma / std::sqrt(2.0)) / 2;
    };
    EXPECT_LT(distance(values, normal), 0.0062) << sigma;
    EXPECT_GE(values.front(), 1);
    EXPECT_LE(values.back(), days(3000).ns);
  }
}

TEST(Choices, WithoutSigmaALogNormalOneIsItsMedian) {
  EXPECT_EQ(Choices(1).lognormal(seconds(3), 0, kSite, 0, 0), seconds(3));
}

TEST(Choices, NothingTakesNoTimeAtAll) {
  EXPECT_EQ(Choices(1).exponential(Duration{}, kSite, 0, 0), nanoseconds(1));
  EXPECT_EQ(Choices(1).lognormal(Duration{}, 1000, kSite, 0, 0), nanoseconds(1));
}

TEST(Choices, NothingLogNormalTakesMoreThanThreeThousandDays) {
  const Choices choices(1);
  const auto values = sorted_sample(
      [&](std::uint64_t i) { return choices.lognormal(days(3000), 4000, kSite, i, 0).ns; });

  EXPECT_EQ(values.back(), days(3000).ns);
  // Half of them are cut off.
  EXPECT_NEAR(static_cast<double>(std::count(values.begin(), values.end(), days(3000).ns)), 50'000,
              800);
}

TEST(Choices, ThingsHappenAsOftenAsTheyShould) {
  const Choices choices(1);
  const auto count = [&](std::uint32_t per_million) {
    const auto values = sorted_sample(
        [&](std::uint64_t i) { return choices.happens(per_million, kSite, i, i) ? 1 : 0; });
    return std::count(values.begin(), values.end(), 1);
  };

  // The ordinals of the least and the greatest word.
  EXPECT_FALSE(choices.happens(0, Site("tail"), 0, 0x54cfa2bf9509199d));
  EXPECT_FALSE(choices.happens(999'999, Site("tail"), 0, 0x0465ae0f6e9dabdd));
  EXPECT_EQ(count(0), 0);
  EXPECT_EQ(count(1'000'000), 100'000);
  EXPECT_NEAR(static_cast<double>(count(20'000)), 2000, 150);
}

TEST(Choices, EachPartOfTheNameMatters) {
  const Choices choices(1);
  const std::uint64_t word = choices.choose(kSite, 2, 3);

  EXPECT_NE(Choices(2).choose(kSite, 2, 3), word);
  EXPECT_NE(choices.choose(Site("tests"), 2, 3), word);
  EXPECT_NE(choices.choose(kSite, 3, 3), word);
  EXPECT_NE(choices.choose(kSite, 2, 2), word);
  EXPECT_NE(choices.choose(kSite, 3, 2), word);
}

TEST(ChoicesDeathTest, AChoiceWithoutAlternativesIsABug) {
  const Choices choices(1);
  EXPECT_DEATH((void)choices.below(0, kSite, 0, 0), "bound > 0");
  EXPECT_DEATH((void)choices.between(seconds(1), seconds(0), kSite, 0, 0), "low <= high");
}

TEST(ChoicesDeathTest, ParametersHaveLimits) {
  const Choices choices(1);
  EXPECT_DEATH((void)choices.exponential(seconds(-1), kSite, 0, 0), "mean >= ");
  EXPECT_DEATH((void)choices.exponential(days(2001), kSite, 0, 0), "mean <= kMeanMax");
  EXPECT_DEATH((void)choices.lognormal(seconds(-1), 1, kSite, 0, 0), "median >= ");
  EXPECT_DEATH((void)choices.lognormal(days(3001), 1, kSite, 0, 0), "median <= kLogNormalMax");
  EXPECT_DEATH((void)choices.lognormal(seconds(1), -1, kSite, 0, 0), "sigma_milli >= 0");
  EXPECT_DEATH((void)choices.lognormal(seconds(1), 4001, kSite, 0, 0), "sigma_milli <= ");
  EXPECT_DEATH((void)choices.happens(1'000'001, kSite, 0, 0), "per_million <= 1'000'000");
}

}  // namespace
}  // namespace meseta
