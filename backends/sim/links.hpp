// Links: which computer reaches which?
//
// Every pair of places is linked, each way on its own, until something cuts the link. Cuts count:
// two faults that cut the same link mend it only when both are over. A place is a computer, which
// keeps its place when a process on it restarts; kQuorum is where the election's lease and the
// registry live.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/base/lookup.hpp"

namespace meseta {

struct Place {
  std::uint32_t value = UINT32_MAX;

  friend constexpr auto operator<=>(Place, Place) = default;
};

inline constexpr Place kQuorum{UINT32_MAX - 1};

class Links {
 public:
  // One way.
  void cut(Place from, Place to);
  void mend(Place from, Place to);
  // All links of a place, both ways.
  void isolate(Place place);
  void rejoin(Place place);

  [[nodiscard]] bool passes(Place from, Place to) const {
    return cuts_ == 0 || passes_somewhere(from, to);
  }

 private:
  [[nodiscard]] bool passes_somewhere(Place from, Place to) const;
  [[nodiscard]] bool isolated(Place place) const {
    return place.value < isolated_.size() && isolated_[place.value] > 0;
  }

  std::uint64_t cuts_ = 0;  // All that are in force.
  std::vector<std::uint32_t> isolated_;
  Lookup<std::uint64_t, std::uint32_t> one_way_;
};

}  // namespace meseta
