// What the allocator holds in memory: the growth of what malloc has handed out (mallinfo2), which
// counts its headers and the room that vectors keep. Elsewhere than with glibc's malloc, 0.
#include <malloc.h>

#include "bench/allocator/cluster.hpp"
#include "engine/allocator/filters.hpp"
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

// Filters of which none shares its agent, its client or its end with another.
void measure_alone(Suite& suite, const Size& size, std::int64_t kinds, const char* what,
                   Goal goal) {
  Filters filters;
  const double empty = bytes_in_use();
  for (std::uint32_t i = 0; i < size.agents; ++i) {
    const Resources refused = amounts({.cpus = 8, .mem = 1 + i % kinds, .disk = 0});
    filters.add(i, i, refused, Time{} + seconds(1 + i), refused, true);
  }
  CHECK(filters.count() == size.agents);
  record(suite, {size, what, bytes_in_use() - empty, double(filters.count()), goal});
}

void add_agents(Cluster& cluster, const Size& size) {
  const Text role("*");
  cluster.add_frameworks(size.frameworks, role);
  cluster.grants.reserve(size.agents);
  for (std::uint32_t i = 0; i < size.agents; ++i) {
    const Machine machine = common_machine(1024);
    cluster.allocator.add_agent(Cluster::agent(i), machine.total, cluster.now);
    cluster.allocator.occupy(Cluster::framework(i % size.frameworks), role, Cluster::agent(i),
                             machine.used, cluster.now);
  }
}

// With the frameworks, and then with what declining nothing for long leaves behind.
void measure_agents(Suite& suite, const Size& size) {
  Cluster cluster(suite);
  const double empty = bytes_in_use();
  add_agents(cluster, size);
  const double agents = bytes_in_use() - empty;
  cluster.run();
  cluster.decline(Duration{});
  cluster.cycle();
  cluster.decline(Duration{});
  const double idle = bytes_in_use() - empty;
  record(suite, {size, "per idle agent, before it was offered", agents, double(size.agents), {}});
  record(suite,
         {size, "per idle agent, offers returned", idle, double(size.agents), {.value_max = 4096}});
}

// `rounds` on each agent, of as many frameworks, whose offers are out at first.
void measure_filters(Suite& suite, const Size& size, std::uint32_t rounds, const char* what,
                     Goal goal) {
  Cluster cluster(suite);
  add_agents(cluster, size);
  cluster.run();
  const double offered = bytes_in_use();
  for (std::uint32_t round = 0; round < rounds; ++round) {
    if (round > 0) cluster.cycle();
    CHECK(cluster.grants.size() == size.agents);
    cluster.decline(kForEver);
  }
  const std::uint64_t filters = cluster.allocator.stats().filters;
  CHECK(filters == std::uint64_t{rounds} * size.agents);
  record(suite, {size, what, bytes_in_use() - offered, double(filters), goal});
}

}  // namespace

void measure_memory(Suite& suite) {
  const Goal goal{.value_max = 64};
  const char* const alone = "per filter, each alone";
  const char* const unlike = "per filter, each alone and of other resources";
  if (suite.tiny()) {
    measure_agents(suite, {20, 5});
    measure_alone(suite, {20, 20}, 1, alone, goal);
    measure_filters(suite, {20, 5}, 1, "per filter, 1 on each agent", goal);
    return;
  }
  measure_agents(suite, {10'000, 50});
  measure_alone(suite, {10'000, 10'000}, 1, alone, goal);
  measure_alone(suite, {10'000, 10'000}, 10'000, unlike, {});
  measure_filters(suite, {10'000, 50}, 1, "per filter, 1 on each agent", goal);
  measure_filters(suite, {10'000, 50}, 10, "per filter, 10 on each agent", goal);
  measure_filters(suite, {1'000, 200}, 200, "per filter, 200 on each agent", goal);
}

}  // namespace meseta::bench
