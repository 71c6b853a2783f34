// QueueEntry: what an event queue orders.
#pragma once

#include <cstdint>

#include "engine/base/time.hpp"

namespace meseta {

struct QueueEntry {
  Time at;               // Before kTimeMax.
  std::uint64_t number;  // Unique.
  std::uint64_t handle;  // This and what follows is the caller's.
  std::uint32_t target;
  std::uint32_t session;
};
static_assert(sizeof(QueueEntry) == 32);

// The order of popping. Objects and not functions, so that the algorithms inline them.
inline constexpr auto pops_before = [](const QueueEntry& a, const QueueEntry& b) {
  return a.at != b.at ? a.at < b.at : a.number < b.number;
};
inline constexpr auto pops_after = [](const QueueEntry& a, const QueueEntry& b) {
  return pops_before(b, a);
};

}  // namespace meseta
