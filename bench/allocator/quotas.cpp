// W6, W10, W11: roles with quotas, of which the guarantee is the limit.
//
// Of W10 by fair shares, all clients being without anything at first: a small role takes half an
// agent, a large one two, and those that come first by name are the large ones. Each of them is
// given a whole agent, and the small ones halves. Where their number is odd a half is left, which
// goes to a large role: it takes three offers instead of two. So of 25 small and 5 large roles
// there are 36 offers, of 250 and 50 there are 350.
#include <algorithm>
#include <string>
#include <utility>

#include "bench/allocator/cluster.hpp"
#include "engine/base/check.hpp"

namespace meseta::bench {

namespace {

constexpr Goal kGoal{.ratio_min = 20};
constexpr const char* kPolicies[] = {"drf", "random"};

QuotaConfig quota(const Text& role, const Amounts& amount) {
  std::vector<Quantities::Amount> list;
  amounts(amount).scalars().for_each([&](const ResourceName& name, Quantity quantity) {
    list.push_back({name, quantity});
  });
  return {.role = role, .guarantees = list, .limits = list};
}

// Before there are agents to guarantee anything with.
void set_quotas(Cluster& cluster, const std::vector<QuotaConfig>& configs) {
  for (std::size_t begin = 0; begin < configs.size(); begin += kQuotaConfigsMax) {
    const std::size_t end = std::min(configs.size(), begin + kQuotaConfigsMax);
    const std::vector<QuotaConfig> part(configs.begin() + std::ptrdiff_t(begin),
                                        configs.begin() + std::ptrdiff_t(end));
    CHECK(cluster.allocator.set_quotas(part, true, cluster.now).has_value());
  }
}

void check_filled(const Cluster& cluster, const std::vector<QuotaConfig>& configs) {
  for (const QuotaConfig& config : configs) {
    CHECK(cluster.allocator.quotas().need(config.role).empty());
  }
}

std::string numbered(const char* prefix, std::uint32_t n) { return prefix + std::to_string(n); }

void add_agents(Cluster& cluster, std::uint32_t count) {
  const Resources total = amounts({.cpus = 2, .mem = 2048, .disk = 2048});
  for (std::uint32_t i = 0; i < count; ++i) {
    cluster.allocator.add_agent(Cluster::agent(i), total, cluster.now);
  }
}

// A cycle that gives all there is to give, and one that gives nothing.
struct Pair {
  const char* workload;
  Size size;
  std::string full;
  std::string vain;
  Goal goal;
};

void record_cycles(Suite& suite, Cluster& cluster, const Pair& pair) {
  const Spent full = cluster.cycle();
  const std::size_t offered = cluster.offered();
  suite.record({.workload = pair.workload,
                .size = pair.size,
                .what = pair.full,
                .of = "offer",
                .count = double(offered),
                .goal = pair.goal},
               full);
  const Spent vain = cluster.cycle();
  CHECK(cluster.offered() == 0);
  suite.record({.workload = pair.workload,
                .size = pair.size,
                .what = pair.vain,
                .of = "visit",
                .count = double(cluster.visited()),
                .goal = pair.goal},
               vain);
}

void fill_cell(Suite& suite, const Size& size, const std::string& policy) {
  const std::uint32_t large = size.frameworks / 6;
  Cluster cluster(suite, Text(policy));
  std::vector<QuotaConfig> quotas;
  for (std::uint32_t i = 0; i < size.frameworks; ++i) {
    const bool is_large = i < large;
    const Text role(numbered(is_large ? "large-" : "small-", i));
    quotas.push_back(quota(role, is_large ? Amounts{.cpus = 4, .mem = 4096, .disk = 4096}
                                          : Amounts{.cpus = 1, .mem = 1024, .disk = 1024}));
    cluster.add_framework(i, role);
  }
  set_quotas(cluster, quotas);
  add_agents(cluster, size.agents);
  record_cycles(suite, cluster,
                {.workload = "W10",
                 .size = size,
                 .full = "cycle that fills the quotas, " + policy,
                 .vain = "cycle in vain, " + policy,
                 .goal = {.ratio_min = size.agents >= 300 ? 500.0 : 20.0}});
  check_filled(cluster, quotas);
  const std::uint32_t small = size.frameworks - large;
  CHECK(policy != "drf" || cluster.grants.size() == small + 2 * large + small % 2);
}

void compare_cell(Suite& suite, const Size& size, const std::string& policy, bool with_quotas) {
  const std::uint32_t roles = size.frameworks / 2;
  Cluster cluster(suite, Text(policy));
  std::vector<QuotaConfig> quotas;
  for (std::uint32_t i = 0; i < roles; ++i) {
    const Text role(numbered("role-", i));
    quotas.push_back(quota(role, {.cpus = 4, .mem = 4096, .disk = 4096}));
    cluster.add_framework(2 * i, role);
    cluster.add_framework(2 * i + 1, role);
  }
  if (with_quotas) set_quotas(cluster, quotas);
  add_agents(cluster, size.agents);
  const std::string suffix = (with_quotas ? ", quota, " : ", no quota, ") + policy;
  record_cycles(suite, cluster,
                {.workload = "W11",
                 .size = size,
                 .full = "full cycle" + suffix,
                 .vain = "cycle in vain" + suffix,
                 .goal = kGoal});
  CHECK(cluster.grants.size() == size.agents);
}

// What there is to say of all roles and frameworks. Returns how many figures that is.
std::uint64_t read_report(const Cluster& cluster, const std::vector<QuotaConfig>& quotas) {
  const Allocator& allocator = cluster.allocator;
  Quantities sum;
  std::uint64_t figures = allocator.stats().runs > 0 ? 4 : 0;
  for (std::uint32_t i = 0; i < quotas.size(); ++i) {
    const FrameworkId framework = Cluster::framework(i);
    sum += allocator.offered(framework);
    sum += allocator.used(framework);
    sum += allocator.quotas().consumed(quotas[i].role);
    const Quota* const set = allocator.quotas().find(quotas[i].role);
    figures += allocator.dominant_share(framework).whole > Quantity{} ? 1 : 0;
    figures += set != nullptr && !set->guarantee.empty() ? 2 : 0;
  }
  CHECK(!sum.empty());
  return figures + 3 * quotas.size();
}

void metrics_cell(Suite& suite, const Size& size) {
  Cluster cluster(suite);
  std::vector<QuotaConfig> quotas;
  for (std::uint32_t i = 0; i < size.frameworks; ++i) {
    quotas.push_back(quota(Text(numbered("role-", i)), {.cpus = 1, .mem = 512, .disk = 256}));
  }
  const Machine machine{.total = amounts({.cpus = 16, .mem = 2048, .disk = 1024}), .used = {}};
  const std::vector<Machine> machines(size.agents, machine);
  const auto row = [&](const char* what, const char* of, double count) {
    return Row{
        .workload = "W6", .size = size, .what = what, .of = of, .count = count, .goal = kGoal};
  };
  suite.record(row("set quotas", "quota", size.frameworks),
               timed([&] { set_quotas(cluster, quotas); }));
  suite.record(row("add frameworks", "framework", size.frameworks), timed([&] {
                 for (std::uint32_t i = 0; i < size.frameworks; ++i) {
                   cluster.add_framework(i, quotas[i].role);
                 }
               }));
  suite.record(row("add agents", "agent", size.agents),
               timed([&] { cluster.add_agents(machines, size.frameworks, {}, 4); }));
  check_filled(cluster, quotas);
  suite.digest.fold(std::uint64_t{cluster.grants.size()});
  std::uint64_t figures = 0;
  const Spent read = timed([&] { figures = read_report(cluster, quotas); });
  suite.record(row("read stats, shares and quotas of all roles", "figure", double(figures)), read);
}

}  // namespace

void report_metrics(Suite& suite) {
  for (const Size& size : suite.sizes({{10'000, 200}}, {{10'000, 200}})) metrics_cell(suite, size);
}

void fill_quotas(Suite& suite) {
  if (suite.tiny()) {
    for (const char* policy : kPolicies) fill_cell(suite, {30, 30}, policy);
    return;
  }
  for (const Size& size : suite.sizes({{30, 30}, {300, 300}, {3'000, 3'000}},
                                      {{30, 30}, {300, 300}, {3'000, 3'000}})) {
    for (const char* policy : kPolicies) fill_cell(suite, size, policy);
  }
}

void compare_quotas(Suite& suite) {
  const auto run = [&](const Size& size) {
    for (const char* policy : kPolicies) {
      compare_cell(suite, size, policy, false);
      compare_cell(suite, size, policy, true);
    }
  };
  if (suite.tiny()) return run({20, 20});
  for (const Size& size : suite.sizes({{20, 20}, {200, 200}, {2'000, 2'000}},
                                      {{20, 20}, {200, 200}, {2'000, 2'000}})) {
    run(size);
  }
}

}  // namespace meseta::bench
