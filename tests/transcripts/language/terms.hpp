// Terms: what a framework says of the agents it wants, and an agent of itself, as options.
//
//     capabilities=GPU_RESOURCES,REGION_AWARE
//     constraints="rack text_equals a, HOSTNAME exists | ssd not_exists"
//         groups between `|`, constraints between `,`; before them `ROLE:`, between roles `;`
//     smallest="eng=cpus:1;mem:32|gpus:1+ops="
//         between roles `+`; ops is offered anything
//     hostname=h1 attributes=rack:a;level:3 domain=eu/1
//
// Regexes are globs, in which only `*` means something; one that begins with `!` is refused.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/constraints/agent_facts.hpp"
#include "engine/constraints/offer_constraints.hpp"
#include "engine/resources/capabilities.hpp"
#include "engine/resources/smallest_offer.hpp"
#include "tests/transcripts/language/words.hpp"

namespace meseta::transcript {

// What is not given stays as it is.
void read_terms(Words& words, const Text& role, Capabilities& capabilities,
                OfferConstraints& constraints, std::vector<SmallestOffer>& smallest);

struct SaidFacts {
  std::optional<Text> hostname;
  std::optional<Attributes> attributes;
  std::optional<Text> domain;
};

[[nodiscard]] SaidFacts read_facts(Words& words);

}  // namespace meseta::transcript
