// Cast: which component a node of a scenario is, made from nothing but the scenario and the seed.
//
// A run makes its components here, and so does a replay of its history, which knows of a node only
// what its Boot says.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "backends/sim/topology.hpp"
#include "backends/sim/workloads.hpp"
#include "engine/agent/agent.hpp"
#include "engine/event/reports.hpp"
#include "engine/loop/replay.hpp"
#include "engine/master/master.hpp"
#include "engine/scheduler/driver.hpp"

namespace meseta {

// One process's component, and a view of what it is; one of the three is not null.
struct Actor {
  std::unique_ptr<Component> component;  // Owns what the others point to.
  const Master* master = nullptr;
  const Agent* agent = nullptr;
  const Driver* driver = nullptr;
};

class Cast final : public ComponentFactory {
 public:
  // The scenario must be valid and, as the census, outlive the cast.
  Cast(const Scenario& scenario, std::uint64_t seed, Census& census);

  [[nodiscard]] std::uint32_t count(Boot::Role role) const;
  [[nodiscard]] Actor play(Boot::Role role, std::uint32_t index);
  std::unique_ptr<Component> make(const Boot& boot) override;

  [[nodiscard]] const Topology& topology() const { return topology_; }
  [[nodiscard]] const Ref<AgentInfo>& agent(std::uint32_t index) const { return agents_[index]; }
  [[nodiscard]] const Ref<FrameworkInfo>& framework(std::uint32_t index) const {
    return frameworks_[index].info;
  }
  // A framework's policy, which outlives its processes: whoever plays the framework next goes on
  // with it. Null before the first.
  [[nodiscard]] const Runner* runner(std::uint32_t index) const { return runners_[index].get(); }
  // Of all agents.
  [[nodiscard]] const Quantities& total() const { return total_; }

 private:
  struct Framework {
    const FrameworkSpec* spec;
    Ref<FrameworkInfo> info;
  };

  void add_agents(const AgentClass& agent_class);
  void add_frameworks(const FrameworkSpec& framework);

  const Scenario& scenario_;
  Choices choices_;
  Census& census_;
  Topology topology_;
  AgentClasses classes_;  // Shared by all policies.
  MasterOptions master_options_;
  std::vector<Ref<AgentInfo>> agents_;
  std::vector<Framework> frameworks_;
  std::vector<std::shared_ptr<Runner>> runners_;  // By framework.
  Quantities total_;
};

MasterOptions master_options(const PolicySpec& policy);

}  // namespace meseta
