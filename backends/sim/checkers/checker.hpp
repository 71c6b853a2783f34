// Checker: an invariant of the whole cluster, watched from outside of the engine.
//
// It sees what the launcher really does, at once, and the books of all others whenever somebody
// looks (see World): between two events, and at the end. It changes nothing, and what it keeps
// costs a constant per launch and end, whatever else runs.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "backends/sim/checkers/violations.hpp"
#include "backends/sim/launch_watch.hpp"
#include "engine/resources/quantities.hpp"
#include "workload/census.hpp"

namespace meseta {

class Master;

// What the components believe at one instant.
struct Sight {
  struct Leader {
    NodeId node;
    Quantities allocated;  // As it counts along.
    Quantities tasks;      // What the live tasks of its table take, summed.
  };
  struct Framework {
    NodeId node;
    FrameworkId id;  // Invalid: it has none.
    Census::Counts counts;
  };

  Time now;
  std::optional<Leader> leader;  // None while nobody leads.
  Census::Counts counts;         // Of all frameworks.
  std::vector<Framework> frameworks;
};

// Walks the master's table of tasks.
Sight::Leader sight_of(NodeId node, const Master& leading);

class Checker : public LaunchWatch {
 public:
  // Before anything else.
  void report_to(Violations& violations) { violations_ = &violations; }

  virtual void look(const Sight& /*sight*/) {}

 protected:
  void violated(Time now, NodeId node, const std::string& what) const {
    violations_->add(now, node, what);
  }

 private:
  Violations* violations_ = nullptr;
};

}  // namespace meseta
