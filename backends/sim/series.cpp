#include "backends/sim/series.hpp"

namespace meseta {

namespace {

void raise(Point& point, const Point& by) {
  point.running_max = std::max(point.running_max, by.running_max);
  point.pending_max = std::max(point.pending_max, by.pending_max);
}

}  // namespace

void Series::append(Point point) {
  see(point.running, point.pending);
  point.running_max = running_max_;
  point.pending_max = pending_max_;
  running_max_ = point.running;
  pending_max_ = point.pending;
  points_.push_back(point);
}

void Series::add(Point point) {
  point.at = next_;
  append(point);
  if (points_.size() == kPointsMax) {
    const Point dropped = points_.back();
    for (std::size_t i = 1; 2 * i < points_.size(); ++i) {
      raise(points_[2 * i], points_[2 * i - 1]);
      points_[i] = points_[2 * i];
    }
    points_.resize(kPointsMax / 2);
    see(dropped.running_max, dropped.pending_max);
    interval_ = interval_ * 2;
    next_ = points_.back().at;
  }
  next_ = next_ + interval_;
}

void Series::close(Point point) {
  if (points_.empty() || points_.back().at < point.at) append(point);
}

}  // namespace meseta
