// LaunchWatch: is shown what a launcher runs, and when.
//
//     launched --------------------- ended, gone      it came to an end
//     launched ------------------- gone               whatever it ran on did
#pragma once

#include "backends/sim/links.hpp"
#include "engine/event/info.hpp"
#include "engine/event/task_state.hpp"

namespace meseta {

class LaunchWatch {
 public:
  // Good for the length of a call.
  struct Run {
    Place place;   // The computer it runs on.
    NodeId agent;  // The process that wanted it.
    FrameworkId framework;
    const TaskInfo& task;
  };

  LaunchWatch() = default;
  LaunchWatch(const LaunchWatch&) = delete;
  LaunchWatch& operator=(const LaunchWatch&) = delete;
  virtual ~LaunchWatch() = default;

  // From now on it holds its resources, even if it takes a while to begin.
  virtual void launched(const Run& /*run*/, Time /*now*/) {}
  // It is reported as Finished, Failed or Killed.
  virtual void ended(const Run& /*run*/, TaskState /*state*/, Time /*now*/) {}
  // From now on it holds nothing.
  virtual void gone(const Run& /*run*/, Time /*now*/) {}
};

}  // namespace meseta
