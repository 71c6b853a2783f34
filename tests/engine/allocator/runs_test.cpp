// When runs are due, and what filters and states keep back.
#include <gtest/gtest.h>

#include "tests/builders/allocation.hpp"

namespace meseta {
namespace {

using Lines = Allocation::Lines;

constexpr Time at_ms(std::int64_t ms) { return Time{} + milliseconds(ms); }

// One agent, one framework, which holds the offer of it; the clock stands between two grid
// instants.
struct Offered : Allocation {
  Offered() {
    now = at_ms(1'000'300);
    agent(1);
    framework(1);
    EXPECT_EQ(run(), Lines{"1 -> 1"});
  }
};

TEST(AllocatorRuns, WithoutAnActiveFrameworkOrAnIdleAgentNoneIsDue) {
  Allocation cluster;
  cluster.agent(1);
  EXPECT_EQ(cluster.allocator.next_run(cluster.now), std::nullopt);
  cluster.framework(1, {"*"}, {"*"});
  EXPECT_EQ(cluster.allocator.next_run(cluster.now), std::nullopt);
  cluster.revive(1);
  EXPECT_EQ(cluster.allocator.next_run(cluster.now), cluster.now);
  EXPECT_EQ(cluster.run(), Lines{"1 -> 1"});
  EXPECT_EQ(cluster.allocator.next_run(cluster.now), std::nullopt);
}

TEST(AllocatorRuns, ANewAgentIsOfferedAtOnceAndAloneWhereOthersWait) {
  Offered cluster;
  cluster.decline(1, Duration{});
  cluster.agent(2);

  EXPECT_EQ(cluster.allocator.next_run(cluster.now), cluster.now);
  EXPECT_EQ(cluster.run(), Lines{"2 -> 1"});
  EXPECT_EQ(cluster.allocator.next_run(cluster.now), at_ms(1'001'000));
}

TEST(AllocatorRuns, ANewFrameworkIsOfferedWhatIsFreeAtOnce) {
  Offered cluster;
  cluster.decline(1, hours(1));
  EXPECT_EQ(cluster.run(), Lines{});
  cluster.framework(2);

  EXPECT_EQ(cluster.allocator.next_run(cluster.now), cluster.now);
  EXPECT_EQ(cluster.run(), Lines{"1 -> 2"});
}

TEST(AllocatorRuns, WhatComesBackWaitsForTheGrid) {
  Offered cluster;
  cluster.accept(1, "cpus:4;mem:4096");
  EXPECT_EQ(cluster.allocator.next_run(cluster.now), std::nullopt);
  cluster.end_tasks(1);

  EXPECT_EQ(cluster.allocator.next_run(cluster.now), at_ms(1'001'000));
  EXPECT_EQ(cluster.run(), Lines{});  // Too early: not looked at.
  EXPECT_EQ(cluster.allocator.next_run(cluster.now), at_ms(1'001'000));
  EXPECT_EQ(cluster.wait(milliseconds(700)), Lines{"1 -> 1"});
}

TEST(AllocatorRuns, WhatComesBackAtAnInstantOfTheGridWaitsForTheNext) {
  Offered cluster;
  cluster.now = at_ms(1'001'000);
  cluster.decline(1, Duration{});

  EXPECT_EQ(cluster.allocator.next_run(cluster.now), at_ms(1'002'000));
}

TEST(AllocatorRuns, ADeclinedAgentIsNotOfferedAgainUntilTheFilterExpires) {
  Offered cluster;
  cluster.decline(1, milliseconds(3'200));  // Until 1003.5 s.

  EXPECT_EQ(cluster.allocator.next_run(cluster.now), at_ms(1'004'000));
  cluster.now = at_ms(1'003'000);
  EXPECT_EQ(cluster.run(), Lines{});
  cluster.now = at_ms(1'004'000);
  EXPECT_EQ(cluster.run(), Lines{"1 -> 1"});
}

TEST(AllocatorRuns, AFilterStillHoldsAtItsLastInstant) {
  Offered cluster;
  cluster.now = at_ms(1'001'000);
  cluster.decline(1, seconds(5));

  EXPECT_EQ(cluster.allocator.next_run(cluster.now), at_ms(1'007'000));
  cluster.now = at_ms(1'006'000);
  EXPECT_EQ(cluster.run(), Lines{});
}

TEST(AllocatorRuns, AFilterLastsFiveSecondsByDefaultOneIntervalAtLeastAndAYearAtMost) {
  const auto next = [](std::optional<Duration> refuse) {
    Offered cluster;
    cluster.decline(1, refuse);
    return *cluster.allocator.next_run(cluster.now);
  };

  EXPECT_EQ(next(std::nullopt), at_ms(1'006'000));
  EXPECT_EQ(next(seconds(-3)), at_ms(1'006'000));
  EXPECT_EQ(next(Duration{1}), at_ms(1'002'000));
  EXPECT_EQ(next(days(9'999)), at_ms(1'001'000) + days(365));
}

TEST(AllocatorRuns, AFilterHidesOnlyWhatIsContainedInWhatWasRefused) {
  Offered cluster;
  cluster.accept(1, "cpus:1;mem:1024", hours(1));  // Refuses cpus:3;mem:3072.
  EXPECT_EQ(cluster.wait(seconds(2)), Lines{});

  cluster.end_tasks(1);  // Now there is more.
  EXPECT_EQ(cluster.wait(seconds(1)), Lines{"1 -> 1"});
  EXPECT_EQ(cluster.offers[1][0].resources, resources("cpus:4;mem:4096"));

  cluster.accept(1, "cpus:1;mem:1024", Duration{});  // As little as was refused before.
  EXPECT_EQ(cluster.wait(seconds(2)), Lines{});
}

TEST(AllocatorRuns, AFilterHidesAnAgentFromItsOwnClientOnly) {
  Allocation cluster;
  cluster.agent(1);
  cluster.framework(1, {"a", "b"});
  EXPECT_EQ(cluster.run(), Lines{"1 -> 1 (a)"});
  cluster.decline(1, hours(1));
  EXPECT_EQ(cluster.wait(seconds(1)), Lines{"1 -> 1 (b)"});
  cluster.decline(1, hours(1));
  EXPECT_EQ(cluster.wait(seconds(1)), Lines{});
}

TEST(AllocatorRuns, WhenEverybodyHasRefusedAllNoneIsDueBeforeAFilterEnds) {
  Allocation cluster;
  for (std::uint32_t n = 1; n <= 3; ++n) cluster.agent(n);
  for (std::uint32_t n = 1; n <= 3; ++n) cluster.framework(n);
  for (int round = 0; round < 3; ++round) {
    EXPECT_EQ(cluster.wait(seconds(1)).size(), 3U);
    for (std::uint32_t n = 1; n <= 3; ++n) cluster.decline(n, hours(1));
  }

  const std::uint64_t runs = cluster.allocator.stats().runs;
  EXPECT_EQ(cluster.allocator.stats().filters, 9U);
  EXPECT_GE(*cluster.allocator.next_run(cluster.now), cluster.now + hours(1) - seconds(3));
  EXPECT_EQ(cluster.wait(minutes(59)), Lines{});
  EXPECT_EQ(cluster.allocator.stats().runs, runs);

  // A run that nobody asked for looks at nothing.
  const std::uint64_t visits = cluster.allocator.stats().visits;
  EXPECT_EQ(cluster.run(), Lines{});
  EXPECT_EQ(cluster.allocator.stats().visits, visits);
}

TEST(AllocatorRuns, ReviveDropsFiltersAndMakesARunDueAtOnce) {
  Offered cluster;
  cluster.decline(1, hours(1));
  cluster.revive(1);

  EXPECT_EQ(cluster.allocator.stats().filters, 0U);
  EXPECT_EQ(cluster.allocator.next_run(cluster.now), cluster.now);
  EXPECT_EQ(cluster.run(), Lines{"1 -> 1"});
}

TEST(AllocatorRuns, SuppressAndReviveAreByRole) {
  Allocation cluster;
  for (std::uint32_t n = 1; n <= 2; ++n) cluster.agent(n);
  cluster.framework(1, {"a", "b"});
  cluster.suppress(1, {"a", "unknown"});
  EXPECT_EQ(cluster.run(), (Lines{"1 -> 1 (b)", "2 -> 1 (b)"}));
  cluster.decline(1, hours(1));
  cluster.decline(2, hours(1));
  EXPECT_EQ(cluster.wait(seconds(2)), Lines{});
  cluster.revive(1, {"a"});
  EXPECT_EQ(cluster.run(), (Lines{"1 -> 1 (a)", "2 -> 1 (a)"}));
  EXPECT_EQ(cluster.allocator.stats().filters, 2U);
}

TEST(AllocatorRuns, ADisconnectedAgentKeepsWhatItHasAndIsNotOffered) {
  Offered cluster;
  cluster.accept(1, "cpus:1", Duration{});
  cluster.allocator.deactivate_agent(Allocation::agent_id(1));
  EXPECT_EQ(cluster.wait(seconds(5)), Lines{});
  cluster.allocator.activate_agent(Allocation::agent_id(1), cluster.now);
  EXPECT_EQ(cluster.wait(seconds(1)), Lines{"1 -> 1"});
  EXPECT_EQ(cluster.offers[1][0].resources, resources("cpus:3;mem:4096"));
}

TEST(AllocatorRuns, ADeactivatedFrameworkIsNotOfferedAndForgetsWhatItRefused) {
  Offered cluster;
  cluster.decline(1, hours(1));
  cluster.allocator.deactivate_framework(Allocation::framework_id(1));
  EXPECT_EQ(cluster.wait(hours(2)), Lines{});
  cluster.allocator.activate_framework(Allocation::framework_id(1));
  EXPECT_EQ(cluster.run(), Lines{"1 -> 1"});
}

TEST(AllocatorRuns, AShrunkAgentOffersNothingUntilEnoughHasComeBack) {
  Offered cluster;
  cluster.accept(1, "cpus:3;mem:1024", Duration{});
  cluster.allocator.update_agent(Allocation::agent_id(1), resources("cpus:2;mem:1000"),
                                 cluster.now);
  EXPECT_EQ(cluster.run(), Lines{});
  EXPECT_TRUE(cluster.allocator.free(Allocation::agent_id(1)).empty());

  cluster.end_tasks(1);
  EXPECT_EQ(cluster.allocator.free(Allocation::agent_id(1)), resources("cpus:2;mem:1000"));
  EXPECT_EQ(cluster.wait(seconds(1)), Lines{"1 -> 1"});
}

TEST(AllocatorRuns, TasksOfAReturningAgentAreHeldBeforeItIsOffered) {
  Allocation cluster;
  cluster.framework(1);
  cluster.agent(1, "cpus:4;mem:4096");
  cluster.allocator.occupy(Allocation::framework_id(1), Text("old-role"), Allocation::agent_id(1),
                           resources("cpus:3"), cluster.now);

  EXPECT_EQ(cluster.run(), Lines{"1 -> 1"});
  EXPECT_EQ(cluster.offers[1][0].resources, resources("cpus:1;mem:4096"));
  EXPECT_EQ(cluster.allocator.used(Allocation::framework_id(1)), quantities("cpus:3"));
}

TEST(AllocatorRuns, ReviveConcernsOneClientOnlyWhereOthersHaveRefusedToo) {
  Allocation cluster;
  cluster.agent(1);
  cluster.framework(1);
  cluster.framework(2);
  for (int i = 0; i < 2; ++i) {
    EXPECT_EQ(cluster.wait(seconds(1)).size(), 1U);
    cluster.decline(1, hours(1));
  }
  cluster.revive(1);
  EXPECT_EQ(cluster.run(), Lines{"1 -> 1"});
  EXPECT_EQ(cluster.allocator.stats().filters, 1U);
}

TEST(AllocatorRuns, FiltersMadeTogetherGoOneByOneWithTheirAgents) {
  Allocation cluster;
  cluster.framework(1);
  for (std::uint32_t n = 1; n <= 4; ++n) cluster.agent(n);
  cluster.run();
  for (std::uint32_t n = 1; n <= 4; ++n) cluster.decline(n, hours(1));

  cluster.allocator.remove_agent(Allocation::agent_id(1), cluster.now);
  cluster.allocator.drop_filters(Allocation::agent_id(4), cluster.now);
  cluster.allocator.remove_agent(Allocation::agent_id(2), cluster.now);
  EXPECT_EQ(cluster.allocator.stats().filters, 1U);
  EXPECT_EQ(cluster.run(), Lines{"4 -> 1"});
  EXPECT_EQ(cluster.wait(hours(2)), Lines{"3 -> 1"});
  EXPECT_EQ(cluster.allocator.stats().filters, 0U);
}

TEST(AllocatorRuns, AFrameworkThatLeavesARoleForgetsWhatItRefusedThere) {
  Offered cluster;
  const auto join = [&](const char* role) {
    cluster.allocator.update_framework(
        {.framework = Allocation::framework_id(1), .roles = Allocation::texts({role})});
  };
  cluster.decline(1, hours(1));
  join("other");
  EXPECT_EQ(cluster.run(), Lines{"1 -> 1 (other)"});
  cluster.decline(1, hours(1));
  join("*");
  EXPECT_EQ(cluster.run(), Lines{"1 -> 1"});
}

TEST(AllocatorRuns, ALateRunMakesUpForThoseThatWereMissed) {
  Offered cluster;
  cluster.decline(1, Duration{});
  cluster.now = at_ms(1'007'700);

  EXPECT_EQ(cluster.allocator.next_run(cluster.now), cluster.now);
  EXPECT_EQ(cluster.run(), Lines{"1 -> 1"});
}

TEST(AllocatorRuns, NewAndBackAtOnceIsOneRun) {
  Allocation cluster;
  cluster.framework(1, {"a"});
  cluster.agent(1, "cpus:1;mem:32;cpus(b):1");
  const auto held = resources("cpus(b):1");
  cluster.allocator.occupy(Allocation::framework_id(1), Text("b"), Allocation::agent_id(1), held,
                           cluster.now);
  cluster.allocator.release(Allocation::framework_id(1), Text("b"), Allocation::agent_id(1), held,
                            cluster.now);

  EXPECT_EQ(cluster.run(), Lines{"1 -> 1 (a)"});
  EXPECT_EQ(cluster.allocator.next_run(cluster.now), std::nullopt);
}

TEST(AllocatorRunsDeathTest, GivingBackMoreThanIsHeldIsABug) {
  Offered cluster;
  EXPECT_DEATH(cluster.allocator.release(Allocation::framework_id(1), Text("*"),
                                         Allocation::agent_id(1), resources("cpus:5"), cluster.now),
               "contains");
}

TEST(AllocatorRunsDeathTest, AnAgentIsNotRemovedWhileAnythingOfItIsHeld) {
  Offered cluster;
  EXPECT_DEATH(cluster.allocator.remove_agent(Allocation::agent_id(1), cluster.now),
               "free == record.total");
}

}  // namespace
}  // namespace meseta
