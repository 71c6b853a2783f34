// OfferConstraints: which agents does a framework want to be offered at all, role by role?
//
//     role:        eng           one entry per role; a role without entry is unconstrained
//     groups:      (A and B)     an agent will do if one group of the role holds for it
//               or (C)
//     constraint:  rack text_matches 'a[0-9]+'       a selector and a predicate
//
// What a predicate says of what the selector finds:
//
//                          absent    text              scalar, ranges, set
//     exists               false     true              true
//     not_exists           true      false             false
//     text_equals          false     equal             true
//     text_not_equals      true      not equal         true
//     text_matches         false     matches whole     true
//     text_not_matches     true      does not match    true
//
// Of several attributes of one name the first is looked at. A constraint on the text of what is no
// text holds, so that a cluster which makes an attribute a number starves nobody.
//
// A role with an entry but no group, and a group without constraint, are refused: the one would
// want no agent and the other any, and either is more likely a mistake.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.hpp"
#include "engine/base/text.hpp"

namespace meseta {

struct AttributeSelector {
  // The last three are pseudo attributes: not in the agent's list, and always text.
  enum class Kind : std::uint8_t { Unset, AttributeName, Hostname, Region, Zone };

  Kind kind = Kind::Unset;  // Unset is what a client said that is unknown here; refused.
  Text attribute_name;

  friend bool operator==(const AttributeSelector&, const AttributeSelector&) = default;
  template <class Self, class V>
  static void visit_fields(Self& self, V&& v) {
    v("kind", self.kind);
    v("attribute_name", self.attribute_name);
  }
};

struct AttributePredicate {
  enum class Kind : std::uint8_t {
    Unset,  // As above.
    Exists,
    NotExists,
    TextEquals,
    TextNotEquals,
    TextMatches,
    TextNotMatches,
  };

  Kind kind = Kind::Unset;
  Text text;  // The value or the regex, by kind.

  friend bool operator==(const AttributePredicate&, const AttributePredicate&) = default;
  template <class Self, class V>
  static void visit_fields(Self& self, V&& v) {
    v("kind", self.kind);
    v("text", self.text);
  }
};

struct AttributeConstraint {
  AttributeSelector selector;
  AttributePredicate predicate;

  friend bool operator==(const AttributeConstraint&, const AttributeConstraint&) = default;
  template <class Self, class V>
  static void visit_fields(Self& self, V&& v) {
    v("selector", self.selector);
    v("predicate", self.predicate);
  }
};

struct ConstraintGroup {
  std::vector<AttributeConstraint> constraints;

  friend bool operator==(const ConstraintGroup&, const ConstraintGroup&) = default;
  template <class Self, class V>
  static void visit_fields(Self& self, V&& v) {
    v("constraints", self.constraints);
  }
};

struct RoleConstraints {
  Text role;
  std::vector<ConstraintGroup> groups;

  friend bool operator==(const RoleConstraints&, const RoleConstraints&) = default;
  template <class Self, class V>
  static void visit_fields(Self& self, V&& v) {
    v("role", self.role);
    v("groups", self.groups);
  }
};

struct OfferConstraints {
  std::vector<RoleConstraints> roles;  // Distinct. In whatever order; a codec should sort them.

  [[nodiscard]] bool empty() const { return roles.empty(); }

  friend bool operator==(const OfferConstraints&, const OfferConstraints&) = default;
  template <class Self, class V>
  static void visit_fields(Self& self, V&& v) {
    v("roles", self.roles);
  }
};

// Where a constraint stands, in the order of the framework.
struct ConstraintPlace {
  std::size_t group = 0;
  std::size_t constraint = 0;

  friend bool operator==(const ConstraintPlace&, const ConstraintPlace&) = default;
};

// Names a field as refusals do: `offer_constraints.role_constraints["eng"]`, and below it
// `.groups[0].constraints[2]`.
[[nodiscard]] std::string field_name(const Text& role);
[[nodiscard]] std::string field_name(const Text& role, ConstraintPlace place);

// `text_matches`: the field of a predicate.
[[nodiscard]] std::string_view field_name(AttributePredicate::Kind kind);

// `rack text_matches 'a[0-9]+'`, `HOSTNAME exists`.
[[nodiscard]] std::string to_string(const AttributeConstraint& constraint);

}  // namespace meseta
