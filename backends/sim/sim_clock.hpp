// SimClock: time that jumps from one event to the next, and clocks that are wrong.
//
// A process's clock is an affine function of the world's, in integers: with an offset and a drift
// of `drift_ppb` nanoseconds a second,
//
//     local(t)  = t + offset + floor((t - start) * drift_ppb / 10^9)
//     global(l) = the least t with local(t) >= l
//
// A step of a computer's wall clock never shows in the `now` of a process that runs already: it
// takes the wall clock once, at its start. So a step is a new offset for the processes that start
// after it, and a WallStepped for those that run.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/clock/clock.hpp"

namespace meseta {

struct Skew {
  Duration offset;             // At the start of the process. At most 10 years either way.
  std::int64_t drift_ppb = 0;  // Above -10^9; at most 10^9.

  friend bool operator==(const Skew&, const Skew&) = default;
};

class SimClock final : public Clock {
 public:
  explicit SimClock(Time start = {}) : now_(start) {}

  [[nodiscard]] Time now() const override { return now_; }
  void wake(Time at) override { wake_ = at; }
  [[nodiscard]] Time local(NodeId node, Time global) const override {
    return node.value < clocks_.size() ? skewed_local(clocks_[node.value], global) : global;
  }
  [[nodiscard]] Time global(NodeId node, Time local) const override {
    return node.value < clocks_.size() ? skewed_global(clocks_[node.value], local) : local;
  }

  // Jumps. Never backwards.
  void advance(Time to);
  // The instant the loop asked for last; kTimeMax before it did.
  [[nodiscard]] Time wake() const { return wake_; }

  // The clock of a process that starts now. One that is never set is right.
  void set_skew(NodeId node, Skew skew);

 private:
  struct NodeClock {
    Time start;
    Skew skew;
  };

  static Time skewed_local(const NodeClock& clock, Time global);
  static Time skewed_global(const NodeClock& clock, Time local);

  Time now_;
  Time wake_ = kTimeMax;
  std::vector<NodeClock> clocks_;  // By node; as short as it can be, so empty while all are right.
};

}  // namespace meseta
