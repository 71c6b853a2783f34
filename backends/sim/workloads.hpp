// Workloads: the policies of a scenario's frameworks, from what the scenario says they run.
#pragma once

#include <cstdint>
#include <memory>

#include "engine/base/choices.hpp"
#include "engine/event/info.hpp"
#include "scenarios/scenario.hpp"
#include "workload/agent_classes.hpp"
#include "workload/census.hpp"
#include "workload/runner.hpp"

namespace meseta {

// Of each agent of the class, but for its hostname.
AgentInfo agent_info(const AgentClass& agents);

// The scenario's classes, in its order.
AgentClasses agent_classes(const Scenario& scenario);

// The policy of the framework that is number `framework` of all, one of those `spec` describes. All
// that is passed by reference must outlive it.
std::unique_ptr<Runner> make_runner(const Scenario& scenario, const FrameworkSpec& spec,
                                    std::uint32_t framework, const Choices& choices,
                                    AgentClasses& classes, Census& census);

}  // namespace meseta
