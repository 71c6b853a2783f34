// What is owed against a flow: the headroom is exactly what keeps guarantees satisfiable.
#include "tests/oracles/guarantee_flow.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <array>
#include <string>
#include <vector>

#include "engine/allocator/quotas.hpp"
#include "tests/builders/resources.hpp"

namespace meseta {
namespace {

using oracles::FlowAgent;
using oracles::FlowCluster;
using oracles::FlowFramework;
using oracles::satisfiable;

TEST(GuaranteeFlow, AGuaranteeWantsAsMuchAsItSays) {
  FlowCluster cluster{{{5, {}}, {3, {}}}, {{"a", {0, 1}}}, {{"a", {8, {}}}}};
  EXPECT_TRUE(satisfiable(cluster));
  cluster.quotas["a"].guarantee = 9;
  EXPECT_FALSE(satisfiable(cluster));
  cluster.agents[0].reserved["a/b"] = 1;
  EXPECT_TRUE(satisfiable(cluster));
}

TEST(GuaranteeFlow, ItMattersWhoMayUseWhichAgent) {
  // Either may have 5, but what only b can use is what a shall leave.
  FlowCluster cluster{
      {{5, {}}, {5, {}}}, {{"a", {0}}, {"b", {0, 1}}}, {{"a", {3, {}}}, {"b", {7, {}}}}};
  EXPECT_TRUE(satisfiable(cluster));
  cluster.quotas["a"].guarantee = 4;
  EXPECT_FALSE(satisfiable(cluster));
}

TEST(GuaranteeFlow, AChildCountsForItsParentButNotForItsSibling) {
  FlowCluster cluster{{{6, {}}, {4, {}}},
                      {{"a/b", {0}}, {"a/c", {1}}},
                      {{"a", {10, {}}}, {"a/b", {2, {}}}, {"a/c", {3, {}}}}};
  EXPECT_TRUE(satisfiable(cluster));
  cluster.quotas["a/c"].guarantee = 5;
  EXPECT_FALSE(satisfiable(cluster));
}

TEST(GuaranteeFlow, WhatIsReservedForOneRoleDoesNotServeAnother) {
  FlowCluster cluster{
      {{2, {{"a", 8}}}}, {{"a", {0}}, {"b", {0}}}, {{"a", {8, {}}}, {"b", {2, {}}}}};
  EXPECT_TRUE(satisfiable(cluster));
  cluster.quotas["b"].guarantee = 3;
  EXPECT_FALSE(satisfiable(cluster));
}

TEST(GuaranteeFlow, LimitsBoundWhatPassesAndReservationsUseThemUp) {
  FlowCluster cluster{
      {{20, {{"a/c", 3}}}}, {{"a/b", {0}}, {"a/c", {0}}}, {{"a", {0, 8}}, {"a/b", {5, {}}}}};
  EXPECT_TRUE(satisfiable(cluster));
  cluster.quotas["a"].limit = 7;
  EXPECT_FALSE(satisfiable(cluster));
}

constexpr std::array<const char*, 8> kRoles{"a", "a/b", "a/b/c", "a/b/d", "a/e", "f", "f/g", "h"};

bool at_or_below(const std::string& role, const std::string& above) {
  return (role + "/").rfind(above + "/", 0) == 0;
}

// Each role has a framework that may use each agent in `percent` of all cases, and no limit.
FlowCluster any_cluster(int percent) {
  const auto amount = rc::gen::inRange<std::int64_t>(0, 9);
  FlowCluster cluster;
  for (int i = *rc::gen::inRange(1, 6); i > 0; --i) {
    FlowAgent agent{*amount, {}};
    if (*rc::gen::inRange(0, 3) == 0) agent.reserved[*rc::gen::elementOf(kRoles)] = *amount;
    cluster.agents.push_back(agent);
  }
  for (const char* const role : kRoles) {
    FlowFramework framework{role, {}};
    for (std::size_t i = 0; i < cluster.agents.size(); ++i) {
      if (*rc::gen::inRange(0, 100) < percent) framework.agents.push_back(i);
    }
    cluster.frameworks.push_back(framework);
    if (*rc::gen::inRange(0, 3) > 0) cluster.quotas[role] = {*amount, {}};
  }
  return cluster;
}

Quotas quotas_of(const FlowCluster& cluster) {
  const auto cpus = [](std::int64_t milli) {
    return Quantities{{KnownName::Cpus, Quantity{milli}}};
  };
  Quotas quotas;
  for (const auto& [role, quota] : cluster.quotas) {
    quotas.set(Text(role), {cpus(quota.guarantee), {}});
  }
  for (const FlowAgent& agent : cluster.agents) {
    for (const auto& [role, amount] : agent.reserved) quotas.reserve(Text(role), cpus(amount));
  }
  return quotas;
}

std::int64_t cpus_of(const Quantities& quantities) { return quantities.get(KnownName::Cpus).milli; }

std::int64_t unreserved(const FlowCluster& cluster) {
  std::int64_t sum = 0;
  for (const FlowAgent& agent : cluster.agents) sum += agent.unreserved;
  return sum;
}

// Of agents that some framework at or below the role may use.
std::int64_t within_reach(const FlowCluster& cluster, const std::string& role) {
  std::int64_t sum = 0;
  for (std::size_t agent = 0; agent < cluster.agents.size(); ++agent) {
    bool reached = false;
    for (const FlowFramework& framework : cluster.frameworks) {
      for (const std::size_t used : framework.agents) {
        reached = reached || (used == agent && at_or_below(framework.role, role));
      }
    }
    if (reached) sum += cluster.agents[agent].unreserved;
  }
  return sum;
}

// Where everybody may use everything, the sum over top-level roles says it all.
RC_GTEST_PROP(GuaranteeFlowProperty, WhatIsOwedIsTheLeastThatSatisfiesAllGuarantees, ()) {
  const FlowCluster cluster = any_cluster(100);
  const std::int64_t owed = cpus_of(quotas_of(cluster).owed());
  RC_CLASSIFY(satisfiable(cluster), "satisfiable");
  RC_ASSERT(satisfiable(cluster) == (owed <= unreserved(cluster)));
}

// Where not, it is still necessary: for the whole, and for each role with what is within its reach.
RC_GTEST_PROP(GuaranteeFlowProperty, NoNeedExceedsWhatIsWithinReachIfGuaranteesAreSatisfiable, ()) {
  const FlowCluster cluster = any_cluster(70);
  const Quotas quotas = quotas_of(cluster);
  RC_CLASSIFY(satisfiable(cluster), "satisfiable");
  if (!satisfiable(cluster)) return;
  RC_ASSERT(cpus_of(quotas.owed()) <= unreserved(cluster));
  for (const char* const role : kRoles) {
    RC_ASSERT(cpus_of(quotas.need(Text(role))) <= within_reach(cluster, role));
  }
}

// A grant that uses up headroom in full leaves satisfiable what was; one that does not, costs the
// difference: that is what may not be given away below the headroom.
RC_GTEST_PROP(GuaranteeFlowProperty, AGrantKeepsGuaranteesSatisfiableIfTheRestHoldsWhatIsOwed, ()) {
  FlowCluster cluster = any_cluster(100);
  Quotas quotas = quotas_of(cluster);
  const std::string role = *rc::gen::elementOf(kRoles);
  const auto agent = *rc::gen::inRange<std::size_t>(0, cluster.agents.size());
  const auto grant = *rc::gen::inRange<std::int64_t>(0, cluster.agents[agent].unreserved + 1);
  const Quantities granted{{KnownName::Cpus, Quantity{grant}}};
  const std::int64_t left =
      cpus_of(quotas.owed()) - cpus_of(quotas.headroom_used(quotas.hold(Text(role)), granted));

  // What is allocated for good counts as what is reserved does.
  cluster.agents[agent].unreserved -= grant;
  cluster.agents[agent].reserved[role] += grant;
  RC_CLASSIFY(satisfiable(cluster), "satisfiable");
  RC_ASSERT(satisfiable(cluster) == (left <= unreserved(cluster)));
}

}  // namespace
}  // namespace meseta
