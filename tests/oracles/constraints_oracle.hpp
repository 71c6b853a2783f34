// Offer constraints word for word, with nothing compiled and nothing remembered.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "engine/constraints/agent_facts.hpp"
#include "engine/constraints/offer_constraints.hpp"

namespace meseta::oracles {

using TextMatches = std::function<bool(const std::string& regex, const std::string& text)>;

[[nodiscard]] bool holds(const AttributeConstraint& constraint, const AgentFacts& agent,
                         const TextMatches& matches);

[[nodiscard]] bool excludes(const OfferConstraints& constraints, const std::string& role,
                            const AgentFacts& agent, const TextMatches& matches);

}  // namespace meseta::oracles
