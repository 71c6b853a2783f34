#include "workload/arrivals.hpp"

#include <gtest/gtest.h>

#include "workload/distribution.hpp"

namespace meseta {
namespace {

std::vector<Duration> instants(Arrivals arrivals, std::uint32_t count, std::uint64_t entity = 1) {
  ArrivalTimes times(arrivals, count, Choices(5), entity);
  std::vector<Duration> all;
  for (; !times.done(); times.pop()) all.push_back(times.peek());
  return all;
}

TEST(ArrivalTimes, AtOnceIsAtTheStart) { EXPECT_EQ(instants({}, 3), std::vector<Duration>(3)); }

TEST(ArrivalTimes, EveryIntervalBeginsAtTheStart) {
  EXPECT_EQ(instants({Arrivals::Kind::Every, seconds(2)}, 3),
            (std::vector<Duration>{seconds(0), seconds(2), seconds(4)}));
}

TEST(ArrivalTimes, WithinAnIntervalTheyAreSortedAndSpreadOverAllOfIt) {
  const auto all = instants({Arrivals::Kind::Within, seconds(60)}, 1000);
  ASSERT_EQ(all.size(), 1000U);
  EXPECT_TRUE(std::is_sorted(all.begin(), all.end()));
  EXPECT_LT(all.back(), seconds(60));
  EXPECT_GT(all.back(), seconds(59));
  EXPECT_LT(all.front(), seconds(1));
  EXPECT_NEAR(static_cast<double>(all[500].ns), 30e9, 3e9);
}

TEST(ArrivalTimes, PoissonGapsHaveTheirMean) {
  const auto all = instants({Arrivals::Kind::Poisson, seconds(1)}, 1000);
  EXPECT_TRUE(std::is_sorted(all.begin(), all.end()));
  EXPECT_NEAR(static_cast<double>(all.back().ns), 1000e9, 120e9);
}

TEST(ArrivalTimes, EntitiesDifferAndRepetitionsDoNot) {
  const Arrivals within{Arrivals::Kind::Within, seconds(60)};
  EXPECT_EQ(instants(within, 10, 1), instants(within, 10, 1));
  EXPECT_NE(instants(within, 10, 1), instants(within, 10, 2));
}

TEST(ArrivalTimes, NoneIsDoneAtOnce) {
  EXPECT_TRUE(instants({Arrivals::Kind::Within, seconds(60)}, 0).empty());
}

TEST(Distribution, AnEmpiricalOneGivesItsValuesByTheirWeights) {
  const Distribution from{.kind = Distribution::Kind::Empirical,
                          .values = {{seconds(1), 1}, {seconds(2), 3}}};
  const Choices choices(5);
  int twos = 0;
  for (std::uint64_t i = 0; i < 1000; ++i) {
    const Duration one = draw(from, choices, Site("test"), 0, i);
    EXPECT_TRUE(one == seconds(1) || one == seconds(2));
    twos += one == seconds(2) ? 1 : 0;
  }
  EXPECT_NEAR(twos, 750, 60);
}

TEST(Distribution, TheBaseIsAddedToWhatIsDrawn) {
  const Choices choices(5);
  const Distribution from{.kind = Distribution::Kind::Lognormal,
                          .base = seconds(600),
                          .center = seconds(60),
                          .sigma_milli = 500};
  for (std::uint64_t i = 0; i < 100; ++i) {
    EXPECT_GT(draw(from, choices, Site("test"), 0, i), seconds(600));
  }
  EXPECT_EQ(draw(Distribution::fixed(seconds(3)), choices, Site("test"), 0, 0), seconds(3));
}

}  // namespace
}  // namespace meseta
