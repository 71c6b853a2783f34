#include "engine/constraints/agent_facts.hpp"

#include <utility>

namespace meseta {

AgentFacts AgentFacts::of(Text hostname, std::string_view domain, Attributes attributes) {
  AgentFacts facts{.hostname = std::move(hostname),
                   .region = std::nullopt,
                   .zone = std::nullopt,
                   .attributes = std::move(attributes)};
  if (domain.empty()) return facts;
  const std::size_t region_end = domain.find('/');
  facts.region = Text(domain.substr(0, region_end));
  if (region_end == std::string_view::npos) return facts;
  domain.remove_prefix(region_end + 1);
  facts.zone = Text(domain.substr(0, domain.find('/')));
  return facts;
}

}  // namespace meseta
