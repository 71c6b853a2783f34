// Topology: which agents there are, and what fails together.
//
// Agents are numbered through in the scenario's order. Domains form a tree by their paths:
// `eu/a/r1` is a rack in the zone `eu/a` in the region `eu`; losing a domain loses all beneath it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/scenario.hpp"

namespace meseta {

class Topology {
 public:
  struct Agent {
    std::uint32_t agent_class = 0;  // In Scenario::cluster.
    std::uint32_t member = 0;       // Within its class.
    std::uint32_t domain = 0;       // In domains().
  };
  struct Domain {
    std::string path;
    std::uint32_t parent = 0;             // The root, whose path is empty, is its own.
    std::vector<std::uint32_t> children;  // In the order in which they were first named.
    std::vector<std::uint32_t> agents;    // Directly in it.
  };

  explicit Topology(const std::vector<AgentClass>& cluster);

  [[nodiscard]] const std::vector<Agent>& agents() const { return agents_; }
  [[nodiscard]] const std::vector<Domain>& domains() const { return domains_; }

  // Indices, growing. Of a domain and all beneath it; none if there is no such domain.
  [[nodiscard]] std::vector<std::uint32_t> in_domain(std::string_view path) const;
  [[nodiscard]] std::vector<std::uint32_t> in_class(std::string_view name) const;

 private:
  std::uint32_t domain_at(std::string_view path);
  void collect(std::uint32_t domain, std::vector<std::uint32_t>& agents) const;

  std::vector<std::string> class_names_;
  std::vector<Agent> agents_;
  std::vector<Domain> domains_;
};

}  // namespace meseta
