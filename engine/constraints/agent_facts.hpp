// AgentFacts: what of an agent can a constraint ask about?
//
// An agent always has a hostname; region and zone it has together with a domain. It is attributes
// and no more, so two agents of equal facts are the same to every constraint.
#pragma once

#include <optional>
#include <string_view>

#include "engine/base/text.hpp"
#include "engine/resources/attributes.hpp"

namespace meseta {

struct AgentFacts {
  Text hostname;
  std::optional<Text> region;
  std::optional<Text> zone;
  Attributes attributes;

  friend bool operator==(const AgentFacts&, const AgentFacts&) = default;

  // Takes region and zone from a domain such as `region/zone/rack`; what it does not reach to, the
  // agent does not have.
  [[nodiscard]] static AgentFacts of(Text hostname, std::string_view domain, Attributes attributes);
};

}  // namespace meseta
