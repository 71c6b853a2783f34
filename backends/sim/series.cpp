#include "backends/sim/series.hpp"

namespace meseta {

void Series::add(Point point) {
  point.at = next_;
  points_.push_back(point);
  if (points_.size() == kPointsMax) {
    for (std::size_t i = 0; 2 * i < points_.size(); ++i) points_[i] = points_[2 * i];
    points_.resize(kPointsMax / 2);
    interval_ = interval_ * 2;
    next_ = points_.back().at;
  }
  next_ = next_ + interval_;
}

void Series::close(Point point) {
  if (points_.empty() || points_.back().at < point.at) points_.push_back(point);
}

}  // namespace meseta
