// Best fit by brute force: each task in turn onto the node that is left with the least, cards
// first, then cpus, then memory; parts of cards onto the card with the least that is enough.
//
// One scheduler that sees every node at once, and no engine in between.
#pragma once

#include <cstdint>
#include <vector>

#include "workload/trace/trace.hpp"

namespace meseta {

// How many tasks of the jobs, in their order and none ever ending, find no place.
[[nodiscard]] std::uint32_t unplaced_by_best_fit(const std::vector<TraceNode>& nodes,
                                                 const std::vector<TraceJob>& jobs);

}  // namespace meseta
