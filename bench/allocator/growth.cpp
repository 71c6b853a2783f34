// How a cycle grows with the cluster, and what one agent's change costs in a large one.
#include "bench/allocator/cluster.hpp"
#include "engine/base/check.hpp"

namespace meseta::bench {

namespace {

constexpr int kCycles = 5;

// The median cycle that offers all agents.
double cycle_ms(Suite& suite, const Size& size) {
  const Text role("*");
  std::vector<Machine> machines;
  for (std::uint32_t i = 0; i < size.agents; ++i) machines.push_back(common_machine(1024));
  Cluster cluster(suite);
  cluster.add_frameworks(size.frameworks, role);
  cluster.add_agents(machines, size.frameworks, role, 1);
  std::vector<double> samples;
  for (int i = 0; i < kCycles; ++i) {
    cluster.decline(Duration{});
    const Spent spent = cluster.cycle();
    CHECK(cluster.offered() == size.agents);
    samples.push_back(double(spent.cpu_ns) / 1e6);
    suite.record({.workload = "growth",
                  .size = size,
                  .what = "cycle",
                  .of = "offer",
                  .count = double(size.agents)},
                 spent);
  }
  return median(samples);
}

void grow(Suite& suite, const char* what, const std::vector<Size>& sizes, double step) {
  std::vector<double> ms;
  ms.reserve(sizes.size());
  for (const Size& size : sizes) ms.push_back(cycle_ms(suite, size));
  for (std::size_t i = 1; i < sizes.size(); ++i) {
    suite.record({.workload = "growth",
                  .size = sizes[i],
                  .what = what,
                  .unit = "exponent",
                  .value = growth(ms[i - 1], ms[i], step)});
  }
}

// All agents are in use as a whole, each in one piece.
void fill(Cluster& cluster, const Size& size) {
  std::vector<Machine> machines;
  for (std::uint32_t i = 0; i < size.agents; ++i) {
    machines.push_back({.total = common_machine(0).total, .used = {}});
  }
  cluster.add_frameworks(size.frameworks, Text("*"));
  cluster.add_agents(machines, size.frameworks, Text("*"), 1);
  CHECK(cluster.grants.size() == size.agents);
  for (const Grant& grant : cluster.grants) {
    cluster.allocator.launch(grant.framework, grant.role, grant.agent, grant.resources);
  }
}

}  // namespace

void measure_growth(Suite& suite) {
  if (suite.tiny()) {
    grow(suite, "of a cycle with the agents", {{20, 5}, {40, 5}}, 2);
    return;
  }
  grow(suite, "of a cycle with the agents", {{1'000, 100}, {10'000, 100}, {100'000, 100}}, 10);
  grow(suite, "of a cycle with the frameworks",
       {{10'000, 10}, {10'000, 100}, {10'000, 1'000}, {10'000, 10'000}}, 10);
}

// A task ends, and its agent is offered to the next framework.
void change_one_agent(Suite& suite) {
  const Size size = suite.tiny() ? Size{20, 5} : Size{50'000, 1'000};
  const std::uint32_t changes = suite.tiny() ? 20 : 2'000;
  Cluster cluster(suite);
  fill(cluster, size);
  std::vector<Grant> held = cluster.grants;
  std::vector<double> whole_us;
  std::vector<double> run_us;
  for (std::uint32_t i = 0; i < changes; ++i) {
    // Far from one another, so that each is cold.
    Grant& grant = held[std::uint64_t{i} * 7'919 % held.size()];
    cluster.now = cluster.now + seconds(1);
    cluster.grants.clear();
    const std::int64_t since = wall_ns();
    cluster.allocator.release(grant.framework, grant.role, grant.agent, grant.resources,
                              cluster.now);
    const std::int64_t released = wall_ns();
    const Time due = cluster.allocator.next_run(cluster.now).value_or(cluster.now);
    cluster.allocator.run(due, cluster.grants);
    const std::int64_t offered = wall_ns();
    CHECK(cluster.grants.size() == 1 && cluster.grants.front().agent == grant.agent);
    cluster.now = due;
    suite.digest.fold(cluster.grants.front().framework.word());
    whole_us.push_back(double(offered - since) / 1e3);
    run_us.push_back(double(offered - released) / 1e3);
    grant = cluster.grants.front();
    cluster.allocator.launch(grant.framework, grant.role, grant.agent, grant.resources);
  }
  suite.record({.workload = "one",
                .size = size,
                .what = "release, until it is offered",
                .unit = "us",
                .value = median(whole_us),
                .goal = {.value_max = 5}});
  suite.record({.workload = "one",
                .size = size,
                .what = "of which the run",
                .unit = "us",
                .value = median(run_us)});
}

}  // namespace meseta::bench
