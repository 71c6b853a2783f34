// Records of tasks: adding one, changing its state, forgetting it; and kills.
#pragma once

#include "engine/event/calls.hpp"
#include "engine/master/state.hpp"

namespace meseta::master {

// Lists and counts it. Unless its state is terminal, what it takes must be used in the allocator.
Slot add_task(State& m, TaskRecord record);

// A terminal state stays, and gives back what the task takes.
void set_state(State& m, Slot task, TaskState state, Time now);

// Forgets it; gives back what it takes, if it still does.
void remove_task(State& m, Slot task, Time now);

void on(State& m, const Kill& call, Slot framework, const Turn& turn);

}  // namespace meseta::master
