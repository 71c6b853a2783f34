// Cluster: an allocator with its agents and frameworks, and the offers that are out.
//
// A cycle makes every agent with something to offer a candidate and runs the allocator, as Mesos
// does at each interval. Here nothing is looked at again without a reason, so the reason is made
// up: a framework with a role of its own revives, which concerns every agent, and suppresses again.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "bench/allocator/stopwatch.hpp"
#include "bench/allocator/suite.hpp"
#include "engine/allocator/allocator.hpp"

namespace meseta::bench {

struct Machine {
  Resources total;
  Resources used;
};

// Of the sizes that the workloads share. Each call builds resources of its own, shared with none.
struct Amounts {
  std::int64_t cpus = 0;
  std::int64_t mem = 0;
  std::int64_t disk = 0;
};
[[nodiscard]] Resources amounts(const Amounts& amounts);
[[nodiscard]] Resources ports(std::vector<Range> ranges);
// Ports 31000 to 32000, as one range and as 16 with holes of one port between them.
[[nodiscard]] Resources all_ports();
[[nodiscard]] Resources fragmented_ports();

// 24 cpus, 4096 of mem and disk, all ports; in use 16 cpus, this much mem, 1024 of disk and 16
// ranges of ports.
[[nodiscard]] Machine common_machine(std::int64_t mem_used);

class Cluster {
 public:
  // Frameworks are numbered from 0, and so are agents. With offers on release a batch goes by
  // before each run, so that it looks at all that came free.
  explicit Cluster(Suite& suite, const Text& policy = Text("drf"));

  void add_frameworks(std::uint32_t count, const Text& role);
  void add_framework(std::uint32_t number, const Text& role);

  // Adds them, what is in use held by framework i mod `frameworks`; runs after each of `runs`
  // parts.
  void add_agents(const std::vector<Machine>& machines, std::uint32_t frameworks, const Text& role,
                  std::uint32_t runs);
  void run();
  Spent cycle();                           // Counts the run only.
  Spent decline(std::optional<Duration>);  // All offers that are out.

  // What the latest cycle offered and looked at.
  [[nodiscard]] std::size_t offered() const { return offered_; }
  [[nodiscard]] std::uint64_t visited() const { return visited_; }

  static AgentId agent(std::uint32_t n) { return {1, n + 1}; }
  static FrameworkId framework(std::uint32_t n) { return {1, n + 1}; }

  Allocator allocator;
  Time now;
  std::vector<Grant> grants;  // Out.

 private:
  Suite& suite_;
  std::size_t offered_ = 0;
  std::uint64_t visited_ = 0;
};

inline constexpr Duration kForEver = days(365);

}  // namespace meseta::bench
