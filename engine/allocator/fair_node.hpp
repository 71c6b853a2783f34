// What FairOrder knows of a role or a client.
//
// What is read to compare siblings is apart from the rest, and less than a line of the cache.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/allocator/share.hpp"
#include "engine/allocator/taker.hpp"
#include "engine/base/id.hpp"
#include "engine/base/slots.hpp"
#include "engine/base/text.hpp"

namespace meseta {

using FairIndex = std::uint32_t;

struct FairNode {
  Text name;              // The path of a role, that path and `/.`, or the framework's name.
  FrameworkId framework;  // Of a leaf.
  ClientSlot client = kNoSlot;
  FairIndex parent = kNoSlot;
  FairIndex own = kNoSlot;  // Of a role: its virtual child.
  std::uint32_t depth = 0;
  std::uint32_t active = 0;        // Active clients below, or here.
  ClientSlot sole = kNoSlot;       // Of one active client: it, or not known.
  std::uint32_t moving = 0;        // During refresh: how many of `order` are out of place.
  bool blocked = false;            // Of a leaf.
  bool contested = false;          // Has a sibling in the order, and two active clients below.
  std::vector<FairIndex> by_name;  // All children.
  std::vector<FairIndex> order;    // Those with active clients, in order but for dirty ones.
};

struct FairKey {
  DominantShare share;
  std::uint64_t granted = 0;  // The number of its latest grant; 0 if it never had one.
  std::uint64_t rank = 0;     // Orders siblings by name, then by framework.
  bool dirty = false;         // Noted to be put in place.
};

static_assert(sizeof(FairKey) <= 64);

}  // namespace meseta
