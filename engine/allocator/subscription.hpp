// Subscription: on what terms does a framework want offers?
#pragma once

#include <memory>
#include <span>

#include "engine/base/id.hpp"
#include "engine/base/text.hpp"
#include "engine/constraints/constraint_filter.hpp"
#include "engine/resources/capabilities.hpp"
#include "engine/resources/smallest_offer.hpp"

namespace meseta {

// Of an allocator. What the spans show need not outlive the call.
struct Subscription {
  FrameworkId framework;
  Text name;                         // Breaks ties. Stays as it was first; need not be unique.
  std::span<const Text> roles;       // Distinct.
  std::span<const Text> suppressed;  // Those of `roles` it does not want offers for.
  bool active = true;                // Otherwise as after deactivate_framework.
  Capabilities capabilities;
  std::span<const SmallestOffer> smallest_offers;  // Valid: see validate_smallest_offers.
  // Null: none. The same one again means that they are unchanged.
  std::shared_ptr<ConstraintFilter> constraints;
};

}  // namespace meseta
