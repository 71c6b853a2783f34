// An agent is registered, for the first time or again: what it runs against what the master thinks.
//
//     reported, known             its newest state counts; a kill is said again
//     reported, not known         taken over; or ended, if its framework is
//     known, not reported         STAGING: launched again, as the launch was lost with the session
//                                 terminal: its framework is told once more
//                                 else: GONE
#pragma once

#include "engine/event/messages.hpp"
#include "engine/master/state.hpp"

namespace meseta::master {

// All it needs is durable, and the agent has a session.
void welcome(State& m, Slot agent, const RegisterAgent& message, const Turn& turn);

}  // namespace meseta::master
