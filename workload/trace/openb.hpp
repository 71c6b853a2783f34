// openb: the Alibaba GPU cluster trace of 2023, a CSV of nodes and one of pods.
//
// A pod was created, in most cases scheduled, and deleted, in whole seconds. What it is as a job:
//
//     created       scheduled                deleted
//        |--- waited ---|-------- ran -----------|    it runs deleted - scheduled, or
//        |----------------- alive ---------------|    deleted - created if never scheduled
//
// Here it is submitted when it was created and runs so long from whenever it is placed. One that
// still waits when it was deleted is withdrawn. A pod of phase Failed ends FAILED, any other
// FINISHED.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.hpp"
#include "engine/base/time.hpp"
#include "workload/trace/trace.hpp"

namespace meseta {

enum class OpenbPhase : std::uint8_t { Running, Succeeded, Failed, Pending };

struct OpenbPod {
  std::string name;
  std::int64_t cpu_milli = 0;
  std::int64_t memory_mib = 0;
  std::uint32_t num_gpu = 0;
  std::uint32_t gpu_milli = 0;        // Of each card; 0 without.
  std::vector<std::string> gpu_spec;  // Acceptable models, sorted, each once; empty: any.
  std::string qos;
  OpenbPhase phase = OpenbPhase::Running;
  Duration created;  // From the start of the trace, as are the following.
  Duration deleted;
  std::optional<Duration> scheduled;

  friend bool operator==(const OpenbPod&, const OpenbPod&) = default;
};

// Columns sn,cpu_milli,memory_mib,gpu,model. `file` is what errors call it.
[[nodiscard]] Result<std::vector<TraceNode>> parse_openb_nodes(std::string_view bytes,
                                                               std::string_view file);

// Columns name,cpu_milli,memory_mib,num_gpu,gpu_milli,gpu_spec,qos,pod_phase,creation_time,
// deletion_time,scheduled_time. The pods come ordered by creation, then as the file has them.
[[nodiscard]] Result<std::vector<OpenbPod>> parse_openb_pods(std::string_view bytes,
                                                             std::string_view file);

[[nodiscard]] TraceJob job_of(const OpenbPod& pod);

// One node in `divisor`, for each model (and for those without cards) by itself, rounded to the
// nearest but at least one: the largest (cards, then cpus, then memory), then evenly spread over
// the sizes.
[[nodiscard]] std::vector<TraceNode> thinned(std::vector<TraceNode> nodes, std::uint32_t divisor);

}  // namespace meseta
