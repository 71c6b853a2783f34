// What the allocator holds in memory: the growth of what malloc has handed out (mallinfo2), which
// counts its headers and the room that vectors keep. Elsewhere than with glibc's malloc, 0.
#include <malloc.h>

#include "bench/allocator/cluster.hpp"
#include "engine/base/check.hpp"

namespace meseta::bench {

namespace {

double bytes_in_use() {
  const struct mallinfo2 info = mallinfo2();
  return double(info.uordblks) + double(info.hblkhd);
}

struct Amount {
  Size size;
  const char* what;
  double bytes;
  double count;
  Goal goal;
};

void record(Suite& suite, const Amount& amount) {
  suite.record({.workload = "memory",
                .size = amount.size,
                .what = amount.what,
                .unit = "B",
                .value = amount.bytes / amount.count,
                .goal = amount.goal});
}

// Agents, then filters: `rounds` on each agent, of as many frameworks.
void measure(Suite& suite, const Size& size, std::uint32_t rounds, const char* what, Goal goal) {
  const Text role("*");
  Cluster cluster(suite);
  cluster.add_frameworks(size.frameworks, role);
  cluster.grants.reserve(size.agents);
  const double empty = bytes_in_use();
  for (std::uint32_t i = 0; i < size.agents; ++i) {
    const Machine machine = common_machine(1024);
    cluster.allocator.add_agent(Cluster::agent(i), machine.total, cluster.now);
    cluster.allocator.occupy(Cluster::framework(i % size.frameworks), role, Cluster::agent(i),
                             machine.used);
  }
  const double agents = bytes_in_use() - empty;
  cluster.run();
  cluster.decline(Duration{});
  cluster.cycle();
  cluster.decline(Duration{});
  const double idle = bytes_in_use();
  for (std::uint32_t round = 0; round < rounds; ++round) {
    cluster.cycle();
    CHECK(cluster.offered() == size.agents);
    cluster.decline(kForEver);
  }
  const std::uint64_t filters = cluster.allocator.stats().filters;
  CHECK(filters == std::uint64_t{rounds} * size.agents);
  record(suite, {size, what, bytes_in_use() - idle, double(filters), goal});
  if (rounds > 1) return;
  record(suite, {size, "per idle agent, before it was offered", agents, double(size.agents), {}});
  record(suite, {size,
                 "per idle agent, offers returned",
                 idle - empty,
                 double(size.agents),
                 {.value_max = 4096}});
}

}  // namespace

void measure_memory(Suite& suite) {
  const Goal goal{.value_max = 64};
  if (suite.tiny()) {
    measure(suite, {20, 5}, 1, "per filter, 1 on each agent", goal);
    return;
  }
  measure(suite, {10'000, 50}, 1, "per filter, 1 on each agent", goal);
  measure(suite, {10'000, 50}, 10, "per filter, 10 on each agent", goal);
  measure(suite, {1'000, 200}, 200, "per filter, 200 on each agent", goal);
}

}  // namespace meseta::bench
