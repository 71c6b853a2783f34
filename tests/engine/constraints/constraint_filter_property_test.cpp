// Whatever the constraints and the agents, and whatever is remembered of them: what is excluded is
// what the words say.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "engine/constraints/constraint_filter.hpp"
#include "tests/builders/constraints.hpp"
#include "tests/fakes/glob_matchers.hpp"
#include "tests/oracles/constraints_oracle.hpp"

namespace meseta {
namespace {

using Strings = std::vector<std::string>;

// Few names and texts, so that constraints hit. Some texts are longer than their handle holds.
std::string any_name() {
  return *rc::gen::elementOf(Strings{"rack", "ssd", "a longer name", "HOSTNAME", "REGION", "ZONE"});
}
std::string any_text() {
  return *rc::gen::elementOf(Strings{"", "a", "ab", "b", "aaaaaaaaaaaa", "aaaaaaaaaaab"});
}
std::string any_glob() {
  return *rc::gen::elementOf(Strings{"*", "a*", "*b", "a", "", "aaaaaaaaaaa*", "*b*"});
}

AttributeConstraint any_constraint() {
  using Kind = AttributePredicate::Kind;
  const auto kind = static_cast<Kind>(*rc::gen::inRange(
      static_cast<int>(Kind::Exists), static_cast<int>(Kind::TextNotMatches) + 1));
  const bool regex = kind == Kind::TextMatches || kind == Kind::TextNotMatches;
  return constraint(any_name(), kind, regex ? any_glob() : any_text());
}

OfferConstraints any_constraints() {
  OfferConstraints all;
  for (const char* const role : {"eng", "eng/web", "ops"}) {
    if (*rc::gen::inRange(0, 4) == 0) continue;
    RoleConstraints& entry = all.roles.emplace_back(RoleConstraints{Text(role), {}});
    for (int groups = *rc::gen::inRange(1, 4); groups > 0; --groups) {
      auto& group = entry.groups.emplace_back();
      for (int n = *rc::gen::inRange(1, 4); n > 0; --n)
        group.constraints.push_back(any_constraint());
    }
  }
  return all;
}

Attribute any_attribute() {
  Attribute attribute;
  attribute.name = Text(any_name());
  attribute.kind = *rc::gen::elementOf(
      std::vector<AttributeKind>{AttributeKind::Text, AttributeKind::Text, AttributeKind::Text,
                                 AttributeKind::Scalar, AttributeKind::Ranges, AttributeKind::Set});
  if (attribute.kind == AttributeKind::Text) attribute.text = Text(any_text());
  return attribute;
}

AgentFacts any_facts() {
  AgentFacts agent{
      .hostname = Text(any_text()), .region = std::nullopt, .zone = std::nullopt, .attributes = {}};
  if (*rc::gen::arbitrary<bool>()) agent.region = Text(any_text());
  if (*rc::gen::arbitrary<bool>()) agent.zone = Text(any_text());
  for (int n = *rc::gen::inRange(0, 5); n > 0; --n) {
    agent.attributes.list.push_back(any_attribute());
  }
  return agent;
}

// What `why` has to say.
std::vector<ConstraintPlace> failing(const OfferConstraints& constraints, const std::string& role,
                                     const AgentFacts& agent) {
  std::vector<ConstraintPlace> places;
  for (const RoleConstraints& entry : constraints.roles) {
    if (entry.role.str() != role) continue;
    for (std::size_t g = 0; g < entry.groups.size(); ++g) {
      const auto& group = entry.groups[g].constraints;
      std::size_t c = 0;
      while (c < group.size() && oracles::holds(group[c], agent, glob_matches)) ++c;
      places.push_back({g, c});
    }
  }
  return places;
}

RC_GTEST_PROP(ConstraintFilterProperty, ExcludesWhatTheWordsExclude, ()) {
  const OfferConstraints constraints = any_constraints();
  ConstraintLimits limits;
  const bool forgetful = *rc::gen::arbitrary<bool>();
  if (forgetful) limits.remembered_bytes_max = *rc::gen::inRange<std::size_t>(0, 2000);
  GlobMatchers matchers;
  auto filter = ConstraintFilter::compile(constraints, matchers, limits);
  RC_ASSERT(filter.has_value());

  std::vector<AgentFacts> agents(static_cast<std::size_t>(*rc::gen::inRange(1, 6)));
  std::generate(agents.begin(), agents.end(), any_facts);
  for (int asked = 0; asked < 20; ++asked) {
    const AgentFacts& agent = agents[*rc::gen::inRange<std::size_t>(0, agents.size())];
    const std::string role = *rc::gen::elementOf(Strings{"eng", "eng/web", "ops"});
    RC_ASSERT(filter->excludes(Text(role), agent) ==
              oracles::excludes(constraints, role, agent, glob_matches));
    RC_ASSERT(filter->remembered_bytes() <= limits.remembered_bytes_max);
  }
  RC_ASSERT(forgetful || matchers.times_matched_most() <= 1);
}

RC_GTEST_PROP(ConstraintFilterProperty, SaysWhyWhereAndOnlyWhereItExcludes, ()) {
  const OfferConstraints constraints = any_constraints();
  GlobMatchers matchers;
  auto filter = ConstraintFilter::compile(constraints, matchers);
  const AgentFacts agent = any_facts();
  for (const char* const role : {"eng", "eng/web", "ops"}) {
    const auto why = filter->why(Text(role), agent);
    RC_ASSERT(why.empty() != filter->excludes(Text(role), agent));
    if (!why.empty()) RC_ASSERT(why == failing(constraints, role, agent));
  }
}

}  // namespace
}  // namespace meseta
