// What is refused changes nothing, and what an operator may say is bounded.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "tests/builders/allocation.hpp"

namespace meseta {
namespace {

using Amounts = std::vector<Quantities::Amount>;
using Configs = std::vector<QuotaConfig>;
using Lines = Allocation::Lines;
using testing::HasSubstr;

Amounts cpus(std::int64_t whole) { return {{KnownName::Cpus, Quantity::whole(whole)}}; }

// Four agents, 16 cpus; org is guaranteed 6 of them and may have 8; it uses 4 of a1.
struct Cluster : Allocation {
  Cluster() {
    framework(1, {"org/team"});
    for (std::uint32_t n = 1; n <= 4; ++n) agent(n);
    EXPECT_EQ(refusal(allocator.set_quotas({{Text("org"), cpus(6), cpus(8)}}, false, now)), "");
    EXPECT_EQ(run().size(), 4U);
    accept(1, "cpus:4;mem:4096");
    for (std::uint32_t n = 2; n <= 4; ++n) decline(n, Duration{});
    framework(2, {"shop"});
  }

  // Everybody refuses all that is free.
  void settle() {
    do {
      for (std::uint32_t n = 1; n <= 4; ++n) decline(n, hours(2));
    } while (!wait(seconds(1)).empty());
  }

  // What is offered from here on, and what is owed.
  Lines future() {
    Lines lines = wait(Duration{});
    for (std::uint32_t n = 1; n <= 4; ++n) decline(n, Duration{});
    for (std::string& line : wait(seconds(2))) lines.push_back(std::move(line));
    for (const auto& [n, granted] : offers) {
      for (const Grant& grant : granted) lines.push_back(to_string(grant.resources));
    }
    lines.push_back(to_string(allocator.quotas().owed()));
    return lines;
  }
};

struct Refused {
  Configs configs;
  std::string reason;  // A part of it, with the field.
};

std::vector<Refused> refused_lists() {
  const QuotaConfig good{Text("shop"), cpus(1), cpus(2)};
  return {
      {{good, {Text("org//x"), cpus(1), {}}}, "quota, role: role 'org//x'"},
      {{good, {Text("*"), cpus(1), {}}}, "quota, role: '*'"},
      {{good, good}, "quota, role: 'shop' occurs twice"},
      {{good, {Text("dev"), {{KnownName::Ports, Quantity::whole(1)}}, {}}},
       "quota of role 'dev', guarantees: 'ports'"},
      {{good, {Text("dev"), {}, {{KnownName::Cpus, Quantity{-1}}}}},
       "quota of role 'dev', limits: cpus is -1"},
      {{good, {Text("dev"), cpus(3), cpus(2)}}, "quota of role 'dev', guarantees: cpus:3"},
      {{good, {Text("org/team"), cpus(7), {}}}, "quota of role 'org/team', guarantees: cpus:7"},
      {{good, {Text("org"), cpus(2), cpus(3)}}, "quota of role 'org', limits: consumed cpus:4"},
      {{good, {Text("dev"), cpus(10), {}}}, "in sum cpus:17 is more than the capacity, 16"},
      {Configs(kQuotaConfigsMax + 1, good), "1025 quotas are too many"},
  };
}

TEST(SetQuotas, ARefusedListNamesItsFieldAndChangesNoOfferAfterwards) {
  for (const Refused& refused : refused_lists()) {
    SCOPED_TRACE(refused.reason);
    Cluster asked;
    Cluster twin;
    const auto done = asked.allocator.set_quotas(refused.configs, false, asked.now);
    EXPECT_THAT(refusal(done), HasSubstr(refused.reason));
    EXPECT_EQ(asked.allocator.next_run(asked.now), twin.allocator.next_run(twin.now));
    EXPECT_EQ(asked.allocator.quotas().find(Text("shop")), nullptr);
    EXPECT_EQ(asked.future(), twin.future());
  }
}

TEST(SetQuotas, ARefusedListMakesNoRunDue) {
  Cluster cluster;
  cluster.settle();
  EXPECT_NE(cluster.allocator.next_run(cluster.now), cluster.now);
  EXPECT_NE(refusal(cluster.allocator.set_quotas({{Text("*"), {}, {}}}, true, cluster.now)), "");
  EXPECT_NE(cluster.allocator.next_run(cluster.now), cluster.now);
}

TEST(SetQuotas, AListThatIsSetChangesOffersAtOnce) {
  Cluster cluster;
  Cluster twin;
  const Configs configs{{Text("shop"), {}, cpus(1)}};
  EXPECT_EQ(refusal(cluster.allocator.set_quotas(configs, false, cluster.now)), "");
  EXPECT_NE(cluster.future(), twin.future());

  twin.settle();
  EXPECT_EQ(refusal(twin.allocator.set_quotas(configs, false, twin.now)), "");
  EXPECT_EQ(twin.allocator.next_run(twin.now), twin.now);
}

TEST(SetQuotas, ForcePassesWhatIsConsumedAndTheCapacityButNothingElse) {
  for (const Refused& refused : refused_lists()) {
    SCOPED_TRACE(refused.reason);
    Cluster cluster;
    const bool forcible = refused.reason.find("consumed") != std::string::npos ||
                          refused.reason.find("capacity") != std::string::npos;
    EXPECT_EQ(cluster.allocator.set_quotas(refused.configs, true, cluster.now).has_value(),
              forcible);
  }
}

TEST(AllocatorOptionsBounds, TheGreatestOfferIsReadUpToTheGreatestAmount) {
  EXPECT_EQ(parse_max_offer(""), Limits());
  EXPECT_EQ(parse_max_offer("cpus:0.001"), (Limits{{KnownName::Cpus, Quantity{1}}}));
  EXPECT_EQ(parse_max_offer("cpus:4503599627370.496"), (Limits{{KnownName::Cpus, kQuantityMax}}));
  EXPECT_THAT(refusal(parse_max_offer("cpus:4503599627370.497")), HasSubstr("column 6"));
  EXPECT_THAT(refusal(parse_max_offer("cpus")), HasSubstr("column 5"));
  EXPECT_THAT(refusal(parse_max_offer("cpus:4;mem:-1")), HasSubstr("column 12"));
}

TEST(AllocatorOptionsBounds, TheIntervalIsMoreThanNothingAndAtMostAnHour) {
  Allocator shortest({.interval = nanoseconds(1)});
  Allocator longest({.interval = hours(1)});
  EXPECT_EQ(shortest.next_run(Time{}), longest.next_run(Time{}));
}

TEST(AllocatorOptionsBoundsDeathTest, AnotherIntervalIsABug) {
  EXPECT_DEATH(Allocator({.interval = Duration{}}), "interval");
  EXPECT_DEATH(Allocator({.interval = hours(1) + nanoseconds(1)}), "interval");
}

TEST(AllocatorOptionsBounds, TheBatchIsAtMostASecond) {
  Allocator none({.batch = Duration{}});
  Allocator longest({.batch = kAllocationBatchMax});
  EXPECT_EQ(none.next_run(Time{}), longest.next_run(Time{}));
}

TEST(AllocatorOptionsBoundsDeathTest, AnotherBatchIsABug) {
  EXPECT_DEATH(Allocator({.batch = nanoseconds(-1)}), "batch");
  EXPECT_DEATH(Allocator({.batch = kAllocationBatchMax + nanoseconds(1)}), "batch");
}

TEST(AllocatorOptionsBounds, WeightsReachFromTheLeastToTheGreatest) {
  Allocation cluster({.batch = std::nullopt,
                      .weights = {{Text("a"), kWeightMilliMin}, {Text("b"), kWeightMilliMax}}});
  cluster.framework(1, {"a"});
  cluster.framework(2, {"b"});
  for (std::uint32_t n = 1; n <= 4; ++n) cluster.agent(n);
  EXPECT_EQ(cluster.run(), (Lines{"1 -> 1 (a)", "2 -> 2 (b)", "3 -> 2 (b)", "4 -> 2 (b)"}));
}

TEST(AllocatorOptionsBoundsDeathTest, AnotherWeightIsABug) {
  EXPECT_DEATH(Allocator({.weights = {{Text("a"), kWeightMilliMin - 1}}}), "weight_milli");
  EXPECT_DEATH(Allocator({.weights = {{Text("a"), kWeightMilliMax + 1}}}), "weight_milli");
}

}  // namespace
}  // namespace meseta
