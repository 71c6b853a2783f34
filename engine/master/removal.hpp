// A framework's end: torn down, or not back in time.
//
//     removed --> no offers, no calls
//             --FrameworkRemoved is durable--> agents told to end its tasks; forgotten
//
// Its tasks are forgotten with it, without a word to anybody; what they took is free for others
// while they may still be ending, and an agent refuses what does not fit yet.
#pragma once

#include "engine/event/calls.hpp"
#include "engine/event/records.hpp"
#include "engine/master/state.hpp"

namespace meseta::master {

void on(State& m, const Teardown& call, Slot framework, const Turn& turn);

void remove_framework(State& m, Slot framework, const Turn& turn);

// One that has been without session for too long.
void framework_overdue(State& m, FrameworkId id, const Turn& turn);

void on_durable(State& m, const FrameworkRemoved& record, const Turn& turn);

}  // namespace meseta::master
