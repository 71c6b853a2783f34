// W1: agents, half in use, are added, their other half is offered; then each lends 10 cpus more,
// which are offered too.
//
// Mesos lets events gather while a run is going on and made a handful of runs; ours are spread the
// same, and once more with a run after each event.
#include "bench/allocator/cluster.hpp"
#include "engine/base/check.hpp"

namespace meseta::bench {

namespace {

constexpr std::uint32_t kRuns = 4;
constexpr Goal kGoal{.ratio_min = 30};

Machine half_used() {
  return {
      .total = amounts({.cpus = 2, .mem = 1024, .disk = 4096}) + all_ports(),
      .used = amounts({.cpus = 1, .mem = 128, .disk = 1024}) +
              ports({{31'126, 31'510}, {31'512, 31'623}, {31'810, 31'852}, {31'854, 31'964}}),
  };
}

Resource lent() {
  Resource resource = Resource::of(KnownName::Cpus, Quantity::whole(10));
  resource.revocable = true;
  return resource;
}

void run_cell(Suite& suite, const Size& size, bool run_each) {
  const Text role("*");
  std::vector<Machine> machines;
  std::vector<Resources> enlarged;
  for (std::uint32_t i = 0; i < size.agents; ++i) {
    machines.push_back(half_used());
    enlarged.push_back(half_used().total + Resources(lent()));
  }
  Cluster cluster(suite);
  const Spent frameworks = timed([&] { cluster.add_frameworks(size.frameworks, role); });
  const std::uint32_t runs = run_each ? size.agents : kRuns;
  const Spent added = timed([&] { cluster.add_agents(machines, size.frameworks, role, runs); });
  CHECK(cluster.grants.size() == size.agents);
  const Spent lending = timed([&] {
    for (std::uint32_t i = 0; i < size.agents; ++i) {
      cluster.allocator.update_agent(Cluster::agent(i), enlarged[i], cluster.now);
      if ((i + 1) % (size.agents / runs) == 0) cluster.run();
    }
    cluster.run();
  });
  CHECK(cluster.grants.size() == 2 * size.agents);
  cluster.cycle();
  CHECK(cluster.offered() == 0);

  const double agents = size.agents;
  if (run_each) {
    suite.record({.workload = "W1",
                  .size = size,
                  .what = "add agents, a run for each",
                  .of = "agent",
                  .count = agents},
                 added);
    suite.record({.workload = "W1",
                  .size = size,
                  .what = "lend 10 cpus more, a run for each",
                  .of = "agent",
                  .count = agents},
                 lending);
    return;
  }
  suite.record({.workload = "W1",
                .size = size,
                .what = "add frameworks",
                .of = "framework",
                .count = double(size.frameworks),
                .goal = kGoal},
               frameworks);
  suite.record({.workload = "W1",
                .size = size,
                .what = "add agents",
                .of = "agent",
                .count = agents,
                .goal = kGoal},
               added);
  suite.record({.workload = "W1",
                .size = size,
                .what = "lend 10 cpus more",
                .of = "agent",
                .count = agents,
                .goal = kGoal},
               lending);
}

}  // namespace

void add_and_update_agents(Suite& suite) {
  for (const Size& size : suite.sizes(
           {{1'000, 50},
            {1'000, 200},
            {1'000, 1'000},
            {10'000, 200},
            {10'000, 1'000},
            {50'000, 200},
            {50'000, 1'000}},
           {{1'000, 1},     {1'000, 50},    {1'000, 100},    {1'000, 200},    {1'000, 500},
            {1'000, 1'000}, {5'000, 1},     {5'000, 50},     {5'000, 100},    {5'000, 200},
            {5'000, 500},   {5'000, 1'000}, {10'000, 1},     {10'000, 50},    {10'000, 100},
            {10'000, 200},  {10'000, 500},  {10'000, 1'000}, {20'000, 1},     {20'000, 50},
            {20'000, 100},  {20'000, 200},  {20'000, 500},   {20'000, 1'000}, {50'000, 1},
            {50'000, 50},   {50'000, 100},  {50'000, 200},   {50'000, 500},   {50'000, 1'000}})) {
    run_cell(suite, size, false);
  }
  for (const Size& size : suite.sizes({{10'000, 200}}, {{10'000, 200}, {10'000, 1'000}})) {
    run_cell(suite, size, true);
  }
}

}  // namespace meseta::bench
