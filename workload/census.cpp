#include "workload/census.hpp"

#include <algorithm>

#include "engine/base/check.hpp"

namespace meseta {

namespace {

std::uint64_t& counter(Census::Counts& counts, TaskState end) {
  switch (end) {
    case TaskState::Finished:
      return counts.finished;
    case TaskState::Failed:
      return counts.failed;
    case TaskState::Killed:
      return counts.killed;
    case TaskState::Error:
      return counts.error;
    default:
      return counts.lost;
  }
}

}  // namespace

void Census::submitted(std::uint32_t framework) {
  change(framework, [](Counts& counts) {
    ++counts.submitted;
    ++counts.pending;
  });
}

void Census::launched(std::uint32_t framework, Duration waited) {
  change(framework, [](Counts& counts) {
    CHECK(counts.pending > counts.withdrawn);
    --counts.pending;
    ++counts.running;
    counts.running_max = std::max(counts.running_max, counts.running);
  });
  on_launch(framework, waited);
}

void Census::withdrawn(std::uint32_t framework) {
  change(framework, [](Counts& counts) { ++counts.withdrawn; });
}

void Census::started(std::uint32_t framework, Duration latency) { on_start(framework, latency); }

void Census::ended(std::uint32_t framework, TaskState state) {
  change(framework, [state](Counts& counts) {
    CHECK(counts.running > 0);
    --counts.running;
    ++counter(counts, state);
  });
}

void Census::busy(std::uint32_t framework, bool is) {
  if (busy_of_[framework] == is) return;
  busy_of_[framework] = is;
  is ? ++busy_ : --busy_;
}

}  // namespace meseta
