// Status updates: what frameworks hear of their tasks, and how that is acknowledged.
//
//     agent --Update--> master --UpdateForward--> framework
//           <--AckForward--    <--Ack--
//
// An agent repeats an update until it is acknowledged, so the master keeps only the last one's uuid
// and may lose any of the four messages. Updates of the master's own carry no uuid and are not
// repeated.
#pragma once

#include <string_view>

#include "engine/event/calls.hpp"
#include "engine/event/messages.hpp"
#include "engine/master/state.hpp"

namespace meseta::master {

// Only to a connected framework; one that does not know partitions hears LOST for the newer states.
void tell(State& m, Slot framework, StatusUpdate status, const Turn& turn);

// The master's own word on a task it has a record of.
void tell_of(State& m, Slot task, TaskState state, StatusReason reason, const Text& message,
             const Turn& turn);

void on(State& m, const Update& message, Slot agent, const Turn& turn);
void on(State& m, const Ack& call, Slot framework, const Turn& turn);

}  // namespace meseta::master
