// The order of fair shares, as examples.
#include "engine/allocator/allocator.hpp"

#include <gtest/gtest.h>

#include "tests/builders/allocation.hpp"

namespace meseta {
namespace {

using Lines = Allocation::Lines;

TEST(Allocator, AFrameworkIsOfferedAllThatIsFreeOnEveryAgent) {
  Allocation cluster;
  cluster.agent(1, "cpus:4;mem:1024;ports:[31000-32000]");
  cluster.agent(2);
  cluster.framework(1);

  EXPECT_EQ(cluster.run(), (Lines{"1 -> 1", "2 -> 1"}));
  EXPECT_EQ(cluster.offers[1][0].resources, resources("cpus:4;mem:1024;ports:[31000-32000]"));
  EXPECT_TRUE(cluster.allocator.free(Allocation::agent_id(1)).empty());
}

TEST(Allocator, AgentsAreLookedAtInTheOrderOfTheirIdsNotOfTheirArrival) {
  Allocation cluster;
  cluster.framework(1);
  cluster.framework(2);
  for (const std::uint32_t n : {3U, 1U, 2U}) cluster.agent(n);

  // 1 goes to framework 1, whose share is then greater; for 3 both hold one agent, and the first by
  // name comes first.
  EXPECT_EQ(cluster.run(), (Lines{"1 -> 1", "2 -> 2", "3 -> 1"}));
}

// Figure 3 of the paper (Ghodsi et al., NSDI 2011): 9 cpus and 18 GB; tasks of framework 1 take 1
// cpu and 4 GB, those of framework 2 take 3 cpus and 1 GB. Before each launch:
//
//     framework 1                framework 2               next
//     cpus  mem   share          cpus  mem   share
//     0/9   0/18  0              0/9   0/18  0              1, by name
//     1/9   4/18  2/9            0/9   0/18  0              2
//     1/9   4/18  2/9            3/9   1/18  1/3            1
//     2/9   8/18  4/9            3/9   1/18  1/3            2
//     2/9   8/18  4/9            6/9   2/18  2/3            1
//     3/9  12/18  2/3            6/9   2/18  2/3            all cpus are taken
TEST(Allocator, TheExampleOfTheDrfPaperComesOutAsThere) {
  Allocation cluster;
  cluster.agent(1, "cpus:9;mem:18");
  cluster.framework(1);
  cluster.framework(2);

  std::vector<std::string> order;
  for (int i = 0; i < 5; ++i) {
    const Lines lines = cluster.wait(seconds(1));
    ASSERT_EQ(lines.size(), 1U);
    order.push_back(lines[0]);
    cluster.accept(1, lines[0] == "1 -> 1" ? "cpus:1;mem:4" : "cpus:3;mem:1", Duration{});
  }

  EXPECT_EQ(order, (Lines{"1 -> 1", "1 -> 2", "1 -> 1", "1 -> 2", "1 -> 1"}));
  EXPECT_EQ(cluster.allocator.used(Allocation::framework_id(1)), quantities("cpus:3;mem:12"));
  EXPECT_EQ(cluster.allocator.used(Allocation::framework_id(2)), quantities("cpus:6;mem:2"));
  const Allocator::Share first = cluster.allocator.dominant_share(Allocation::framework_id(1));
  EXPECT_EQ(first.part, Quantity::whole(12));
  EXPECT_EQ(first.whole, Quantity::whole(18));
}

TEST(Allocator, AmongEqualSharesWhoWasGivenLessOftenComesFirst) {
  Allocation cluster;
  cluster.agent(1);
  cluster.framework(1);
  cluster.framework(2);

  EXPECT_EQ(cluster.run(), Lines{"1 -> 1"});
  cluster.decline(1, Duration{});
  EXPECT_EQ(cluster.wait(seconds(1)), Lines{"1 -> 2"});
  cluster.decline(1, Duration{});
  EXPECT_EQ(cluster.wait(seconds(1)), Lines{"1 -> 1"});
}

TEST(Allocator, ARoleOfTwiceTheWeightGetsTwiceAsMuch) {
  Allocation cluster({.batch = std::nullopt, .weights = {{Text("b"), 2000}}});
  for (std::uint32_t n = 1; n <= 6; ++n) cluster.agent(n);
  cluster.framework(1, {"a"});
  cluster.framework(2, {"b"});

  // Weighted shares before each grant, in sixths: a 0 b 0, a 1 b 0, a 1 b 1/2, a 1 b 1 (a was given
  // less often), a 2 b 1, a 2 b 3/2.
  EXPECT_EQ(cluster.run(), (Lines{"1 -> 1 (a)", "2 -> 2 (b)", "3 -> 2 (b)", "4 -> 1 (a)",
                                  "5 -> 2 (b)", "6 -> 2 (b)"}));
}

TEST(Allocator, ARolesShareIsThatOfAllItsFrameworks) {
  Allocation cluster;
  for (std::uint32_t n = 1; n <= 4; ++n) cluster.agent(n);
  for (std::uint32_t n = 1; n <= 3; ++n) cluster.framework(n, {"crowded"});
  cluster.framework(4, {"lonely"});

  // Half goes to each role, whoever is in it.
  EXPECT_EQ(cluster.run(),
            (Lines{"1 -> 1 (crowded)", "2 -> 4 (lonely)", "3 -> 2 (crowded)", "4 -> 4 (lonely)"}));
}

TEST(Allocator, SubRolesShareWhatTheirParentGetsWithItsOwnFrameworks) {
  Allocation cluster;
  for (std::uint32_t n = 1; n <= 8; ++n) cluster.agent(n);
  cluster.framework(1, {"eng"});
  cluster.framework(2, {"eng/web"});
  cluster.framework(3, {"ops"});

  // eng and ops take turns; within eng its own framework (`eng/.`) and eng/web do.
  EXPECT_EQ(cluster.run(),
            (Lines{"1 -> 1 (eng)", "2 -> 3 (ops)", "3 -> 2 (eng/web)", "4 -> 3 (ops)",
                   "5 -> 1 (eng)", "6 -> 3 (ops)", "7 -> 2 (eng/web)", "8 -> 3 (ops)"}));
}

TEST(Allocator, WhoWasAloneIsComparedByWhatItHoldsByNow) {
  Allocation cluster;
  cluster.agent(1);
  cluster.agent(2);
  cluster.framework(2, {"*"}, {"*"});
  cluster.allocator.occupy(Allocation::framework_id(2), Text("*"), Allocation::agent_id(2),
                           resources("cpus:1"), cluster.now);
  cluster.framework(1);
  EXPECT_EQ(cluster.run(), (Lines{"1 -> 1", "2 -> 1"}));
  cluster.decline(2, Duration{});
  cluster.revive(2);

  EXPECT_EQ(cluster.run(), Lines{"2 -> 2"});  // It holds 1/8, framework 1 holds 1/2.
}

TEST(Allocator, AFrameworkInTwoRolesIsAClientInEach) {
  Allocation cluster;
  for (std::uint32_t n = 1; n <= 3; ++n) cluster.agent(n);
  cluster.framework(1, {"a", "b"});
  cluster.framework(2, {"c"});

  EXPECT_EQ(cluster.run(), (Lines{"1 -> 1 (a)", "2 -> 1 (b)", "3 -> 2 (c)"}));
  EXPECT_EQ(cluster.allocator.offered(Allocation::framework_id(1)), quantities("cpus:8;mem:8192"));
}

TEST(Allocator, ReservedResourcesGoOnlyToTheirRoleAndThoseBelowIt) {
  Allocation cluster;
  cluster.agent(1, "cpus:1;mem:64;cpus(eng):2;cpus(ops):3;cpus(eng/web):4");
  cluster.framework(1, {"eng/web"});
  cluster.framework(2, {"ops"});

  EXPECT_EQ(cluster.run(), (Lines{"1 -> 1 (eng/web)", "1 -> 2 (ops)"}));
  EXPECT_EQ(cluster.offers[1][0].resources, resources("cpus:1;mem:64;cpus(eng):2;cpus(eng/web):4"));
  EXPECT_EQ(cluster.offers[1][1].resources, resources("cpus(ops):3"));
}

TEST(Allocator, NamesThatAreExcludedDoNotCountForShares) {
  const auto second_agent = [](AllocatorOptions options) {
    options.batch.reset();
    Allocation cluster(std::move(options));
    cluster.agent(1, "cpus:1;mem:1000;gpus:8");
    cluster.agent(2, "cpus:9;mem:9000");
    cluster.agent(3, "cpus:2;mem:2000");
    cluster.framework(1);
    cluster.framework(2);
    return cluster.run()[2];
  };

  // Framework 1 holds all gpus but a tenth of the cpus, framework 2 nine tenths of them.
  EXPECT_EQ(second_agent({}), "3 -> 2");
  EXPECT_EQ(second_agent({.excluded_names = {KnownName::Gpus}}), "3 -> 1");
}

TEST(Allocator, AnOfferBelowTheSmallestIsNotMade) {
  Allocation cluster(
      {.batch = std::nullopt, .smallest_offers = *parse_smallest_offers("cpus:1;mem:100|gpus:1")});
  cluster.agent(1, "cpus:1;mem:99.999");
  cluster.agent(2, "cpus:1;mem:100");
  cluster.agent(3, "gpus:1");
  cluster.framework(1);

  EXPECT_EQ(cluster.run(), (Lines{"2 -> 1", "3 -> 1"}));
}

TEST(Allocator, TheSmallestOfferIsAHundredthOfACpuOr32MegabytesUnlessSaidOtherwise) {
  Allocation cluster;
  cluster.agent(1, "cpus:0.01");
  cluster.agent(2, "mem:32");
  cluster.agent(3, "cpus:0.009;mem:31.999;disk:1000");
  cluster.framework(1);

  EXPECT_EQ(cluster.run(), (Lines{"1 -> 1", "2 -> 1"}));
}

TEST(Allocator, SmallestOffersThatCannotBeReadAreRefused) {
  EXPECT_TRUE(parse_smallest_offers("")->empty());
  EXPECT_EQ(parse_smallest_offers("cpus:0.01|mem:32")->size(), 2U);
  for (const char* text : {"|", "cpus:1|", "|cpus:1", "cpus", "cpus:-1"}) {
    EXPECT_FALSE(parse_smallest_offers(text)) << text;
  }
}

}  // namespace
}  // namespace meseta
