// DominantShare: the greatest part anyone holds of any one resource, as an exact fraction.
//
// Dominant resource fairness (Ghodsi et al., NSDI 2011): who holds 2 of 9 cpus and 8 of 18 GB has a
// share of 8/18. Weights divide it. Two weighted shares a/(A w) and b/(B v) compare as a B v and b
// A w: 52 bits for an amount, 52 for a total and 20 for a weight fit in 128.
#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "engine/allocator/options.hpp"
#include "engine/resources/quantities.hpp"

namespace meseta {

__extension__ using Wide = unsigned __int128;

constexpr Wide product(std::int64_t a, std::int64_t b) {
  return Wide{static_cast<std::uint64_t>(a)} * static_cast<std::uint64_t>(b);
}

struct DominantShare {
  std::int64_t part = 0;
  std::int64_t whole = 1;
  std::int64_t weight_milli = kWeightMilliDefault;

  friend std::weak_ordering operator<=>(const DominantShare& a, const DominantShare& b) {
    if (a.whole == b.whole && a.weight_milli == b.weight_milli) return a.part <=> b.part;
    return scaled(a, b) <=> scaled(b, a);
  }

 private:
  static Wide scaled(const DominantShare& a, const DominantShare& b) {
    return product(b.whole, b.weight_milli) * static_cast<std::uint64_t>(a.part);
  }
};

// What shares are parts of.
class ShareTotals {
 public:
  explicit ShareTotals(std::vector<ResourceName> excluded) : excluded_(std::move(excluded)) {}

  void set(const Quantities& totals);

  // Of unit weight.
  [[nodiscard]] DominantShare dominant(const Quantities& held) const {
    DominantShare most;
    const auto compare = [&](std::int64_t part, std::int64_t whole) {
      if (product(part, most.whole) > product(most.part, whole)) most = {part, whole};
    };
    for (std::size_t i = 0; i < known_count_; ++i) {
      compare(held.get(known_[i].name).milli, known_[i].whole);
    }
    for (const Quantities::Amount& total : others_) {
      compare(held.get(total.name).milli, total.quantity.milli);
    }
    return most;
  }

 private:
  std::vector<ResourceName> excluded_;
  // Positive, not excluded, in the order of names.
  struct Known {
    KnownName name = KnownName::Cpus;
    std::int64_t whole = 0;
  };
  std::array<Known, kKnownNames> known_;
  std::size_t known_count_ = 0;
  std::vector<Quantities::Amount> others_;
};

}  // namespace meseta
