// Offer constraints as a test writes them: `constraints("eng", {{equals("rack", "a")}})`.
#pragma once

#include <string_view>
#include <utility>
#include <vector>

#include "engine/constraints/agent_facts.hpp"
#include "engine/constraints/offer_constraints.hpp"

namespace meseta {

// HOSTNAME, REGION and ZONE are the pseudo attributes, everything else a name.
inline AttributeSelector selector(std::string_view name) {
  if (name == "HOSTNAME") return {AttributeSelector::Kind::Hostname, Text()};
  if (name == "REGION") return {AttributeSelector::Kind::Region, Text()};
  if (name == "ZONE") return {AttributeSelector::Kind::Zone, Text()};
  return {AttributeSelector::Kind::AttributeName, Text(name)};
}

inline AttributeConstraint constraint(std::string_view name, AttributePredicate::Kind kind,
                                      std::string_view text = "") {
  return {selector(name), {kind, Text(text)}};
}
inline AttributeConstraint exists(std::string_view name) {
  return constraint(name, AttributePredicate::Kind::Exists);
}
inline AttributeConstraint not_exists(std::string_view name) {
  return constraint(name, AttributePredicate::Kind::NotExists);
}
inline AttributeConstraint equals(std::string_view name, std::string_view text) {
  return constraint(name, AttributePredicate::Kind::TextEquals, text);
}
inline AttributeConstraint not_equals(std::string_view name, std::string_view text) {
  return constraint(name, AttributePredicate::Kind::TextNotEquals, text);
}
inline AttributeConstraint matches(std::string_view name, std::string_view regex) {
  return constraint(name, AttributePredicate::Kind::TextMatches, regex);
}
inline AttributeConstraint not_matches(std::string_view name, std::string_view regex) {
  return constraint(name, AttributePredicate::Kind::TextNotMatches, regex);
}

// Of one role.
inline OfferConstraints constraints(std::string_view role, std::vector<ConstraintGroup> groups) {
  return {{RoleConstraints{Text(role), std::move(groups)}}};
}

inline AgentFacts facts(std::string_view attributes, std::string_view hostname = "host",
                        std::string_view domain = "") {
  return AgentFacts::of(Text(hostname), domain, *parse_attributes(attributes));
}

}  // namespace meseta
