// Validation: is what a peer asks well formed, and is it theirs to ask?
//
// Every check is a sentence to the peer when it fails; the first one that fails is told.
#pragma once

#include "engine/base/result.hpp"
#include "engine/event/calls.hpp"
#include "engine/event/messages.hpp"
#include "engine/master/state.hpp"

namespace meseta::master {

[[nodiscard]] Result<void> validate_agent(const RegisterAgent& message);

[[nodiscard]] Result<void> validate_subscription(const Subscribe& call,
                                                 const MasterOptions& options);

// Its offers are distinct, there, the framework's, and of one role and one agent. Marks them,
// changes nothing else.
[[nodiscard]] Result<void> validate_accept(State& m, Slot framework, const Accept& call);

// Its name, and that it is for this agent and role.
[[nodiscard]] Result<void> validate_task(const State& m, Slot framework, Slot agent,
                                         const Text& role, const TaskInfo& task);

// What it takes, in itself. Tasks of one shape share the answer.
[[nodiscard]] Result<void> validate_taken(const Ref<Resources>& resources);

}  // namespace meseta::master
