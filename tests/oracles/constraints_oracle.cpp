#include "tests/oracles/constraints_oracle.hpp"

#include <optional>
#include <stdexcept>

namespace meseta::oracles {

namespace {

struct Entry {
  bool is_text = true;
  std::string text;
};

std::optional<Entry> look_up(const AttributeSelector& selector, const AgentFacts& agent) {
  using Kind = AttributeSelector::Kind;
  if (selector.kind == Kind::Hostname) return Entry{true, agent.hostname.str()};
  if (selector.kind == Kind::Region && agent.region) return Entry{true, agent.region->str()};
  if (selector.kind == Kind::Zone && agent.zone) return Entry{true, agent.zone->str()};
  if (selector.kind != Kind::AttributeName) return std::nullopt;
  for (const Attribute& attribute : agent.attributes.list) {
    if (attribute.name.str() != selector.attribute_name.str()) continue;
    return Entry{attribute.kind == AttributeKind::Text, attribute.text.str()};
  }
  return std::nullopt;
}

}  // namespace

bool holds(const AttributeConstraint& constraint, const AgentFacts& agent,
           const TextMatches& matches) {
  using Kind = AttributePredicate::Kind;
  const std::optional<Entry> entry = look_up(constraint.selector, agent);
  const Kind kind = constraint.predicate.kind;
  const std::string operand = constraint.predicate.text.str();

  if (kind == Kind::Exists) return entry.has_value();
  if (kind == Kind::NotExists) return !entry.has_value();
  const bool negative = kind == Kind::TextNotEquals || kind == Kind::TextNotMatches;
  if (!entry) return negative;
  if (!entry->is_text) return true;
  if (kind == Kind::TextEquals) return entry->text == operand;
  if (kind == Kind::TextNotEquals) return entry->text != operand;
  if (kind == Kind::TextMatches) return matches(operand, entry->text);
  if (kind == Kind::TextNotMatches) return !matches(operand, entry->text);
  throw std::logic_error("a constraint without predicate");
}

bool excludes(const OfferConstraints& constraints, const std::string& role, const AgentFacts& agent,
              const TextMatches& matches) {
  bool constrained = false;
  for (const RoleConstraints& entry : constraints.roles) {
    if (entry.role.str() != role) continue;
    constrained = true;
    for (const ConstraintGroup& group : entry.groups) {
      bool all = true;
      for (const AttributeConstraint& constraint : group.constraints) {
        all = all && holds(constraint, agent, matches);
      }
      if (all) return false;
    }
  }
  return constrained;
}

}  // namespace meseta::oracles
