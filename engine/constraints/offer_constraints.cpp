#include "engine/constraints/offer_constraints.hpp"

#include "engine/resources/text_cursor.hpp"

namespace meseta {

namespace {

std::string name_of(const AttributeSelector& selector) {
  switch (selector.kind) {
    case AttributeSelector::Kind::Unset:
      return "unset";
    case AttributeSelector::Kind::AttributeName:
      return selector.attribute_name.str();
    case AttributeSelector::Kind::Hostname:
      return "HOSTNAME";
    case AttributeSelector::Kind::Region:
      return "REGION";
    case AttributeSelector::Kind::Zone:
      return "ZONE";
  }
  return "unset";
}

}  // namespace

std::string field_name(const Text& role) {
  return "offer_constraints.role_constraints[\"" + role.str() + "\"]";
}

std::string field_name(const Text& role, ConstraintPlace place) {
  return field_name(role) + ".groups[" + std::to_string(place.group) + "].constraints[" +
         std::to_string(place.constraint) + "]";
}

std::string_view field_name(AttributePredicate::Kind kind) {
  switch (kind) {
    case AttributePredicate::Kind::Unset:
      return "unset";
    case AttributePredicate::Kind::Exists:
      return "exists";
    case AttributePredicate::Kind::NotExists:
      return "not_exists";
    case AttributePredicate::Kind::TextEquals:
      return "text_equals";
    case AttributePredicate::Kind::TextNotEquals:
      return "text_not_equals";
    case AttributePredicate::Kind::TextMatches:
      return "text_matches";
    case AttributePredicate::Kind::TextNotMatches:
      return "text_not_matches";
  }
  return "unset";
}

std::string to_string(const AttributeConstraint& constraint) {
  const auto kind = constraint.predicate.kind;
  std::string text = name_of(constraint.selector) + " " + std::string(field_name(kind));
  if (kind >= AttributePredicate::Kind::TextEquals) {
    text += " " + quoted(constraint.predicate.text.view());
  }
  return text;
}

}  // namespace meseta
