#include "backends/sim/sim_clock.hpp"

#include <algorithm>

#include "engine/base/check.hpp"

namespace meseta {

namespace {

__extension__ using Wide = __int128;

constexpr Wide kBillion = 1'000'000'000;
constexpr Duration kOffsetMax = days(3653);

Wide floor_divide(Wide a, Wide b) {
  const Wide quotient = a / b;
  return a % b < 0 ? quotient - 1 : quotient;
}

Time clamp(Wide ns) {
  const Wide low = INT64_MIN;
  const Wide high = kTimeMax.ns - 1;
  return {static_cast<std::int64_t>(std::clamp(ns, low, high))};
}

}  // namespace

void SimClock::advance(Time to) {
  CHECK(now_ <= to);
  now_ = to;
}

void SimClock::set_skew(NodeId node, Skew skew) {
  CHECK(skew.drift_ppb > -kBillion);
  CHECK(skew.drift_ppb <= kBillion);
  CHECK(-kOffsetMax <= skew.offset);
  CHECK(skew.offset <= kOffsetMax);
  if (node.value >= clocks_.size()) {
    if (skew == Skew{}) return;
    clocks_.resize(node.value + 1);
  }
  clocks_[node.value] = {now_, skew};
}

Time SimClock::skewed_local(const NodeClock& clock, Time global) {
  const Wide elapsed = Wide{global.ns} - clock.start.ns;
  const Wide gained = floor_divide(elapsed * clock.skew.drift_ppb, kBillion);
  return clamp(Wide{global.ns} + clock.skew.offset.ns + gained);
}

// With d = t - start and q = 10^9 + drift, local(t) is start + offset + floor(d * q / 10^9), so
// local(t) >= l exactly from d = ceil((l - start - offset) * 10^9 / q) on.
Time SimClock::skewed_global(const NodeClock& clock, Time local) {
  const Wide shown = Wide{local.ns} - clock.start.ns - clock.skew.offset.ns;
  const Wide elapsed = -floor_divide(-shown * kBillion, kBillion + clock.skew.drift_ppb);
  return clamp(Wide{clock.start.ns} + elapsed);
}

}  // namespace meseta
