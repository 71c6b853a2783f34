// Which constraints are refused, before anything is made of them?
//
// Everything but the regexes' own form, which only their compiler knows. Refusals begin with the
// field: `offer_constraints.role_constraints["eng"].groups[0].constraints[2].text_equals.value: …`.
#pragma once

#include <vector>

#include "engine/base/result.hpp"
#include "engine/constraints/limits.hpp"
#include "engine/constraints/offer_constraints.hpp"

namespace meseta {

[[nodiscard]] Result<void> validate_constraints(const OfferConstraints& constraints,
                                                const ConstraintLimits& limits = {});

// Each role that is constrained must be one of `roles`, those of the framework.
[[nodiscard]] Result<void> validate_constrained_roles(const OfferConstraints& constraints,
                                                      const std::vector<Text>& roles);

}  // namespace meseta
