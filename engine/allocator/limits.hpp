// Limits: the most there may be of each resource.
//
// A name that is absent is not limited, which is not the same as a limit of 0: that is remembered.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <vector>

#include "engine/resources/quantities.hpp"

namespace meseta {

class Limits {
 public:
  // More than any amount there is.
  static constexpr Quantity kUnlimited{INT64_MAX};

  Limits() { known_.fill(kUnlimited); }
  Limits(std::initializer_list<Quantities::Amount> amounts) : Limits() {
    for (const Quantities::Amount& amount : amounts) set(amount.name, amount.quantity);
  }

  [[nodiscard]] Quantity get(const ResourceName& name) const;
  void set(const ResourceName& name, Quantity quantity);

  [[nodiscard]] bool empty() const { return *this == Limits{}; }

  // Per name the smaller of the two.
  void lower(const Limits& other);

  // What is left when so much is taken; nothing where more is taken than there may be.
  [[nodiscard]] Limits without(const Quantities& taken) const;

  // As much of `wanted` as is within the limits.
  [[nodiscard]] Quantities cap(const Quantities& wanted) const;

  // Calls `visit(const ResourceName&, Quantity)` for each limit: the known names, then the others,
  // each in their order.
  template <class Visit>
  void for_each(Visit&& visit) const {
    for (std::size_t i = 0; i < kKnownNames; ++i) {
      if (known_[i] != kUnlimited) visit(ResourceName(static_cast<KnownName>(i)), known_[i]);
    }
    for (const Quantities::Amount& amount : others_) visit(amount.name, amount.quantity);
  }

  friend bool operator==(const Limits&, const Limits&) = default;

 private:
  std::array<Quantity, kKnownNames> known_{};
  std::vector<Quantities::Amount> others_;  // Sorted by name.
};

}  // namespace meseta
