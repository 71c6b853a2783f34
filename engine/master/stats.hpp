// MasterStats: what a master did since it was made, and what it accounts for now.
#pragma once

#include <array>
#include <cstdint>

#include "engine/event/task_state.hpp"

namespace meseta {

struct MasterStats {
  // Offers. Made = accepted + declined + rescinded + withdrawn + outstanding.
  std::uint64_t offers_made = 0;
  std::uint64_t offers_accepted = 0;   // Listed in an accept with tasks.
  std::uint64_t offers_declined = 0;   // Listed in a decline, or in an accept without tasks.
  std::uint64_t offers_rescinded = 0;  // Taken back, and the framework was told.
  std::uint64_t offers_withdrawn = 0;  // Void with the framework's session.
  std::uint64_t runs = 0;              // Of the allocator.

  // Calls.
  std::uint64_t accepts = 0;   // With tasks and valid offers.
  std::uint64_t declines = 0;  // And accepts without tasks.
  std::uint64_t refusals = 0;  // Calls, or tasks of an accept, that were turned down.

  // Tasks.
  std::uint64_t tasks_launched = 0;
  std::array<std::uint64_t, kTaskStates> tasks{};  // Accounted for now, by newest state.

  // Updates.
  std::uint64_t updates = 0;            // From agents.
  std::uint64_t updates_forwarded = 0;  // To frameworks, from agents or the master's own.
  std::uint64_t acks_forwarded = 0;

  // Peers.
  std::uint64_t agents_registered = 0;    // Admissions.
  std::uint64_t agents_reregistered = 0;  // Returns under an id they had.
  std::uint64_t agents_unreachable = 0;
  std::uint64_t frameworks_subscribed = 0;
  std::uint64_t frameworks_removed = 0;

  [[nodiscard]] std::uint64_t decisions() const { return offers_made + accepts + refusals; }
};

}  // namespace meseta
