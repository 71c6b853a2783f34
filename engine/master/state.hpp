// State: what a master knows. Turn: what it is given to handle one event.
//
// The concerns of a master (registration.hpp, agents.hpp, frameworks.hpp, ...) are functions on
// these two. Each keeps the invariants it names; those of the tables together are:
//   1. A task and an offer are in the lists of their agent and of their framework.
//   2. An agent that is not `accounted` has neither; one without session has no offers, and a
//   framework
//      that is not Connected has none.
//   3. The allocator holds as offered what is in the offer table, and as used what the tasks that
//   are
//      not terminal take: `allocated` is their sum.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <utility>
#include <vector>

#include "engine/allocator/allocator.hpp"
#include "engine/base/lookup.hpp"
#include "engine/event/event.hpp"
#include "engine/event/outbox.hpp"
#include "engine/event/records.hpp"
#include "engine/master/options.hpp"
#include "engine/master/stats.hpp"
#include "engine/master/tables/agent_table.hpp"
#include "engine/master/tables/framework_table.hpp"
#include "engine/master/tables/offer_table.hpp"
#include "engine/master/tables/task_table.hpp"
#include "engine/registry/registry.hpp"

namespace meseta::master {

// What a master's alarms are for.
enum class AlarmKind : std::uint32_t {
  Run,        // Owner 0: the next run of the allocator.
  Offers,     // Owner 0: the oldest offer times out.
  Election,   // Owner 0: agents of the registry that are not back are given up.
  Agent,      // Owner: id of an agent that lost its session.
  Framework,  // Owner: id of a framework without session.
};

// The event being handled, when, and where wants go.
struct Turn {
  const Event& event;
  Time now;
  Outbox& out;

  void arm(AlarmKind kind, std::uint64_t owner, Time at) const {
    out.arm(static_cast<std::uint32_t>(kind), owner, at);
  }
  void disarm(AlarmKind kind, std::uint64_t owner) const {
    out.disarm(static_cast<std::uint32_t>(kind), owner);
  }
};

// Whose session it is.
struct Peer {
  enum class Side : std::uint8_t { Agent, Framework };
  Side side = Side::Agent;
  Slot slot = kNoSlot;
};

struct State {
  explicit State(MasterOptions chosen)
      : options(std::move(chosen)),
        registry({.removed_frameworks_max = options.completed_frameworks_max}) {}

  MasterOptions options;
  MasterStats stats;
  bool leading = false;
  Epoch epoch;                // Of the newest election won.
  std::uint64_t tickets = 0;  // Given out by this process.

  // Of this leadership.
  std::unique_ptr<Allocator> allocator;  // There while leading.
  Registry registry;
  std::map<std::uint64_t, Record> staged;  // By ticket: on the way to the store.
  AgentTable agents;
  FrameworkTable frameworks;
  OfferTable offers;
  TaskTable tasks;
  Lookup<SessionId, Peer> sessions;
  std::uint32_t next_agent = 0;
  std::uint32_t next_framework = 0;
  std::uint32_t agents_in_transition = 0;
  std::uint32_t agents_awaited = 0;
  Quantities allocated;
  bool election_armed = false;
  Time run_armed = kTimeMax;
  Time offers_armed = kTimeMax;

  std::vector<Grant> grants;  // Scratch of a run.
};

}  // namespace meseta::master
