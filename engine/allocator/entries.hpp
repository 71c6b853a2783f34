// What the allocator remembers of agents, of clients and of frameworks.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/allocator/quotas.hpp"
#include "engine/allocator/taker.hpp"
#include "engine/base/id.hpp"
#include "engine/base/slots.hpp"
#include "engine/base/text.hpp"
#include "engine/resources/capabilities.hpp"
#include "engine/resources/quantities.hpp"
#include "engine/resources/resources.hpp"

namespace meseta {

struct AgentEntry {
  AgentId id;
  Resources total;
  Resources free;     // Of the total, what nobody was offered or uses.
  Resources missing;  // What is held beyond a total that shrank: comes back to nobody.
  bool active = true;
  // Some of the total is reserved or may be taken back, so not everybody is offered the same.
  bool mixed = false;
  Quantities pooled;  // What it adds to the pool.
};

struct ClientEntry {
  std::uint32_t framework = kNoSlot;
  Text role;
  Quantities offered;  // Scalars; the rest of what it holds is used.
  RoleSlot quota = kNoSlot;
  bool subscribed = false;
  bool suppressed = false;
  Capabilities capabilities;
  std::optional<std::vector<Quantities>> smallest_offers;  // Absent: the operator's.
};

struct FrameworkEntry {
  FrameworkId id;
  Text name;
  bool active = false;
  std::vector<ClientSlot> clients;  // One per role it ever had.
};

// What of an agent's free resources those of one role and of equal capabilities can use.
struct RoleOffer {
  std::uint32_t role = kNoSlot;
  Capabilities capabilities;
  Resources resources;
};

}  // namespace meseta
