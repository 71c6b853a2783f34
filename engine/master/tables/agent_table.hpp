// AgentTable: the agents a leading master knows, whether they answer or not.
//
//     (new) -> Admitting --Stored--> Registered <-> Disconnected
//                                        ^               |        silent, or away for too long
//     (election) -> Awaited -------------+---------------+------> Condemned --Stored--> Unreachable
//                                        ^                                                  |
//                                        +---------Stored-- Readmitting <-------------------+
//
// Admitting, Readmitting and Condemned wait for a record to become durable; until then nobody
// outside sees a difference. An agent that comes back with another AgentInfo is Readmitting too.
#pragma once

#include <cstdint>

#include "engine/base/id.hpp"
#include "engine/base/lookup.hpp"
#include "engine/base/ref.hpp"
#include "engine/base/roster.hpp"
#include "engine/event/body.hpp"
#include "engine/event/info.hpp"
#include "engine/master/tables/id_table.hpp"
#include "engine/master/tables/list.hpp"

namespace meseta {

enum class AgentState : std::uint8_t {
  Admitting,
  Registered,    // Has a session.
  Disconnected,  // Has none, and is still watched.
  Awaited,       // Durable, but nothing was heard of it under this leader.
  Readmitting,
  Condemned,
  Unreachable,
};

struct AgentRecord {
  AgentId id;
  Ref<AgentInfo> info;
  NodeId node;        // The process it last spoke from; invalid if it has not since the election.
  SessionId session;  // Invalid while it has none.
  AgentState state = AgentState::Admitting;
  bool accounted = false;  // In the allocator. Only then it has tasks or offers.
  bool watched = false;    // `node` is.
  bool armed = false;      // Its own alarm is.
  bool given_up = false;   // Its tasks were, since it was heard of last.
  Body registration;       // The RegisterAgent to answer when its record is durable.
  Roster tasks;
  List offers;  // Through OfferRecord::of_agent.

  // What became of its tasks will be known soon, so nothing should be said of them now.
  [[nodiscard]] bool in_transition() const {
    return state == AgentState::Awaited || state == AgentState::Readmitting ||
           state == AgentState::Condemned;
  }
};

struct AgentTable : IdTable<AgentId, AgentRecord> {
  Lookup<NodeId, Slot> by_node;  // Those whose `node` is valid.
};

}  // namespace meseta
