// Inboxes: when is a message handled that arrives now?
//
// Each process is a single server: a message waits until those that arrived before it are done,
// then costs `receive` and what its type costs. A message that finds `inbox_max` others waiting or
// being handled is not let in. That a session ended costs nothing, but is heard in its turn.
//
//     arrivals  A B   C         each costs |---|
//     handled       A   B   C
//
// Where nothing costs anything, this is not used at all.
#pragma once

#include <array>
#include <deque>
#include <optional>
#include <vector>

#include "engine/base/id.hpp"
#include "engine/event/kind.hpp"
#include "scenarios/network.hpp"

namespace meseta {

class Inboxes {
 public:
  explicit Inboxes(const CostSpec& costs);

  // Whether anything costs anything.
  [[nodiscard]] bool used() const { return used_; }

  enum class Room : std::uint8_t { Needed, Made };  // Made: it is let in even if the inbox is full.

  // The instant at which it is handled; none if the inbox is full. Instants do not decrease.
  std::optional<Time> admit(NodeId node, Kind kind, Time now, Room room = Room::Needed);

 private:
  bool used_ = false;
  std::uint32_t inbox_max_;
  std::array<Duration, kKinds> cost_{};
  std::vector<std::deque<Time>> busy_;  // By node: when each message let in is done, in order.
};

}  // namespace meseta
