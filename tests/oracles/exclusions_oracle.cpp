#include "tests/oracles/exclusions_oracle.hpp"

namespace meseta::oracles {

bool ExclusionTerms::asks_hostname(const std::string& role) const {
  for (const RoleConstraints& entry : constraints.roles) {
    if (entry.role.str() != role) continue;
    for (const ConstraintGroup& group : entry.groups) {
      for (const AttributeConstraint& constraint : group.constraints) {
        if (constraint.selector.kind == AttributeSelector::Kind::Hostname) return true;
      }
    }
  }
  return false;
}

std::optional<Exclusion> exclusion(const ExclusionRules& rules, const ExclusionTerms& terms,
                                   const std::string& role, const ExclusionFacts& agent,
                                   const TextMatches& matches) {
  const AgentFacts& facts = agent.facts;
  if (rules.whitelist && rules.whitelist->count(facts.hostname.str()) == 0) {
    return Exclusion::NotWhitelisted;
  }
  if (rules.filter_gpu_resources && agent.gpus && !terms.capabilities.gpu_resources) {
    return Exclusion::GpuAgent;
  }
  if (!rules.region.empty() && facts.region && facts.region->str() != rules.region &&
      !terms.capabilities.region_aware) {
    return Exclusion::RemoteRegion;
  }
  if (excludes(terms.constraints, role, facts, matches)) return Exclusion::Constraints;
  return std::nullopt;
}

bool excludes_class(const ExclusionRules& rules, const ExclusionTerms& terms,
                    const std::string& role, const ExclusionFacts& agent,
                    const TextMatches& matches) {
  const std::optional<Exclusion> why = exclusion(rules, terms, role, agent, matches);
  if (!why || why == Exclusion::NotWhitelisted) return false;
  return why != Exclusion::Constraints || !terms.asks_hostname(role);
}

}  // namespace meseta::oracles
