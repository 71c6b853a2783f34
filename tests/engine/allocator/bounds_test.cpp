// Shares are exact where floating point would round.
#include <gtest/gtest.h>

#include "engine/allocator/share.hpp"
#include "tests/builders/allocation.hpp"

namespace meseta {
namespace {

using Lines = Allocation::Lines;

constexpr std::int64_t kMost = kQuantityMax.milli;

TEST(DominantShare, FractionsThatDifferInTheHundredthBitDiffer) {
  const DominantShare less{kMost - 2, kMost - 1};
  const DominantShare more{kMost - 1, kMost};

  EXPECT_LT(less, more);
  EXPECT_GT(more, less);
  EXPECT_EQ(more <=> more, std::weak_ordering::equivalent);
  EXPECT_EQ((DominantShare{1, 2} <=> DominantShare{kMost / 2, kMost}),
            std::weak_ordering::equivalent);
}

TEST(DominantShare, WeightsCountExactlyFromTheLeastToTheGreatest) {
  const DominantShare light{1, kMost, kWeightMilliMin};
  const DominantShare heavy{kWeightMilliMax, kMost, kWeightMilliMax};

  EXPECT_EQ(light <=> heavy, std::weak_ordering::equivalent);
  EXPECT_LT(light, (DominantShare{kWeightMilliMax + 1, kMost, kWeightMilliMax}));
  EXPECT_GT(light, (DominantShare{kWeightMilliMax - 1, kMost, kWeightMilliMax}));
  // The greatest products there are: all of everything, by the least and by the greatest weight.
  EXPECT_LT((DominantShare{kMost, kMost, kWeightMilliMax}),
            (DominantShare{kMost, kMost - 1, kWeightMilliMin}));
}

// Role `a` weighs 1 and holds 1 of 2^52, role `b` weighs 2^20 and holds `second` of 2^52.
std::string owner_of_the_third(std::int64_t second) {
  const auto cpus = [](std::int64_t milli) {
    return Resources(Resource::of(KnownName::Cpus, Quantity{milli}));
  };
  Allocation cluster({.batch = std::nullopt,
                      .smallest_offers = {},
                      .weights = {{Text("a"), kWeightMilliMin}, {Text("b"), kWeightMilliMax}}});
  Allocator& allocator = cluster.allocator;
  allocator.add_agent(Allocation::agent_id(1), cpus(1), cluster.now);
  allocator.add_agent(Allocation::agent_id(2), cpus(second), cluster.now);
  allocator.add_agent(Allocation::agent_id(3), cpus(1), cluster.now);
  const std::int64_t rest = kMost - second - 2;
  EXPECT_TRUE(allocator.admits(cpus(rest)));
  EXPECT_FALSE(allocator.admits(cpus(rest + 1)));
  allocator.add_agent(Allocation::agent_id(4), cpus(rest), cluster.now);
  EXPECT_FALSE(allocator.admits(cpus(1)));
  cluster.framework(1, {"a"});
  cluster.framework(2, {"b"});
  return cluster.run()[2];
}

TEST(AllocatorBounds, AWeightOfAMillionTimesAnotherIsWorthExactlyThatMuch) {
  EXPECT_EQ(owner_of_the_third(kWeightMilliMax - 1), "3 -> 2 (b)");
  EXPECT_EQ(owner_of_the_third(kWeightMilliMax), "3 -> 1 (a)");  // Equal: the first by name.
  EXPECT_EQ(owner_of_the_third(kWeightMilliMax + 1), "3 -> 1 (a)");
}

TEST(AllocatorBounds, TheDominantShareOfAllThereIsIsOne) {
  Allocation cluster;
  cluster.allocator.add_agent(Allocation::agent_id(1),
                              Resources(Resource::of(KnownName::Mem, kQuantityMax)), cluster.now);
  cluster.framework(1);
  cluster.run();

  const Allocator::Share share = cluster.allocator.dominant_share(Allocation::framework_id(1));
  EXPECT_EQ(share.part, kQuantityMax);
  EXPECT_EQ(share.whole, kQuantityMax);
}

TEST(AllocatorBoundsDeathTest, WeightsBeyondTheirBoundsAreABug) {
  Allocation cluster;
  EXPECT_DEATH(cluster.allocator.set_weight(Text("a"), 0), "weight_milli");
  EXPECT_DEATH(cluster.allocator.set_weight(Text("a"), kWeightMilliMax + 1), "weight_milli");
}

// The list is long enough for a few moves and many moves to be repaired in different ways.
TEST(AllocatorBounds, AHundredFrameworksHoldAnAgentEachHoweverTheirOffersComeBack) {
  Allocation cluster;
  constexpr std::uint32_t kFrameworks = 100;
  for (std::uint32_t n = 1; n <= kFrameworks; ++n) cluster.framework(n);
  for (std::uint32_t n = 1; n <= kFrameworks; ++n) cluster.agent(n);
  for (std::uint32_t round = 1; round <= 30; ++round) {
    cluster.wait(seconds(1));
    for (std::uint32_t n = 1; n <= kFrameworks; ++n) {
      if (n % round == 0) cluster.decline(n, Duration{});
    }
  }
  // As many agents as frameworks: whoever has none is next, so all hold one again.
  cluster.wait(seconds(1));
  std::vector<std::uint32_t> held(kFrameworks + 1);
  for (const auto& [agent, offers] : cluster.offers) {
    for (const Grant& grant : offers) ++held[grant.framework.number];
  }
  for (std::uint32_t n = 1; n <= kFrameworks; ++n) EXPECT_EQ(held[n], 1U) << n;
}

}  // namespace
}  // namespace meseta
