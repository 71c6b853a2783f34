// A scheduler that asks for offers when a task arrives: it revives, is offered every agent that is
// idle, declines all for an hour, and suppresses until the next one.
#include "bench/allocator/cluster.hpp"
#include "engine/base/check.hpp"

namespace meseta::bench {

namespace {

constexpr std::uint32_t kFrameworks = 3;

void add(Spent& sum, const Spent& spent) {
  sum.cpu_ns += spent.cpu_ns;
  sum.wall_ns += spent.wall_ns;
}

}  // namespace

void follow_arrivals(Suite& suite) {
  const Size size{suite.tiny() ? 20U : 1'523U, kFrameworks};
  const std::uint32_t arrivals = suite.tiny() ? 6 : 1'000;
  Cluster cluster(suite);
  for (std::uint32_t i = 0; i < kFrameworks; ++i) {
    cluster.add_framework(i, Text("role-" + std::to_string(i)));
    cluster.allocator.suppress(Cluster::framework(i), {});
  }
  for (std::uint32_t i = 0; i < size.agents; ++i) {
    cluster.allocator.add_agent(Cluster::agent(i),
                                amounts({.cpus = 32 + i / 400 * 32, .mem = 131'072, .disk = 0}),
                                cluster.now);
  }
  Spent revives;
  Spent runs;
  Spent declines;
  std::uint64_t offers = 0;
  for (std::uint32_t i = 0; i < arrivals; ++i) {
    cluster.now = cluster.now + seconds(977);
    const FrameworkId who = Cluster::framework(i % kFrameworks);
    add(revives, timed([&] { cluster.allocator.revive(who, {}); }));
    CHECK(cluster.allocator.next_run(cluster.now) == cluster.now);
    add(runs, timed([&] { cluster.run(); }));
    offers += cluster.grants.size();
    CHECK(offers == std::uint64_t{i + 1} * size.agents);
    add(declines, cluster.decline(hours(1)));
    cluster.allocator.suppress(who, {});
  }
  suite.digest.fold(cluster.allocator.stats().filters);
  const auto row = [&](const char* what) {
    return Row{
        .workload = "trace", .size = size, .what = what, .of = "offer", .count = double(offers)};
  };
  suite.record(row("runs that offer all"), runs);
  suite.record(row("decline all for an hour"), declines);
  suite.record(row("revives that drop its filters"), revives);
}

}  // namespace meseta::bench
