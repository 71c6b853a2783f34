// Reconciliation: what the master says of a task when it is asked.
//
// Answers are updates without uuid, one a task, in no relation to what else is on its way. Silence
// is an answer too: the task's agent is expected back, and only then its fate is known.
#pragma once

#include "engine/event/calls.hpp"
#include "engine/master/state.hpp"

namespace meseta::master {

// Of one task; `agent` is invalid where the framework does not know it.
void reconcile(State& m, Slot framework, const Text& task, AgentId agent, const Turn& turn);

void on(State& m, const Reconcile& call, Slot framework, const Turn& turn);

}  // namespace meseta::master
