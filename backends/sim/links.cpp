#include "backends/sim/links.hpp"

#include "engine/base/check.hpp"

namespace meseta {

namespace {

std::uint64_t key(Place from, Place to) { return (std::uint64_t{from.value} << 32U) | to.value; }

}  // namespace

void Links::cut(Place from, Place to) {
  ++cuts_;
  ++one_way_[key(from, to)];
}

void Links::mend(Place from, Place to) {
  std::uint32_t* const count = one_way_.find(key(from, to));
  CHECK(count != nullptr);
  --cuts_;
  if (--*count == 0) one_way_.erase(key(from, to));
}

void Links::isolate(Place place) {
  CHECK(place != kQuorum);
  if (place.value >= isolated_.size()) isolated_.resize(place.value + 1);
  ++cuts_;
  ++isolated_[place.value];
}

void Links::rejoin(Place place) {
  CHECK(isolated(place));
  --cuts_;
  --isolated_[place.value];
}

bool Links::passes_somewhere(Place from, Place to) const {
  if (from == to) return true;
  return !isolated(from) && !isolated(to) && !one_way_.contains(key(from, to));
}

}  // namespace meseta
