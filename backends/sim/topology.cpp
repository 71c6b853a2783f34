#include "backends/sim/topology.hpp"

#include <algorithm>

namespace meseta {

Topology::Topology(const std::vector<AgentClass>& cluster) : domains_(1) {
  for (const AgentClass& agent_class : cluster) {
    const auto index = static_cast<std::uint32_t>(class_names_.size());
    class_names_.push_back(agent_class.name);
    const std::uint32_t domain = domain_at(agent_class.domain);
    for (std::uint32_t member = 0; member < agent_class.count; ++member) {
      domains_[domain].agents.push_back(static_cast<std::uint32_t>(agents_.size()));
      agents_.push_back({index, member, domain});
    }
  }
}

std::uint32_t Topology::domain_at(std::string_view path) {
  const auto found = std::find_if(domains_.begin(), domains_.end(),
                                  [path](const Domain& domain) { return domain.path == path; });
  if (found != domains_.end()) return static_cast<std::uint32_t>(found - domains_.begin());
  const std::size_t slash = path.rfind('/');
  const std::uint32_t parent =
      domain_at(slash == std::string_view::npos ? std::string_view() : path.substr(0, slash));
  const auto made = static_cast<std::uint32_t>(domains_.size());
  domains_.push_back({.path = std::string(path), .parent = parent});
  domains_[parent].children.push_back(made);
  return made;
}

void Topology::collect(std::uint32_t domain, std::vector<std::uint32_t>& agents) const {
  const Domain& here = domains_[domain];
  agents.insert(agents.end(), here.agents.begin(), here.agents.end());
  for (const std::uint32_t child : here.children) collect(child, agents);
}

std::vector<std::uint32_t> Topology::in_domain(std::string_view path) const {
  std::vector<std::uint32_t> agents;
  for (std::uint32_t domain = 0; domain < domains_.size(); ++domain) {
    if (domains_[domain].path == path) collect(domain, agents);
  }
  std::sort(agents.begin(), agents.end());
  return agents;
}

std::vector<std::uint32_t> Topology::in_class(std::string_view name) const {
  std::vector<std::uint32_t> agents;
  for (std::uint32_t agent = 0; agent < agents_.size(); ++agent) {
    if (class_names_[agents_[agent].agent_class] == name) agents.push_back(agent);
  }
  return agents;
}

}  // namespace meseta
