#include "engine/constraints/constraint_filter.hpp"

#include <algorithm>
#include <optional>

#include "engine/base/check.hpp"

namespace meseta {

namespace {

FoundAttribute found_text(const Text& text) { return {FoundAttribute::Kind::Text, text}; }

FoundAttribute found_text(const std::optional<Text>& text) {
  return text ? found_text(*text) : FoundAttribute{};
}

FoundAttribute find_attribute(const AttributeSelector& selector, const AgentFacts& agent) {
  switch (selector.kind) {
    case AttributeSelector::Kind::Unset:
      break;
    case AttributeSelector::Kind::AttributeName: {
      const Attribute* const attribute = agent.attributes.find(selector.attribute_name.view());
      if (attribute == nullptr) return {};
      if (attribute->kind != AttributeKind::Text) return {FoundAttribute::Kind::NoText, Text()};
      return found_text(attribute->text);
    }
    case AttributeSelector::Kind::Hostname:
      return found_text(agent.hostname);
    case AttributeSelector::Kind::Region:
      return found_text(agent.region);
    case AttributeSelector::Kind::Zone:
      return found_text(agent.zone);
  }
  CHECK(false);
}

}  // namespace

void ConstraintFilter::find_all(const Role& role, const AgentFacts& agent,
                                std::vector<FoundAttribute>& found) {
  found.clear();
  for (const AttributeSelector& selector : role.selectors) {
    found.push_back(find_attribute(selector, agent));
  }
}

template <class Matches>
bool ConstraintFilter::holds(const Constraint& constraint, const FoundAttribute& found,
                             Matches matches) {
  const bool absent = found.kind == FoundAttribute::Kind::Absent;
  const bool no_text = found.kind == FoundAttribute::Kind::NoText;
  switch (constraint.kind) {
    case AttributePredicate::Kind::Unset:
      break;
    case AttributePredicate::Kind::Exists:
      return !absent;
    case AttributePredicate::Kind::NotExists:
      return absent;
    case AttributePredicate::Kind::TextEquals:
      return no_text || (!absent && found.text == constraint.text);
    case AttributePredicate::Kind::TextNotEquals:
      return no_text || absent || found.text != constraint.text;
    case AttributePredicate::Kind::TextMatches:
      return no_text || (!absent && matches(constraint.regex, found.text));
    case AttributePredicate::Kind::TextNotMatches:
      return no_text || absent || !matches(constraint.regex, found.text);
  }
  CHECK(false);
}

template <class Matches>
std::size_t ConstraintFilter::first_failing(const Group& group,
                                            const std::vector<FoundAttribute>& found,
                                            Matches matches) {
  const auto failing = std::find_if(group.begin(), group.end(), [&](const Constraint& constraint) {
    return !holds(constraint, found[constraint.selector], matches);
  });
  return static_cast<std::size_t>(failing - group.begin());
}

bool ConstraintFilter::matches_remembered(std::uint32_t regex, const Text& text) {
  if (const auto known = answers_.match(regex, text)) return *known;
  const bool answer = regexes_[regex]->matches(text.view());
  answers_.remember_match(regex, text, answer);
  return answer;
}

bool ConstraintFilter::asks_hostname(const Text& role) const {
  const std::uint32_t* const number = roles_by_name_.find(role);
  if (number == nullptr) return false;
  const auto& selectors = roles_[*number].selectors;
  return std::any_of(selectors.begin(), selectors.end(), [](const AttributeSelector& selector) {
    return selector.kind == AttributeSelector::Kind::Hostname;
  });
}

bool ConstraintFilter::excludes(const Text& role_name, const AgentFacts& agent) {
  const std::uint32_t* const number = roles_by_name_.find(role_name);
  if (number == nullptr) return false;
  const Role& role = roles_[*number];
  asked_.role = *number;
  find_all(role, agent, asked_.found);
  if (const auto known = answers_.verdict(asked_)) return *known;

  const auto matches = [this](std::uint32_t regex, const Text& text) {
    return matches_remembered(regex, text);
  };
  const bool wanted = std::any_of(role.groups.begin(), role.groups.end(), [&](const Group& group) {
    return first_failing(group, asked_.found, matches) == group.size();
  });
  answers_.remember_verdict(asked_, !wanted);
  return !wanted;
}

std::vector<ConstraintPlace> ConstraintFilter::why(const Text& role_name,
                                                   const AgentFacts& agent) const {
  const std::uint32_t* const number = roles_by_name_.find(role_name);
  if (number == nullptr) return {};
  const Role& role = roles_[*number];
  std::vector<FoundAttribute> found;
  find_all(role, agent, found);
  const auto matches = [this](std::uint32_t regex, const Text& text) {
    return regexes_[regex]->matches(text.view());
  };
  std::vector<ConstraintPlace> places;
  for (std::size_t g = 0; g < role.groups.size(); ++g) {
    const std::size_t failing = first_failing(role.groups[g], found, matches);
    if (failing == role.groups[g].size()) return {};
    places.push_back({g, failing});
  }
  return places;
}

}  // namespace meseta
