// From messages to the plain structs: what the schema cannot say is checked here, namely
// references, sums, and one of several. A builder that finds something wrong still returns a
// struct; nobody uses it, see Findings.
#pragma once

#include <string>
#include <vector>

#include "api/meseta/scenario.pb.h"
#include "scenarios/file.hpp"
#include "scenarios/message_reader.hpp"
#include "scenarios/place.hpp"
#include "scenarios/scenario.hpp"
#include "workload/trace/openb.hpp"
#include "workload/trace/swf.hpp"

namespace meseta {

// What all builders are given.
struct Building {
  const Places& places;
  Findings& findings;

  // An error at a message, or at one of its fields if that was given.
  void refuse(const google::protobuf::Message& at, std::string_view field,
              const std::string& message) const {
    findings.refuse(places.of(at, field), message);
  }
};

// A trace's jobs with the rows they came from, index by index, by which frameworks select.
struct LoadedTrace {
  TraceSpec spec;
  std::vector<TraceNode> nodes;
  std::vector<OpenbPod> pods;     // Of openb, else empty.
  std::vector<SwfJob> swf;        // Of SWF, else empty.
  bool endless = false;           // Its jobs never end.
  const scenario::Trace* source;  // For error messages.
};

[[nodiscard]] Distribution build_distribution(const scenario::Distribution& from,
                                              const Building& building);
[[nodiscard]] NetworkSpec build_network(const scenario::Network& from, const Building& building);
[[nodiscard]] CostSpec build_costs(const scenario::Costs& from);
[[nodiscard]] PolicySpec build_policy(const scenario::Policy& from, const Building& building);

[[nodiscard]] std::vector<LoadedTrace> load_traces(const scenario::Scenario& from,
                                                   FileReader& files, const Building& building);

// The classes of the file, and those of the traces' nodes: one for each shape.
[[nodiscard]] std::vector<AgentClass> build_cluster(const scenario::Scenario& from,
                                                    const std::vector<LoadedTrace>& traces,
                                                    const Building& building);
// `within`: with its cluster, frameworks and policy.
[[nodiscard]] std::vector<FaultSpec> build_faults(const scenario::Scenario& from,
                                                  const Scenario& within, const Building& building);

[[nodiscard]] std::vector<FrameworkSpec> build_frameworks(const scenario::Scenario& from,
                                                          const std::vector<LoadedTrace>& traces,
                                                          const Building& building);
[[nodiscard]] TraceLoad build_trace_load(const scenario::TracePart& from,
                                         const std::vector<LoadedTrace>& traces,
                                         const Building& building);

}  // namespace meseta
