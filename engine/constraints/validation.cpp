#include "engine/constraints/validation.hpp"

#include <string>
#include <string_view>
#include <utility>

#include "engine/base/lookup.hpp"
#include "engine/resources/role.hpp"

namespace meseta {

namespace {

std::string too_long(std::size_t size, std::size_t size_max) {
  return std::to_string(size) + " bytes are too long; at most " + std::to_string(size_max);
}

std::string too_many(std::size_t count, std::string_view what, std::size_t count_max) {
  return std::to_string(count) + " " + std::string(what) + " are too many; at most " +
         std::to_string(count_max);
}

Result<void> validate(const AttributeSelector& selector, const ConstraintLimits& limits) {
  // What was read from bytes may be a kind beyond the last.
  if (selector.kind == AttributeSelector::Kind::Unset ||
      selector.kind > AttributeSelector::Kind::Zone) {
    return refuse(
        ".selector: unset or unknown; expected attribute_name, or pseudoattribute_type HOSTNAME, "
        "REGION or ZONE");
  }
  const std::size_t size = selector.attribute_name.size();
  if (size > limits.name_bytes_max) {
    return refuse(".selector.attribute_name: " + too_long(size, limits.name_bytes_max));
  }
  return {};
}

Result<void> validate(const AttributePredicate& predicate, const ConstraintLimits& limits) {
  using Kind = AttributePredicate::Kind;
  if (predicate.kind == Kind::Unset || predicate.kind > Kind::TextNotMatches) {
    return refuse(
        ".predicate: unset or unknown; expected one of exists, not_exists, text_equals, "
        "text_not_equals, text_matches, text_not_matches");
  }
  const bool regex = predicate.kind >= Kind::TextMatches;
  const std::size_t size_max = regex ? limits.regex_bytes_max : limits.text_bytes_max;
  if (predicate.text.size() > size_max) {
    return refuse("." + std::string(field_name(predicate.kind)) +
                  (regex ? ".regex: " : ".value: ") + too_long(predicate.text.size(), size_max));
  }
  return {};
}

Result<void> validate(const RoleConstraints& role, const ConstraintLimits& limits) {
  const std::string field = field_name(role.role) + ".groups";
  if (role.groups.empty()) return refuse(field + ": empty; expected at least one group");
  if (role.groups.size() > limits.role_groups_max) {
    return refuse(field + ": " + too_many(role.groups.size(), "groups", limits.role_groups_max));
  }
  for (std::size_t g = 0; g < role.groups.size(); ++g) {
    const auto& constraints = role.groups[g].constraints;
    const auto refuse_group = [&](const std::string& why) {
      std::string message = field;
      message.append("[").append(std::to_string(g)).append("].constraints: ").append(why);
      return refuse(std::move(message));
    };
    if (constraints.empty()) return refuse_group("empty; expected at least one constraint");
    if (constraints.size() > limits.group_constraints_max) {
      return refuse_group(
          too_many(constraints.size(), "constraints", limits.group_constraints_max));
    }
    for (std::size_t c = 0; c < constraints.size(); ++c) {
      auto valid = validate(constraints[c].selector, limits);
      if (valid) valid = validate(constraints[c].predicate, limits);
      if (!valid) return refuse(field_name(role.role, {g, c}) + valid.error().message);
    }
  }
  return {};
}

}  // namespace

Result<void> validate_constraints(const OfferConstraints& constraints,
                                  const ConstraintLimits& limits) {
  Lookup<Text, bool> seen;
  std::size_t count = 0;
  for (const RoleConstraints& role : constraints.roles) {
    if (auto valid = validate_role(role.role.view()); !valid) {
      return refuse("offer_constraints.role_constraints: " + valid.error().message);
    }
    if (!seen.insert(role.role, true).second) {
      return refuse(field_name(role.role) + ": given twice; expected each role once");
    }
    if (auto valid = validate(role, limits); !valid) return valid;
    for (const ConstraintGroup& group : role.groups) count += group.constraints.size();
    if (count > limits.constraints_max) {
      return refuse("offer_constraints: more than " + std::to_string(limits.constraints_max) +
                    " constraints in all are too many");
    }
  }
  return {};
}

Result<void> validate_constrained_roles(const OfferConstraints& constraints,
                                        const std::vector<Text>& roles) {
  Lookup<Text, bool> known;
  for (const Text& role : roles) known.insert(role, true);
  for (const RoleConstraints& role : constraints.roles) {
    if (!known.contains(role.role)) {
      return refuse(field_name(role.role) + ": expected a role of the framework");
    }
  }
  return {};
}

}  // namespace meseta
