// Whom an agent must not be offered to, whatever is free there.
#include <algorithm>

#include "tests/fakes/glob_matchers.hpp"
#include "tests/oracles/allocator_oracle.hpp"

namespace meseta::oracles {

namespace {

bool glob(const std::string& regex, const std::string& text) { return glob_matches(regex, text); }

}  // namespace

ExclusionFacts AllocatorOracle::facts(AgentId agent) const {
  const Agent& record = agents_.at(agent);
  return {record.facts, record.total.gpus() > Quantity{}};
}

bool AllocatorOracle::whitelisted(AgentId agent) const {
  const auto& names = options_.rules.whitelist;
  return !names || names->count(agents_.at(agent).facts.hostname.str()) > 0;
}

bool AllocatorOracle::excluded(const Client& client, AgentId agent) const {
  const ExclusionTerms& terms = frameworks_.at(client.first).terms;
  return exclusion(options_.rules, terms, client.second, facts(agent), glob).has_value();
}

bool AllocatorOracle::gains(const std::string& role, const ExclusionTerms& before,
                            const ExclusionTerms& after) const {
  if (before.capabilities == after.capabilities && before.constraints == after.constraints) {
    return false;
  }
  if (before.capabilities.revocable_resources != after.capabilities.revocable_resources ||
      before.capabilities.shared_resources != after.capabilities.shared_resources ||
      before.capabilities.reservation_refinement != after.capabilities.reservation_refinement) {
    return true;
  }
  if (before.asks_hostname(role)) return true;
  return std::any_of(agents_.begin(), agents_.end(), [&](const auto& entry) {
    const ExclusionFacts about = facts(entry.first);
    return whitelisted(entry.first) && excludes_class(options_.rules, before, role, about, glob) &&
           !excludes_class(options_.rules, after, role, about, glob);
  });
}

}  // namespace meseta::oracles
