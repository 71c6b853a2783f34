// Arrivals: when the tasks of a batch are submitted, as data, and the instants drawn from it.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/base/choices.hpp"
#include "engine/base/time.hpp"

namespace meseta {

// Counted from the start of the batch.
struct Arrivals {
  enum class Kind : std::uint8_t {
    AtOnce,   // all at 0
    Every,    // the first at 0, the next always `interval` later
    Poisson,  // gaps exponential with mean `interval`
    Within,   // each at its own instant, uniform in [0, interval)
  };

  Kind kind = Kind::AtOnce;
  Duration interval;

  friend bool operator==(const Arrivals&, const Arrivals&) = default;
  template <class Self, class V>
  static void visit_fields(Self& self, V&& v) {
    v("kind", self.kind);
    v("interval", self.interval);
  }
};

// One instant after the other, never decreasing.
class ArrivalTimes {
 public:
  ArrivalTimes(const Arrivals& arrivals, std::uint32_t count, const Choices& choices,
               std::uint64_t entity);

  [[nodiscard]] bool done() const { return given_ == count_; }
  // The instant of the next one. There must be one.
  [[nodiscard]] Duration peek() const { return next_; }
  void pop();

 private:
  [[nodiscard]] Duration after(Duration last) const;

  Arrivals arrivals_;
  std::uint32_t count_;
  Choices choices_;
  std::uint64_t entity_;
  std::uint32_t given_ = 0;
  Duration next_;
  std::vector<Duration> drawn_;  // For Within: what is to come, the next one last.
};

}  // namespace meseta
