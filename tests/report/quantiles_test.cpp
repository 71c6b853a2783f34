#include "report/quantiles.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <vector>

#include "engine/base/choices.hpp"
#include "report/wide.hpp"

namespace meseta {
namespace {

// By sorting everything: the nearest rank.
std::int64_t sorted_at(std::vector<std::int64_t> samples, std::uint32_t per_mille) {
  std::sort(samples.begin(), samples.end());
  const std::size_t rank = (samples.size() * per_mille + 999) / 1000;
  return samples[std::max<std::size_t>(rank, 1) - 1];
}

TEST(Quantiles, OneSampleIsEveryQuantile) {
  Quantiles quantiles;
  quantiles.add(milliseconds(3));

  const Spread spread = quantiles.spread();
  EXPECT_EQ(spread.count, 1U);
  EXPECT_EQ(spread.p50, milliseconds(3));
  EXPECT_EQ(spread.p99, milliseconds(3));
  EXPECT_EQ(spread.max, milliseconds(3));
}

TEST(Quantiles, WithoutSamplesThereIsNoSpread) { EXPECT_EQ(Quantiles{}.spread().count, 0U); }

TEST(Quantiles, SamplesMayComeAfterAQuestion) {
  Quantiles quantiles;
  quantiles.add(seconds(5));
  EXPECT_EQ(quantiles.at(500), seconds(5));
  quantiles.add(seconds(1));
  EXPECT_EQ(quantiles.at(500), seconds(1));
}

TEST(QuantilesDeathTest, ANegativeSampleIsABug) {
  Quantiles quantiles;
  EXPECT_DEATH(quantiles.add(-seconds(1)), "CHECK");
}

RC_GTEST_PROP(QuantilesProperty, FewSamplesAreExact, ()) {
  const auto samples = *rc::gen::nonEmpty(
      rc::gen::container<std::vector<std::int64_t>>(rc::gen::inRange<std::int64_t>(0, INT64_MAX)));
  const auto per_mille = *rc::gen::inRange<std::uint32_t>(0, 1001);

  Quantiles quantiles;
  for (const std::int64_t sample : samples) quantiles.add({sample});

  RC_ASSERT(quantiles.at(per_mille).ns == sorted_at(samples, per_mille));
  RC_ASSERT(quantiles.max().ns == *std::max_element(samples.begin(), samples.end()));
}

class ManyQuantiles : public testing::TestWithParam<std::size_t> {};

TEST_P(ManyQuantiles, AreWithinAThousandthOfTheSortedOnes) {
  const Choices choices(7);
  Quantiles quantiles;
  std::vector<std::int64_t> samples;
  for (std::size_t i = 0; i < GetParam(); ++i) {
    const Duration sample = choices.lognormal(milliseconds(20), 3000, Site("sample"), 0, i);
    quantiles.add(sample);
    samples.push_back(sample.ns);
  }
  std::sort(samples.begin(), samples.end());
  for (const std::uint32_t per_mille : {0U, 1U, 100U, 500U, 900U, 990U, 999U, 1000U}) {
    const std::size_t rank = std::max<std::size_t>((samples.size() * per_mille + 999) / 1000, 1);
    const std::int64_t exact = samples[rank - 1];
    const std::int64_t off = std::abs(quantiles.at(per_mille).ns - exact);
    if (samples.size() < Quantiles::kExactMax || per_mille == 1000) {
      EXPECT_EQ(off, 0) << per_mille;
    } else {
      EXPECT_LE(Wide{off} * 1000, Wide{exact}) << per_mille << ": " << exact;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(AroundTheLimit, ManyQuantiles,
                         testing::Values(Quantiles::kExactMax - 1, Quantiles::kExactMax,
                                         Quantiles::kExactMax + 500'000));

TEST(Quantiles, TheExtremesOfManyAreExact) {
  Quantiles quantiles;
  quantiles.add({});
  quantiles.add({INT64_MAX});
  for (std::size_t i = 0; i < Quantiles::kExactMax; ++i) quantiles.add(seconds(1));

  EXPECT_EQ(quantiles.at(0), Duration{});
  EXPECT_EQ(quantiles.at(1000).ns, INT64_MAX);
  EXPECT_EQ(quantiles.max().ns, INT64_MAX);
}

}  // namespace
}  // namespace meseta
