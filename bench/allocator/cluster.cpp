#include "bench/allocator/cluster.hpp"

#include <utility>

#include "engine/base/check.hpp"

namespace meseta::bench {

namespace {

constexpr std::uint32_t kWaker = 1'000'000;  // Above every other framework's number.

}  // namespace

Resources amounts(const Amounts& amounts) {
  Resources resources(Resource::of(KnownName::Cpus, Quantity::whole(amounts.cpus)));
  resources.add(Resource::of(KnownName::Mem, Quantity::whole(amounts.mem)));
  resources.add(Resource::of(KnownName::Disk, Quantity::whole(amounts.disk)));
  return resources;
}

Resources ports(std::vector<Range> ranges) {
  return Resources(Resource::of(KnownName::Ports, Ranges(std::move(ranges))));
}

Resources all_ports() { return ports({{31'000, 32'000}}); }

Resources fragmented_ports() {
  constexpr std::uint64_t kStep = 1001 / 16;
  std::vector<Range> ranges;
  for (std::uint64_t i = 0; i < 16; ++i) {
    const std::uint64_t begin = 31'000 + i * kStep;
    ranges.push_back({begin, i == 15 ? 32'000 : begin + kStep - 2});
  }
  return ports(std::move(ranges));
}

Machine common_machine(std::int64_t mem_used) {
  return {.total = amounts({.cpus = 24, .mem = 4096, .disk = 4096}) + all_ports(),
          .used = amounts({.cpus = 16, .mem = mem_used, .disk = 1024}) + fragmented_ports()};
}

Cluster::Cluster(Suite& suite, const Text& policy)
    : allocator({.policy = policy, .batch = suite.batch()}), suite_(suite) {
  const std::vector<Text> roles{Text("waker")};
  allocator.add_framework(
      {.framework = framework(kWaker), .name = Text("waker"), .roles = roles, .suppressed = roles});
}

void Cluster::add_framework(std::uint32_t number, const Text& role) {
  const std::vector<Text> roles{role};
  allocator.add_framework({.framework = framework(number),
                           .name = Text("framework-" + std::to_string(number)),
                           .roles = roles,
                           .capabilities = {.revocable_resources = true}});
}

void Cluster::add_frameworks(std::uint32_t count, const Text& role) {
  for (std::uint32_t i = 0; i < count; ++i) add_framework(i, role);
}

void Cluster::add_agents(const std::vector<Machine>& machines, std::uint32_t frameworks,
                         const Text& role, std::uint32_t runs) {
  const auto count = static_cast<std::uint32_t>(machines.size());
  for (std::uint32_t i = 0; i < count; ++i) {
    allocator.add_agent(agent(i), machines[i].total, now);
    if (!machines[i].used.empty()) {
      allocator.occupy(framework(i % frameworks), role, agent(i), machines[i].used, now);
    }
    const auto part = [&](std::uint64_t n) { return n * runs / count; };
    if (part(i) != part(i + 1)) run();
  }
}

void Cluster::run() {
  now = now + suite_.batch().value_or(Duration{});
  allocator.run(now, grants);
}

Spent Cluster::cycle() {
  allocator.revive(framework(kWaker), {});
  allocator.suppress(framework(kWaker), {});
  now = now + seconds(1);
  const std::size_t before = grants.size();
  const std::uint64_t visits = allocator.stats().visits;
  const Spent spent = timed([&] { run(); });
  offered_ = grants.size() - before;
  visited_ = allocator.stats().visits - visits;
  for (std::size_t i = before; i < grants.size(); ++i) {
    suite_.digest.fold(grants[i].framework.word());
    suite_.digest.fold(grants[i].agent.word());
    suite_.digest.fold(static_cast<std::uint64_t>(grants[i].resources.cpus().milli));
  }
  return spent;
}

Spent Cluster::decline(std::optional<Duration> refuse) {
  const Spent spent = timed([&] {
    for (const Grant& grant : grants) {
      allocator.decline(grant.framework, grant.role, grant.agent, grant.resources, now, refuse);
    }
  });
  grants.clear();
  return spent;
}

}  // namespace meseta::bench
