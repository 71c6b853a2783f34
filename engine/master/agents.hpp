// Agents that go: a session ends, a process falls silent, a return is overdue.
//
//     session closed    its offers are rescinded; its tasks go on
//     silent, overdue   condemned: persisted as unreachable
//     durable           its tasks are given up, its resources leave the allocator, frameworks hear
//     of it
#pragma once

#include "engine/event/records.hpp"
#include "engine/event/reports.hpp"
#include "engine/master/state.hpp"

namespace meseta::master {

// Every change of an agent's state goes through here, as some states are counted.
void enter(State& m, Slot agent, AgentState state);

// Its session has ended or is about to be replaced.
void disconnect_agent(State& m, Slot agent, const Turn& turn);

void disarm_agent(State& m, Slot agent, const Turn& turn);

void on(State& m, const PeerSilent& report, const Turn& turn);

// One that has been without session for too long.
void agent_overdue(State& m, AgentId id, const Turn& turn);
// Those of the registry that have not come back since the election.
void election_overdue(State& m, const Turn& turn);

void on_durable(State& m, const AgentUnreachable& record, const Turn& turn);

}  // namespace meseta::master
