#include "workload/arrivals.hpp"

#include <algorithm>
#include <functional>

#include "engine/base/check.hpp"

namespace meseta {

namespace {

constexpr Site kGap("workload.arrivals.gap");
constexpr Site kInstant("workload.arrivals.instant");

}  // namespace

ArrivalTimes::ArrivalTimes(const Arrivals& arrivals, std::uint32_t count, const Choices& choices,
                           std::uint64_t entity)
    : arrivals_(arrivals), count_(count), choices_(choices), entity_(entity) {
  if (count == 0) return;
  if (arrivals.kind == Arrivals::Kind::Within && arrivals.interval > Duration{}) {
    const auto bound = static_cast<std::uint64_t>(arrivals.interval.ns);
    drawn_.reserve(count);
    for (std::uint32_t i = 0; i < count; ++i) {
      const std::uint64_t at = choices.below(bound, kInstant, entity, i);
      drawn_.push_back({static_cast<std::int64_t>(at)});
    }
    std::sort(drawn_.begin(), drawn_.end(), std::greater<>{});
    next_ = drawn_.back();
  }
  if (arrivals.kind == Arrivals::Kind::Poisson) next_ = after(Duration{});
}

void ArrivalTimes::pop() {
  CHECK(!done());
  ++given_;
  if (!drawn_.empty()) {
    drawn_.pop_back();
    if (drawn_.empty()) drawn_ = {};
  }
  if (!done()) next_ = after(next_);
}

Duration ArrivalTimes::after(Duration last) const {
  switch (arrivals_.kind) {
    case Arrivals::Kind::AtOnce:
      return last;
    case Arrivals::Kind::Every:
      return last + arrivals_.interval;
    case Arrivals::Kind::Poisson:
      return last + choices_.exponential(arrivals_.interval, kGap, entity_, given_);
    case Arrivals::Kind::Within:
      return drawn_.empty() ? last : drawn_.back();
  }
  return last;
}

}  // namespace meseta
