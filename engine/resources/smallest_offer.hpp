// SmallestOffer: how little may a framework be offered in a role?
//
// It stands in for what the operator says of all. An offer is large enough if it contains one of
// the alternatives at least; without any, everything is that is not empty.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "engine/base/result.hpp"
#include "engine/base/text.hpp"
#include "engine/resources/quantities.hpp"

namespace meseta {

struct SmallestOffer {
  static constexpr std::size_t kAlternativesMax = 16;

  Text role;
  std::vector<Quantities> alternatives;

  friend bool operator==(const SmallestOffer&, const SmallestOffer&) = default;
  template <class Self, class V>
  static void visit_fields(Self& self, V&& v) {
    v("role", self.role);
    v("alternatives", self.alternatives);
  }
};

// Each is of another one of `roles`, those of the framework, and names at most kAlternativesMax
// alternatives, none of them empty. Refusals begin with the field:
// `offer_filters["eng"].min_allocatable_resources[2]: …`.
[[nodiscard]] Result<void> validate_smallest_offers(std::span<const SmallestOffer> offers,
                                                    std::span<const Text> roles);

}  // namespace meseta
