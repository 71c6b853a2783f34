// Scenario: everything a run depends on, as plain data. Equal scenarios with equal seeds give equal
// histories, and a history's first record holds the whole of it, traces included.
//
// It is valid: reader.hpp has checked all bounds, names and references. What each field means, and
// its bounds, is documented in api/meseta/scenario.proto. Nothing here needs protobuf or YAML.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/time.hpp"
#include "scenarios/cluster.hpp"
#include "scenarios/fault.hpp"
#include "scenarios/framework.hpp"
#include "scenarios/network.hpp"
#include "scenarios/policy.hpp"
#include "workload/trace/trace.hpp"

namespace meseta {

struct TraceSpec {
  std::string name;
  std::vector<TraceJob> jobs;  // By submit, then as the file has them.

  friend bool operator==(const TraceSpec&, const TraceSpec&) = default;
  template <class Self, class V>
  static void visit_fields(Self& self, V&& v) {
    v("name", self.name);
    v("jobs", self.jobs);
  }
};

// What the run must show; report/ parses it. The place is that in the scenario's file, or 0:0 if
// the goal came from the command line.
struct GoalSpec {
  std::string expr;
  std::uint32_t line = 0;
  std::uint32_t column = 0;

  friend bool operator==(const GoalSpec&, const GoalSpec&) = default;
  template <class Self, class V>
  static void visit_fields(Self& self, V&& v) {
    v("expr", self.expr);
    v("line", self.line);
    v("column", self.column);
  }
};

struct Scenario {
  std::string name;
  std::uint64_t seed = 1;
  std::optional<Duration> duration;  // Absent: until everything has ended.
  std::vector<AgentClass> cluster;   // Those of the file, then those a trace describes.
  NetworkSpec network;
  CostSpec costs;
  PolicySpec policy;
  std::vector<FrameworkSpec> frameworks;
  std::vector<TraceSpec> traces;
  std::vector<FaultSpec> faults;
  std::vector<GoalSpec> goals;

  friend bool operator==(const Scenario&, const Scenario&) = default;
  template <class Self, class V>
  static void visit_fields(Self& self, V&& v) {
    v("name", self.name);
    v("seed", self.seed);
    v("duration", self.duration);
    v("cluster", self.cluster);
    v("network", self.network);
    v("costs", self.costs);
    v("policy", self.policy);
    v("frameworks", self.frameworks);
    v("traces", self.traces);
    v("faults", self.faults);
    v("goals", self.goals);
  }
};

}  // namespace meseta
