// Series: how a run went, at up to `points_max` instants on a regular grid.
//
// Nobody knows beforehand how long a run is: the grid starts fine, and each time it is full every
// second point is dropped and the next ones are twice as far apart.
#pragma once

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
};

class Series {
 public:
  static constexpr std::size_t kPointsMax = 1'000;
  static constexpr Duration kIntervalMin = milliseconds(100);

  explicit Series(Time start) : next_(start) {}

  // When the next point is wanted.
  [[nodiscard]] Time next() const { return next_; }
  // How things stood at next(). The one after it is an interval later.
  void add(Point point);
  // Where the run ended, on the grid or not.
  void close(Point point);

  [[nodiscard]] const std::vector<Point>& points() const { return points_; }

 private:
  std::vector<Point> points_;
  Duration interval_ = kIntervalMin;
  Time next_;
};

}  // namespace meseta
