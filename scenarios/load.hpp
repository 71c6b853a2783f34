// What a framework wants to run: a service, a batch, or its part of a trace.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/time.hpp"
#include "workload/arrivals.hpp"
#include "workload/distribution.hpp"

namespace meseta {

struct TaskShape {
  std::string resources;         // `cpus:0.1;mem:256`, without gpus: those are the cards below.
  std::uint32_t cards = 0;       // How many different ones.
  std::uint32_t card_milli = 0;  // Of each; 0 without cards.
  std::vector<std::string> gpu_models;  // Acceptable ones, sorted; empty: any.

  friend bool operator==(const TaskShape&, const TaskShape&) = default;
  template <class Self, class V>
  static void visit_fields(Self& self, V&& v) {
    v("resources", self.resources);
    v("cards", self.cards);
    v("card_milli", self.card_milli);
    v("gpu_models", self.gpu_models);
  }
};

// Keeps `instances` tasks running: one that ends is submitted anew `restart_delay` later.
struct ServiceLoad {
  std::uint32_t instances = 0;
  TaskShape task;
  Duration start;                        // From the start of the run.
  std::optional<Distribution> lifetime;  // Absent: an instance runs until something kills it.
  Duration restart_delay;
  std::uint32_t fail_per_million = 0;  // Of those whose lifetime is over: FAILED, not FINISHED.

  friend bool operator==(const ServiceLoad&, const ServiceLoad&) = default;
  template <class Self, class V>
  static void visit_fields(Self& self, V&& v) {
    v("instances", self.instances);
    v("task", self.task);
    v("start", self.start);
    v("lifetime", self.lifetime);
    v("restart_delay", self.restart_delay);
    v("fail_per_million", self.fail_per_million);
  }
};

// Submits `tasks` tasks, each of which ends once; a lost one is submitted anew.
struct BatchLoad {
  std::uint32_t tasks = 0;
  TaskShape task;
  Duration start;  // From the start of the run.
  Arrivals arrivals;
  Distribution duration;
  std::uint32_t fail_per_million = 0;  // Ends FAILED at its end, not FINISHED.
  std::uint32_t hang_per_million = 0;  // Never ends.

  friend bool operator==(const BatchLoad&, const BatchLoad&) = default;
  template <class Self, class V>
  static void visit_fields(Self& self, V&& v) {
    v("tasks", self.tasks);
    v("task", self.task);
    v("start", self.start);
    v("arrivals", self.arrivals);
    v("duration", self.duration);
    v("fail_per_million", self.fail_per_million);
    v("hang_per_million", self.hang_per_million);
  }
};

// Submits what the trace says, when it says.
struct TraceLoad {
  std::uint32_t trace = 0;          // Index into Scenario::traces.
  std::vector<std::uint32_t> jobs;  // Indices into its jobs, growing; so submits do not decrease.

  friend bool operator==(const TraceLoad&, const TraceLoad&) = default;
  template <class Self, class V>
  static void visit_fields(Self& self, V&& v) {
    v("trace", self.trace);
    v("jobs", self.jobs);
  }
};

}  // namespace meseta
