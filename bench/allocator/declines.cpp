// W2 and W3: every offer is declined for ever, so in each cycle an agent goes to one more
// framework, until all have refused all and the cycles look at every agent in vain.
#include <algorithm>

#include "bench/allocator/cluster.hpp"
#include "engine/base/check.hpp"

namespace meseta::bench {

namespace {

constexpr int kOfferingRounds = 3;  // Of cells that do not go on until all is refused.

struct Sums {
  Spent offering;  // Of all cycles that offered.
  Spent vain;      // Of those that did not.
  Spent declines;
  std::uint64_t offers = 0;
  std::uint64_t visits = 0;  // In vain.
  std::uint64_t vain_rounds = 0;
};

void add(Spent& sum, const Spent& spent) {
  sum.cpu_ns += spent.cpu_ns;
  sum.wall_ns += spent.wall_ns;
}

Spent divided(const Spent& sum, std::uint64_t n) {
  return {sum.cpu_ns / std::int64_t(n), sum.wall_ns / std::int64_t(n)};
}

struct Cell {
  const char* workload;
  Size size;
  Text role;
  bool whole = false;  // 2F rounds.
  Goal add_goal;
  Goal cycle_goal;
  Goal decline_goal;
};

Sums decline_rounds(Suite& suite, Cluster& cluster, const Cell& cell) {
  const auto row = [&](const char* what, const char* of, double count, Goal goal) {
    return Row{.workload = cell.workload,
               .size = cell.size,
               .what = what,
               .of = of,
               .count = count,
               .goal = goal};
  };
  const double agents = cell.size.agents;
  const std::uint32_t last_offering = cell.size.frameworks - 1;
  const std::uint32_t rounds = cell.whole ? 2 * cell.size.frameworks : kOfferingRounds;
  Sums sums;
  for (std::uint32_t round = 0; round < rounds; ++round) {
    const bool declining = !cluster.grants.empty();
    const Spent declines = cluster.decline(kForEver);
    add(sums.declines, declines);
    if (declining && round < kOfferingRounds) {
      suite.record(row("decline all for ever", "decline", agents, cell.decline_goal), declines);
    }
    const Spent cycle = cluster.cycle();
    const bool vain = round >= last_offering;
    // An agent with reservations is looked at as often as somebody gets a part of it.
    CHECK(cluster.visited() == cell.size.agents);
    CHECK(vain ? cluster.offered() == 0 : cluster.offered() >= cell.size.agents);
    add(vain ? sums.vain : sums.offering, cycle);
    sums.offers += cluster.offered();
    if (vain) {
      sums.visits += cluster.visited();
      ++sums.vain_rounds;
    } else if (round < kOfferingRounds) {
      suite.record(row("cycle", "offer", agents, cell.cycle_goal), cycle);
    }
  }
  return sums;
}

void run_cell(Suite& suite, const Cell& cell, const std::vector<Machine>& machines) {
  Cluster cluster(suite);
  cluster.add_frameworks(cell.size.frameworks, cell.role);
  const Spent added =
      timed([&] { cluster.add_agents(machines, cell.size.frameworks, cell.role, 4); });
  Row row{.workload = cell.workload,
          .size = cell.size,
          .what = "add agents",
          .of = "agent",
          .count = double(cell.size.agents),
          .goal = cell.add_goal};
  suite.record(row, added);
  const Sums sums = decline_rounds(suite, cluster, cell);
  if (sums.vain_rounds > 0) {
    row.what = "cycle, all refused";
    row.count = double(sums.visits) / double(sums.vain_rounds);
    row.goal = {.ratio_min = 20, .each_max = 100};
    suite.record(row, divided(sums.vain, sums.vain_rounds));
  }
  if (!cell.whole || cell.size.frameworks == 1) return;
  row.what = "cycles that offer, until all is refused";
  row.of = "offer";
  row.count = double(sums.offers);
  row.goal = {};
  suite.record(row, sums.offering);
  row.what = "whole: all cycles and declines";
  row.of = "offer";
  row.goal = {.ratio_min = 100};
  Spent whole = sums.offering;
  add(whole, sums.vain);
  add(whole, sums.declines);
  suite.record(row, whole);
}

std::vector<Machine> common_machines(std::uint32_t count) {
  std::vector<Machine> machines;
  for (std::uint32_t i = 0; i < count; ++i) machines.push_back(common_machine(2014));
  return machines;
}

void run_common(Suite& suite, const Size& size, bool whole) {
  run_cell(suite,
           {.workload = "W2",
            .size = size,
            .role = Text("*"),
            .whole = whole,
            .add_goal = {.ratio_min = 20},
            .cycle_goal = {.ratio_min = 50},
            .decline_goal = {.ratio_min = 20}},
           common_machines(size.agents));
}

Text label(const char* prefix, std::uint32_t n) { return Text(prefix + std::to_string(n)); }

// 8 cpus that role1 has reserved, by 11 labels that all agents share and some of this one alone.
Resources reserved_cpus(std::uint32_t agent, std::uint32_t own_labels) {
  Reservation reservation{.type = ReservationType::Dynamic, .role = Text("role1")};
  for (std::uint32_t i = 0; i < 11; ++i) {
    reservation.labels.push_back({label("key-", i), label("a-value-all-agents-share-", i)});
  }
  for (std::uint32_t i = 0; i < own_labels; ++i) {
    reservation.labels.push_back(
        {label("own-key-", i), label("a-value-of-this-agent-", agent * 2 + i)});
  }
  return Resources(Resource::of(KnownName::Cpus, Quantity::whole(8))).push_reservation(reservation);
}

Machine labelled_machine(std::uint32_t agent) {
  const Resources reserved = reserved_cpus(agent, 2) + reserved_cpus(agent, 0);
  const Machine plain = common_machine(2014);
  const Resources taken(Resource::of(KnownName::Cpus, Quantity::whole(16)));
  return {.total = plain.total - taken + reserved, .used = plain.used - taken + reserved};
}

}  // namespace

void decline_offers(Suite& suite) {
  // Until all is refused, and as long again.
  for (const Size& size :
       suite.sizes({{1'000, 1}, {1'000, 50}, {5'000, 50}, {1'000, 200}}, {{1'000, 1},
                                                                          {5'000, 1},
                                                                          {10'000, 1},
                                                                          {20'000, 1},
                                                                          {50'000, 1},
                                                                          {1'000, 50},
                                                                          {5'000, 50},
                                                                          {1'000, 200},
                                                                          {5'000, 200},
                                                                          {1'000, 1'000}})) {
    run_common(suite, size, true);
  }
  if (suite.tiny()) return;
  for (const Size& size : suite.sizes({{1'000, 1'000},
                                       {10'000, 50},
                                       {10'000, 200},
                                       {10'000, 1'000},
                                       {50'000, 50},
                                       {50'000, 200},
                                       {50'000, 1'000}},
                                      {{1'000, 100},
                                       {1'000, 500},
                                       {5'000, 100},
                                       {5'000, 500},
                                       {5'000, 1'000},
                                       {10'000, 50},
                                       {10'000, 100},
                                       {10'000, 200},
                                       {10'000, 500},
                                       {10'000, 1'000},
                                       {20'000, 50},
                                       {20'000, 100},
                                       {20'000, 200},
                                       {20'000, 500},
                                       {20'000, 1'000},
                                       {50'000, 50},
                                       {50'000, 200},
                                       {50'000, 1'000}})) {
    run_common(suite, size, false);
  }
}

void reserve_with_labels(Suite& suite) {
  for (const Size& size : suite.sizes({{10'000, 200}}, {{10'000, 200}})) {
    std::vector<Machine> machines;
    for (std::uint32_t i = 0; i < size.agents; ++i) machines.push_back(labelled_machine(i));
    run_cell(suite,
             {.workload = "W3",
              .size = size,
              .role = Text("role1"),
              .add_goal = {.ratio_min = 20},
              .cycle_goal = {.ratio_min = 20},
              .decline_goal = {.ratio_min = 20}},
             machines);
  }
}

}  // namespace meseta::bench
