// Agents that come: new ones, ones that lost a session, ones the registry knows, ones given up.
//
//     RegisterAgent --> nothing to write down ----------------------> welcome
//                   --> new, changed, or unreachable: persist --Stored--^
//
// A greeting is repeated until it is answered, so one that comes at a bad moment is just dropped.
#pragma once

#include "engine/event/messages.hpp"
#include "engine/event/records.hpp"
#include "engine/master/state.hpp"

namespace meseta::master {

void on(State& m, const RegisterAgent& message, const Turn& turn);

void on_durable(State& m, const AgentAdmitted& record, const Turn& turn);
void on_durable(State& m, const AgentReachable& record, const Turn& turn);

}  // namespace meseta::master
