// Terms: what the allocator is told of frameworks and agents, from what they say of themselves.
#pragma once

#include <memory>

#include "engine/base/result.hpp"
#include "engine/constraints/agent_facts.hpp"
#include "engine/constraints/constraint_filter.hpp"
#include "engine/event/info.hpp"
#include "engine/master/options.hpp"

namespace meseta::master {

// Null where there are none. Refuses what validate_constraints and the matchers do, and roles that
// are not the framework's.
[[nodiscard]] Result<std::shared_ptr<ConstraintFilter>> compile_constraints(
    const FrameworkInfo& info, const MasterOptions& options);

[[nodiscard]] AgentFacts facts_of(const AgentInfo& info);

}  // namespace meseta::master
