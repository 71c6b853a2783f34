// Exclusions word for word: each question is answered from the facts alone.
#pragma once

#include <optional>
#include <set>
#include <string>

#include "engine/allocator/exclusions.hpp"
#include "engine/constraints/offer_constraints.hpp"
#include "tests/oracles/constraints_oracle.hpp"

namespace meseta::oracles {

struct ExclusionRules {
  bool filter_gpu_resources = true;
  std::string region;
  std::optional<std::set<std::string>> whitelist;
};

struct ExclusionTerms {
  Capabilities capabilities;
  OfferConstraints constraints;

  [[nodiscard]] bool asks_hostname(const std::string& role) const;
};

struct ExclusionFacts {
  AgentFacts facts;
  bool gpus = false;
};

[[nodiscard]] std::optional<Exclusion> exclusion(const ExclusionRules& rules,
                                                 const ExclusionTerms& terms,
                                                 const std::string& role,
                                                 const ExclusionFacts& agent,
                                                 const TextMatches& matches);

// Of whitelisted agents, whether its hostname does not matter and it is excluded.
[[nodiscard]] bool excludes_class(const ExclusionRules& rules, const ExclusionTerms& terms,
                                  const std::string& role, const ExclusionFacts& agent,
                                  const TextMatches& matches);

}  // namespace meseta::oracles
