// W4, W5, W7: frameworks that want no offers, and frameworks that ask for them.
#include "bench/allocator/cluster.hpp"
#include "engine/base/check.hpp"

namespace meseta::bench {

namespace {

constexpr int kRounds = 5;
constexpr Goal kGoal{.ratio_min = 20};
constexpr Goal kReviveGoal{.ratio_min = 500};

void add_common(Suite& suite, Cluster& cluster, const Size& size) {
  const Text role("*");
  std::vector<Machine> machines;
  for (std::uint32_t i = 0; i < size.agents; ++i) machines.push_back(common_machine(1024));
  cluster.add_frameworks(size.frameworks, role);
  cluster.add_agents(machines, size.frameworks, role, suite.tiny() ? 1 : 4);
}

void suppress(Cluster& cluster, std::uint32_t from, std::uint32_t to) {
  for (std::uint32_t i = from; i < to; ++i) cluster.allocator.suppress(Cluster::framework(i), {});
}

}  // namespace

void suppress_offers(Suite& suite) {
  for (const Size& size :
       suite.sizes({{10'000, 200}, {10'000, 1'000}}, {{10'000, 200}, {10'000, 1'000}})) {
    Cluster cluster(suite);
    add_common(suite, cluster, size);
    const auto share = [&](std::uint32_t fifths) { return size.frameworks * fifths / kRounds; };
    for (std::uint32_t round = 0; round < kRounds; ++round) {
      cluster.decline(Duration{});
      suppress(cluster, share(round), share(round + 1));
      const Spent cycle = cluster.cycle();
      const bool all = round + 1 == kRounds;
      CHECK(cluster.offered() == (all ? 0 : size.agents));
      suite.record({.workload = "W4",
                    .size = size,
                    .what = "cycle, " + std::to_string(share(round + 1)) + " suppressed",
                    .of = "agent",
                    .count = double(size.agents),
                    .goal = kGoal},
                   cycle);
    }
  }
}

void suppress_nearly_all(Suite& suite) {
  for (const Size& size :
       suite.sizes({{10'000, 200}, {10'000, 1'000}}, {{10'000, 200}, {10'000, 1'000}})) {
    Cluster cluster(suite);
    add_common(suite, cluster, size);
    const std::uint32_t suppressed = size.frameworks * 99 / 100;
    suppress(cluster, 0, suppressed);
    for (int round = 0; round < kRounds; ++round) {
      cluster.decline(Duration{});
      const Spent cycle = cluster.cycle();
      CHECK(cluster.offered() == size.agents);
      suite.record({.workload = "W5",
                    .size = size,
                    .what = "cycle, " + std::to_string(suppressed) + " suppressed",
                    .of = "agent",
                    .count = double(size.agents),
                    .goal = kGoal},
                   cycle);
    }
  }
}

void revive_backlog(Suite& suite) {
  const Text role("*");
  for (const Size& size :
       suite.sizes({{10'000, 200}, {10'000, 1'000}}, {{10'000, 200}, {10'000, 1'000}})) {
    std::vector<Machine> machines;
    for (std::uint32_t i = 0; i < size.agents; ++i) {
      machines.push_back({.total = common_machine(0).total, .used = {}});
    }
    Cluster cluster(suite);
    const auto row = [&](const char* what, const char* of, std::uint32_t count, Goal goal) {
      return Row{.workload = "W7",
                 .size = size,
                 .what = what,
                 .of = of,
                 .count = double(count),
                 .goal = goal};
    };
    suite.record(row("add frameworks", "framework", size.frameworks, kGoal),
                 timed([&] { cluster.add_frameworks(size.frameworks, role); }));
    suite.record(row("add agents", "agent", size.agents, kGoal),
                 timed([&] { cluster.add_agents(machines, size.frameworks, role, 4); }));
    CHECK(cluster.grants.size() == size.agents);

    const auto revive_all = [&](bool run_each) {
      return timed([&] {
        for (std::uint32_t i = 0; i < size.frameworks; ++i) {
          cluster.allocator.revive(Cluster::framework(i), {});
          if (run_each) cluster.run();
        }
        cluster.run();
      });
    };
    suite.record(row("revive all", "revive", size.frameworks, kReviveGoal), revive_all(false));
    suite.record(row("revive all, a run for each", "revive", size.frameworks, kReviveGoal),
                 revive_all(true));
    CHECK(cluster.grants.size() == size.agents);

    // Mesos looks at all agents although nothing is left on them; so that something is, and has
    // been refused, each agent's offer is declined once.
    cluster.decline(kForEver);
    suite.record(row("revive all after declines, a run for each", "revive", size.frameworks, {}),
                 revive_all(true));
    CHECK(cluster.grants.size() == size.agents);
  }
}

}  // namespace meseta::bench
