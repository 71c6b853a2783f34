// What lies between simulated processes: links, clocks, and the time it takes to handle a message.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/base/time.hpp"
#include "workload/distribution.hpp"

namespace meseta {

struct NetworkSpec {
  Distribution latency = Distribution::uniform(microseconds(500), microseconds(1500));

  // How often a session breaks by itself, on the mean, in thousandths of a break an hour.
  std::int64_t session_breaks_per_hour_milli = 0;
  Duration break_detected_within = seconds(1);  // Until both ends hear SessionClosed, at most.

  // Each process's clock is off by at most this, and gains or loses at most that.
  Duration clock_offset_max;
  std::uint32_t clock_drift_ppm_max = 0;

  friend bool operator==(const NetworkSpec&, const NetworkSpec&) = default;
  template <class Self, class V>
  static void visit_fields(Self& self, V&& v) {
    v("latency", self.latency);
    v("session_breaks_per_hour_milli", self.session_breaks_per_hour_milli);
    v("break_detected_within", self.break_detected_within);
    v("clock_offset_max", self.clock_offset_max);
    v("clock_drift_ppm_max", self.clock_drift_ppm_max);
  }
};

// Each process is a single server: a message costs `receive`, then what its type costs to handle.
struct CostSpec {
  struct PerType {
    std::string type;  // kName of a message or call, such as run_task
    Duration cost;

    friend bool operator==(const PerType&, const PerType&) = default;
    template <class Self, class V>
    static void visit_fields(Self& self, V&& v) {
      v("type", self.type);
      v("cost", self.cost);
    }
  };

  Duration receive;
  std::vector<PerType> handle;  // Only those that cost something, ordered by type.
  std::uint32_t inbox_max = 1'000'000;

  friend bool operator==(const CostSpec&, const CostSpec&) = default;
  template <class Self, class V>
  static void visit_fields(Self& self, V&& v) {
    v("receive", self.receive);
    v("handle", self.handle);
    v("inbox_max", self.inbox_max);
  }
};

}  // namespace meseta
