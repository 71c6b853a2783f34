// W12: one agent, reserved to many roles, all of it offered; a framework gives up the reservation
// of what it holds, four entries, and makes it again.
#include <string>
#include <utility>

#include "bench/allocator/cluster.hpp"
#include "engine/base/check.hpp"

namespace meseta::bench {

namespace {

constexpr std::uint32_t kTimes = 20;
constexpr Goal kGoal{.ratio_min = 20};

Text numbered(const char* prefix, std::uint32_t n) {
  std::string number = std::to_string(n);
  number.insert(0, number.size() < 3 ? 3 - number.size() : 0, '0');
  return Text(prefix + number);
}

// One port is its own.
Resources reserved_part(std::uint32_t n) {
  const std::uint64_t port = 31'000 + n;
  const Reservation reservation{
      .type = ReservationType::Dynamic,
      .role = numbered("role-", n),
      .labels = {{numbered("a-value-of-thirty-six-characters-", n), std::nullopt}},
  };
  return (amounts({.cpus = 100, .mem = 100, .disk = 100}) + ports({{port, port}}))
      .push_reservation(reservation);
}

void run_cell(Suite& suite, const Size& size) {
  Cluster cluster(suite);
  Resources total;
  for (std::uint32_t i = 0; i < size.frameworks; ++i) {
    cluster.add_framework(i, numbered("role-", i));
    total += reserved_part(i);
  }
  cluster.allocator.add_agent(Cluster::agent(0), total, cluster.now);
  cluster.run();
  CHECK(cluster.grants.size() == size.frameworks);
  CHECK(cluster.allocator.free(Cluster::agent(0)).empty());
  const auto row = [&](const char* what) {
    return Row{.workload = "W12", .size = size, .what = what, .goal = kGoal};
  };
  for (std::uint32_t i = 0; i < kTimes; ++i) {
    const Grant& grant = cluster.grants[i % size.frameworks];
    const Resources bare = grant.resources.pop_reservation();
    const auto convert = [&](const Resources& from, const Resources& to) {
      return timed(
          [&] { cluster.allocator.convert(grant.framework, grant.role, grant.agent, from, to); });
    };
    suite.record(row("unreserve"), convert(grant.resources, bare));
    suite.record(row("reserve"), convert(bare, grant.resources));
    suite.digest.fold(grant.framework.word());
    suite.digest.fold(cluster.allocator.quotas().consumed(grant.role).get(KnownName::Cpus).milli);
  }
}

}  // namespace

void convert_reservations(Suite& suite) {
  if (suite.tiny()) return run_cell(suite, {1, 5});
  for (const std::uint32_t roles : {50U, 100U, 200U}) run_cell(suite, {1, roles});
}

}  // namespace meseta::bench
