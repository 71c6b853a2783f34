// Summary: what a run came to, as plain numbers. What the command line prints, in JSON or for
// people, and what goals are about.
//
// Sums: running + finished + failed + killed + lost + error + pending = submitted. Time means run
// from the start to the end of the run. fields.hpp lists every field once, with its name and unit.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "engine/base/digest.hpp"
#include "engine/base/time.hpp"
#include "report/measure.hpp"
#include "report/quantiles.hpp"

namespace meseta {

struct TaskCounts {
  std::uint64_t submitted = 0;
  std::uint64_t running = 0;  // At the end; staging, starting and killing included.
  std::uint64_t running_max = 0;
  std::uint64_t finished = 0;
  std::uint64_t failed = 0;
  std::uint64_t killed = 0;
  std::uint64_t lost = 0;  // Unreachable, dropped, gone and unknown included.
  std::uint64_t error = 0;
  std::uint64_t pending = 0;  // Never launched, withdrawn ones included.

  friend bool operator==(const TaskCounts&, const TaskCounts&) = default;
};

struct OfferCounts {
  std::uint64_t made = 0;
  std::uint64_t accepted = 0;
  std::uint64_t declined = 0;
  std::uint64_t rescinded = 0;

  friend bool operator==(const OfferCounts&, const OfferCounts&) = default;
};

struct MessageCount {
  std::string type;
  std::uint64_t count = 0;

  friend bool operator==(const MessageCount&, const MessageCount&) = default;
};

// Time means of what tasks held, of all there was.
struct Utilization {
  Fraction cpus;
  Fraction mem;
  Fraction gpus;

  friend bool operator==(const Utilization&, const Utilization&) = default;
};

// GPU cards, apart from the scalar. `allocated_max`: the greatest part of all cards ever held at
// once. `fragmentation`: of what was free, the time mean of the part on cards that were not wholly
// free.
struct GpuUse {
  std::int64_t seconds_milli = 0;  // Card seconds of ended tasks, in thousandths.
  Fraction allocated_max;
  Fraction allocated_end;
  Fraction fragmentation;

  friend bool operator==(const GpuUse&, const GpuUse&) = default;
};

struct FrameworkSummary {
  std::string name;
  std::string role;
  Fraction dominant_share;  // Time mean.
  TaskCounts tasks;
  Spread launch_latency;  // From submission to the framework's handling of RUNNING.
  Spread waiting;         // From submission to placement.

  friend bool operator==(const FrameworkSummary&, const FrameworkSummary&) = default;
};

// Why a task was not placed when it was looked at, counted over the agents of a class.
struct ClassReasons {
  struct Count {
    std::string reason;  // too-large, no-cpus, no-mem, …
    std::uint64_t agents = 0;

    friend bool operator==(const Count&, const Count&) = default;
  };
  std::string agent_class;
  std::vector<Count> counts;

  friend bool operator==(const ClassReasons&, const ClassReasons&) = default;
};

struct WaitReport {
  std::string framework;
  std::string task;
  Duration waited;       // Until it was placed, withdrawn, or the run ended.
  bool pending = false;  // It was never placed.
  std::string
      reason;  // In one word: what kept it from most agents, or too-large if all are too small.
  std::vector<ClassReasons> classes;

  friend bool operator==(const WaitReport&, const WaitReport&) = default;
};

struct GoalResult {
  std::string expr;
  Measure value;
  bool met = false;

  friend bool operator==(const GoalResult&, const GoalResult&) = default;
};

struct Summary {
  std::string scenario;
  std::uint64_t seed = 0;
  std::string backend;
  Digest digest;
  std::uint64_t events = 0;
  Duration simulated;
  Duration wall;
  std::uint64_t peak_rss_bytes = 0;
  std::uint64_t agents = 0;
  std::uint64_t frameworks = 0;
  TaskCounts tasks;
  std::vector<MessageCount> messages;
  OfferCounts offers;
  std::uint64_t decisions = 0;  // Offers made, accepts and refusals.
  Spread launch_latency;
  Spread waiting;
  Utilization utilization;
  GpuUse gpu;
  std::vector<FrameworkSummary> frameworks_detail;
  std::uint64_t waited = 0;       // Tasks that could not be placed at once.
  std::vector<WaitReport> waits;  // Of those, bounded; the never placed ones first.
  std::vector<GoalResult> goals;
  std::vector<std::string> violations;

  friend bool operator==(const Summary&, const Summary&) = default;
};

// Messages by type, in the order of kinds, from a count per kind.
std::vector<MessageCount> message_counts(std::span<const std::uint64_t> sent_by_kind);

}  // namespace meseta
