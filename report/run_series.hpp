// How a run went over time: what is in timeseries.csv, and what the chart shows of it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

#include "engine/base/time.hpp"

namespace meseta {

// How things stood at one instant, and the peaks between it and the one before. Amounts are in
// thousandths.
struct RunPoint {
  Duration at;  // From the start of the run.
  std::uint64_t pending = 0;
  std::uint64_t running = 0;
  std::int64_t cpus_milli = 0;  // Held by tasks, as mem (in MB) and gpus.
  std::int64_t mem_milli = 0;
  std::int64_t gpus_milli = 0;
  std::uint64_t finished = 0;  // So far.
  std::uint64_t lost = 0;      // So far.
  std::uint64_t agents_up = 0;
  std::uint64_t faults = 0;       // Begun and not over.
  std::uint64_t pending_max = 0;  // At any instant since the point before.
  std::uint64_t running_max = 0;

  friend bool operator==(const RunPoint&, const RunPoint&) = default;
};

// A line per point, after one with the names of the columns.
std::string run_csv(std::span<const RunPoint> points);

// What there is in all, in thousandths. 0: of this nothing.
struct Capacity {
  std::int64_t cpus_milli = 0;
  std::int64_t mem_milli = 0;
  std::int64_t gpus_milli = 0;
};

struct RunChartOptions {
  std::size_t width = 80;
  bool ascii = false;
};

// Utilization of what there is, pending tasks, and faults if there were any. Points are equally far
// apart.
std::string run_chart(std::span<const RunPoint> points, const Capacity& capacity,
                      const RunChartOptions& options);

}  // namespace meseta
