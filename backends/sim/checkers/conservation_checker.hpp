// ConservationChecker: tasks and resources are moved from one account to another, never made or
// lost.
//
//   1. submitted = pending + running + finished + failed + killed + lost + error, of each framework
//      and of all;
//   2. no framework counts more tasks as finished (failed) than the launcher ran to that end;
//   3. what the leading master counts as allocated is what the live tasks of its table take, and
//   4. no more than the cluster has.
//
// A run to an end of which nobody heard is no violation: updates die with their agent. Each is told
// once, of each framework.
#pragma once

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "backends/sim/checkers/checker.hpp"
#include "engine/base/lookup.hpp"

namespace meseta {

class ConservationChecker final : public Checker {
 public:
  // What the cluster has.
  explicit ConservationChecker(Quantities total) : total_(std::move(total)) {}

  void ended(const Run& run, TaskState state, Time now) override;
  void look(const Sight& sight) override;

 private:
  // What the launcher ran to which end.
  struct Ran {
    std::uint64_t finished = 0;
    std::uint64_t failed = 0;
  };
  enum class Law : std::uint8_t { Sum, Finished, Failed, Allocated, Total };

  void check(const Census::Counts& counts, const Ran& ran, Time now, NodeId node);
  void check_leader(const Sight::Leader& leader, Time now);
  void tell(Law law, Time now, NodeId node, const std::string& what);

  Quantities total_;
  Ran ran_;
  std::vector<Ran> ran_of_;
  Lookup<FrameworkId, std::uint32_t> slots_;
  std::set<std::pair<Law, NodeId>> told_;
};

}  // namespace meseta
