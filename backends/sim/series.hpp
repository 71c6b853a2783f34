// Series: how a run went, at up to `points_max` instants on a regular grid.
//
// Nobody knows beforehand how long a run is: the grid starts fine, and each time it is full every
// second point is dropped and the next ones are twice as far apart. Peaks between two points are
// kept: the point after them knows how high they were.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "backends/sim/usage.hpp"

namespace meseta {

struct Point {
  Time at;
  Usage::Amounts held{};      // By running tasks, in thousandths.
  std::uint64_t running = 0;  // As the frameworks know it, as all that follow but the last two.
  std::uint64_t pending = 0;
  std::uint64_t finished = 0;
  std::uint64_t lost = 0;
  std::uint32_t agents_up = 0;
  std::uint32_t faults = 0;  // Begun and not over.

  // The greatest of running and of pending at any instant from the point before to this one.
  std::uint64_t running_max = 0;
  std::uint64_t pending_max = 0;
};

class Series {
 public:
  static constexpr std::size_t kPointsMax = 1'000;
  static constexpr Duration kIntervalMin = milliseconds(100);

  explicit Series(Time start) : next_(start) {}

  // When the next point is wanted.
  [[nodiscard]] Time next() const { return next_; }
  // How many there are from now on, until it is told otherwise.
  void see(std::uint64_t running, std::uint64_t pending) {
    running_max_ = std::max(running_max_, running);
    pending_max_ = std::max(pending_max_, pending);
  }
  // How things stood at next(). The one after it is an interval later.
  void add(Point point);
  // Where the run ended, on the grid or not.
  void close(Point point);

  [[nodiscard]] const std::vector<Point>& points() const { return points_; }

 private:
  void append(Point point);

  std::vector<Point> points_;
  std::uint64_t running_max_ = 0;  // Since the last point.
  std::uint64_t pending_max_ = 0;
  Duration interval_ = kIntervalMin;
  Time next_;
};

}  // namespace meseta
