// ConstraintFilter: is an agent one that a framework does not want to be offered in a role, and
// why?
//
//     OfferConstraints --compile--> ConstraintFilter --excludes(role, facts)--> yes or no
//                         |
//                         +-- or a refusal that names the field
//
//  1. A refused compilation leaves nothing behind; the framework keeps the filter it had.
//  2. `excludes` is a function of constraints and facts. What it remembers (answers.hpp) saves time
//     and is never seen.
//  3. A regex that occurs more than once is compiled once. While its answer is remembered, a text
//     is matched once.
//  4. Cost: of an agent whose class is known, one look at its attributes per distinct selector of
//     the role, and one look-up. A role without constraints costs a look-up.
//
// It is not a list of agents: who asks for each agent and each grant keeps the answer in a bit, and
// asks again when the filter or the agent's facts change. Filters of different frameworks share
// nothing.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "engine/base/lookup.hpp"
#include "engine/base/result.hpp"
#include "engine/base/text.hpp"
#include "engine/constraints/agent_facts.hpp"
#include "engine/constraints/answers.hpp"
#include "engine/constraints/limits.hpp"
#include "engine/constraints/offer_constraints.hpp"
#include "engine/constraints/text_matchers.hpp"

namespace meseta {

class ConstraintFilter {
 public:
  ConstraintFilter() : answers_(0) {}  // Without constraints: excludes nobody.

  [[nodiscard]] static Result<ConstraintFilter> compile(const OfferConstraints& constraints,
                                                        TextMatchers& matchers,
                                                        const ConstraintLimits& limits = {});

  [[nodiscard]] bool constrains(const Text& role) const { return roles_by_name_.contains(role); }
  // Whether agents that differ in their hostname alone may differ to the role.
  [[nodiscard]] bool asks_hostname(const Text& role) const;
  [[nodiscard]] bool excludes(const Text& role, const AgentFacts& agent);

  // For each group in order the first of its constraints that does not hold. Empty if the agent is
  // not excluded. For people: slower, and nothing is remembered of it.
  [[nodiscard]] std::vector<ConstraintPlace> why(const Text& role, const AgentFacts& agent) const;

  // What is remembered, by estimate.
  [[nodiscard]] std::size_t remembered_bytes() const { return answers_.bytes(); }

 private:
  friend class ConstraintCompiler;

  struct Constraint {
    AttributePredicate::Kind kind = AttributePredicate::Kind::Unset;
    std::uint32_t selector = 0;  // Of the role's.
    std::uint32_t regex = 0;     // Of the filter's, by kind.
    Text text;
  };
  using Group = std::vector<Constraint>;
  struct Role {
    std::vector<AttributeSelector> selectors;  // Distinct.
    std::vector<Group> groups;
  };

  static void find_all(const Role& role, const AgentFacts& agent,
                       std::vector<FoundAttribute>& found);
  template <class Matches>
  static bool holds(const Constraint& constraint, const FoundAttribute& found, Matches matches);
  template <class Matches>
  static std::size_t first_failing(const Group& group, const std::vector<FoundAttribute>& found,
                                   Matches matches);  // The size of the group, if none fails.
  bool matches_remembered(std::uint32_t regex, const Text& text);

  Lookup<Text, std::uint32_t> roles_by_name_;
  std::vector<Role> roles_;
  std::vector<std::unique_ptr<TextMatcher>> regexes_;
  Answers answers_;
  Answers::AgentClass asked_;  // Kept for its memory.
};

}  // namespace meseta
