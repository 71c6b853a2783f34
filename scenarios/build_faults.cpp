// What goes wrong, and whom it hits.
#include <algorithm>

#include "scenarios/builders.hpp"
#include "workload/trace/table.hpp"

namespace meseta {

namespace {

bool stands_in(const std::vector<AgentClass>& cluster, const std::string& domain) {
  return std::any_of(cluster.begin(), cluster.end(),
                     [&](const AgentClass& agents) { return in_domain(agents.domain, domain); });
}

bool has_class(const std::vector<AgentClass>& cluster, const std::string& name) {
  return std::any_of(cluster.begin(), cluster.end(),
                     [&](const AgentClass& agents) { return agents.name == name; });
}

bool has_framework(const std::vector<FrameworkSpec>& frameworks, const std::string& name) {
  return std::any_of(frameworks.begin(), frameworks.end(), [&](const FrameworkSpec& framework) {
    for (std::uint32_t i = 0; i < framework.count; ++i) {
      if (is_called(framework, i, name)) return true;
    }
    return false;
  });
}

bool has_master(std::uint32_t masters, const std::string& which) {
  if (which == FaultSpec::kLeader || which == FaultSpec::kAllMasters) return true;
  for (std::uint32_t i = 0; i < masters; ++i) {
    if (which == std::to_string(i)) return true;
  }
  return false;
}

void check_target(const scenario::Fault& from, const FaultSpec& fault, const Scenario& within,
                  const Building& building) {
  const std::string* const targets[] = {&fault.domain, &fault.agent_class, &fault.framework,
                                        &fault.master};
  const auto given = std::count_if(std::begin(targets), std::end(targets),
                                   [](const std::string* target) { return !target->empty(); });
  if (given != 1) {
    building.refuse(from, {},
                    "a fault must say whom it hits; expected one of domain, agents, framework, "
                    "master");
  } else if (!fault.domain.empty() && !stands_in(within.cluster, fault.domain)) {
    building.refuse(from, "domain",
                    "no agents stand in domain " + excerpt(fault.domain) +
                        "; expected the domain of a class, or one around it");
  } else if (!fault.agent_class.empty() && !has_class(within.cluster, fault.agent_class)) {
    building.refuse(from, "agents",
                    "no class of agents is called " + excerpt(fault.agent_class) +
                        "; expected the name of one in cluster");
  } else if (!fault.framework.empty() && !has_framework(within.frameworks, fault.framework)) {
    building.refuse(from, "framework",
                    "no framework is called " + excerpt(fault.framework) +
                        "; expected the name of one in frameworks");
  } else if (!fault.master.empty() && !has_master(within.policy.masters, fault.master)) {
    building.refuse(from, "master",
                    "there is no master " + excerpt(fault.master) +
                        "; expected leader, all, or a number from 0 to " +
                        std::to_string(within.policy.masters - 1));
  }
}

}  // namespace

std::vector<FaultSpec> build_faults(const scenario::Scenario& from, const Scenario& within,
                                    const Building& building) {
  std::vector<FaultSpec> faults;
  for (const auto& fault : from.faults()) {
    const bool crash = fault.kind() == scenario::Fault::CRASH;
    FaultSpec made{.kind = crash ? FaultSpec::Kind::Crash : FaultSpec::Kind::Lose,
                   .at = nanoseconds(fault.at()),
                   .heal = {},
                   .domain = fault.domain(),
                   .agent_class = fault.agents(),
                   .framework = fault.framework(),
                   .master = fault.master()};
    if (fault.has_for_()) made.heal = nanoseconds(fault.for_());
    check_target(fault, made, within, building);
    faults.push_back(std::move(made));
  }
  return faults;
}

}  // namespace meseta
