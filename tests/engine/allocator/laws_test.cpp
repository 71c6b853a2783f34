// The laws of allocation, held against random histories: see law_cluster.hpp.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "tests/builders/resources.hpp"
#include "tests/engine/allocator/allocator_pair.hpp"
#include "tests/engine/allocator/law_cluster.hpp"

namespace meseta {
namespace {

// What may be named otherwise, in the same order. Amounts are multiples of what the smallest offer
// is: no crumbs are lost to the pool.
struct World {
  std::array<const char*, 6> roles{"a", "a/b", "a/b/c", "e", "f", "g"};
  std::array<const char*, 6> totals{"cpus:4;mem:1024",
                                    "cpus:2;mem:4096",
                                    "cpus:8;mem:512;gpus:2",
                                    "cpus:1;mem:128;cpus(a):2;mem(a):256",
                                    "cpus:3;mem:64;cpus(e):1;cpus(a/b):1.5",
                                    "cpus:6;mem:2048"};
  std::string framework = "framework-";
  std::int64_t unit = 1000;  // Of weight.
};

constexpr std::array<const char*, 4> kDemands{"cpus:1;mem:64", "cpus:0.5;mem:512", "cpus:2;mem:128",
                                              "mem:64"};
constexpr std::array<Duration, 3> kRefuse{Duration{}, seconds(1), seconds(5)};
constexpr std::array<Duration, 5> kTimes{milliseconds(1), milliseconds(20), milliseconds(400),
                                         seconds(1), seconds(6)};
constexpr std::array<std::pair<const char*, const char*>, 6> kQuotas{{{"", ""},
                                                                      {"cpus:2", ""},
                                                                      {"cpus:3;mem:320", "cpus:4"},
                                                                      {"", "cpus:1;mem:128"},
                                                                      {"cpus:1", "cpus:2"},
                                                                      {"mem:1024", "mem:2048"}}};

template <class Table>
auto pick(const Table& table, std::uint32_t n) {
  return table[n % table.size()];
}

Limits limits(const std::string& text) {
  Limits limits;
  quantities(text).for_each(
      [&](const ResourceName& name, Quantity amount) { limits.set(name, amount); });
  return limits;
}

// The n-th of those held that are offers, or that are not.
std::optional<std::size_t> held(const LawCluster& cluster, bool offered, std::uint32_t n) {
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < cluster.held().size(); ++i) {
    if (cluster.held()[i].offered == offered) found.push_back(i);
  }
  if (found.empty()) return std::nullopt;
  return pick(found, n);
}

void answer(LawCluster& cluster, const Step& step) {
  const auto i = held(cluster, true, step.a);
  if (!i) return;
  const auto& offer = cluster.held()[*i];
  Resources task = resources(pick(kDemands, offer.client.framework));
  if (step.b % 3 == 0 || !offer.resources.contains(task)) task = {};
  cluster.accept(*i, task, pick(kRefuse, step.c));
}

void apply(LawCluster& cluster, const Step& step, const World& world, bool quotas) {
  const std::uint32_t framework = step.a % 6 + 1;
  switch (step.verb % 16) {
    case 0:
    case 1:
      return cluster.agent(step.a % 4 + 1, resources(pick(world.totals, step.b)));
    case 2:
      return cluster.switch_agent(step.a % 4 + 1, step.b % 3 != 0);
    case 3:
    case 4:
      return cluster.framework(framework, {pick(world.roles, step.b), pick(world.roles, step.c)},
                               world.framework + std::to_string(framework));
    case 5:
      return step.b % 3 == 0 ? cluster.suppress(framework) : cluster.revive(framework);
    case 6:
    case 7:
      if (!quotas) return;
      return cluster.quota(pick(world.roles, step.a), quantities(pick(kQuotas, step.b).first),
                           limits(pick(kQuotas, step.b).second));
    case 8:
      if (const auto i = held(cluster, true, step.a)) cluster.rescind(*i);
      return;
    case 9:
      if (const auto i = held(cluster, false, step.a)) cluster.release(*i);
      return;
    case 10:
    case 11:
    case 12:
      return answer(cluster, step);
    default:
      return cluster.advance(pick(kTimes, step.a));
  }
}

std::vector<Step> any_steps() {
  const auto number = rc::gen::inRange<std::uint32_t>(0, 60);
  return *rc::gen::scale(3, rc::gen::container<std::vector<Step>>(rc::gen::construct<Step>(
                                rc::gen::inRange<std::uint32_t>(0, 16), number, number, number)));
}

// The siblings of the top level weigh 2 to 1/2 to 1 to 1.
std::vector<RoleWeightMilli> weights(const World& world) {
  return {{Text(world.roles[0]), world.unit * 2},
          {Text(world.roles[3]), world.unit / 2},
          {Text(world.roles[4]), world.unit},
          {Text(world.roles[5]), world.unit}};
}

void lead(LawCluster& cluster, const std::vector<Step>& steps, const World& world, bool quotas) {
  cluster.agent(1, resources("cpus:4;mem:1024"));
  cluster.agent(2, resources("cpus:2;mem:2048"));
  for (const Step& step : steps) {
    apply(cluster, step, world, quotas);
    cluster.check_books();
    if (!cluster.broken().empty()) RC_FAIL(cluster.broken());
  }
  cluster.advance(seconds(12));
  if (!cluster.broken().empty()) RC_FAIL(cluster.broken());
}

void hold(AllocatorOptions options, bool quotas) {
  const World world;
  options.weights = weights(world);
  LawCluster cluster(options);
  lead(cluster, any_steps(), world, quotas);
}

// The same history in two worlds gives the same offers.
void compare(const World& one, const World& other) {
  const std::vector<Step> steps = any_steps();
  LawCluster first({.weights = weights(one)});
  LawCluster second({.weights = weights(other)});
  lead(first, steps, one, true);
  lead(second, steps, other, true);
  RC_ASSERT(first.runs.size() == second.runs.size());
  for (std::size_t run = 0; run < first.runs.size(); ++run) {
    RC_ASSERT(first.runs[run].size() == second.runs[run].size());
    for (std::size_t i = 0; i < first.runs[run].size(); ++i) {
      const LawCluster::Held& a = first.runs[run][i];
      const LawCluster::Held& b = second.runs[run][i];
      const auto role = std::find(one.roles.begin(), one.roles.end(), a.client.role);
      const std::string renamed = other.roles[static_cast<std::size_t>(role - one.roles.begin())];
      if (a.agent == b.agent && a.client.framework == b.client.framework &&
          renamed == b.client.role && a.resources.scalars() == b.resources.scalars()) {
        continue;
      }
      RC_FAIL("offer " + std::to_string(i) + " of run " + std::to_string(run) + ", agent " +
              std::to_string(a.agent) + ", is one to framework " +
              std::to_string(a.client.framework) + " in " + a.client.role +
              " or one to framework " + std::to_string(b.client.framework) + " in " +
              b.client.role + ", as names and weights have it that ought not to matter");
    }
  }
}

RC_GTEST_PROP(AllocatorLaws, HoldForWholeAgents, ()) { hold({}, false); }

RC_GTEST_PROP(AllocatorLaws, HoldWhereWhatComesFreeWaitsForTheInterval, ()) {
  hold({.batch = std::nullopt, .smallest_offers = {}}, false);
}

RC_GTEST_PROP(AllocatorLaws, HoldForPartsOfAgents, ()) {
  hold({.max_offer = limits("cpus:1;mem:256")}, false);
}

RC_GTEST_PROP(AllocatorLaws, HoldWithQuotas, ()) { hold({}, true); }

RC_GTEST_PROP(AllocatorLaws, HoldWithQuotasForPartsOfAgents, ()) {
  hold({.max_offer = limits("cpus:2")}, true);
}

RC_GTEST_PROP(AllocatorLaws, NamesMatterByTheirOrderOnly, ()) {
  compare({}, {.roles = {"k", "k/b", "k/b/z", "m", "n", "zz"},
               .totals = {"cpus:4;mem:1024", "cpus:2;mem:4096", "cpus:8;mem:512;gpus:2",
                          "cpus:1;mem:128;cpus(k):2;mem(k):256",
                          "cpus:3;mem:64;cpus(m):1;cpus(k/b):1.5", "cpus:6;mem:2048"},
               .framework = "x"});
}

RC_GTEST_PROP(AllocatorLaws, WeightsOfSiblingsMatterByTheirRatiosOnly, ()) {
  compare({}, {.unit = *rc::gen::element<std::int64_t>(2, 4, 1002, kWeightMilliMax / 2)});
}

}  // namespace
}  // namespace meseta
