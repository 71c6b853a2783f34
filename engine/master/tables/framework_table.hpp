// FrameworkTable: the frameworks a leading master knows, subscribed or not.
//
//     (new) --> Subscribing --Stored--> Connected <--> Disconnected <-- (election)
//                    ^                      |                |
//                    +---- another info ----+----------------+
//                                           v                v   torn down, or away for too long
//                                           +---------> Removing --Stored--> (forgotten)
//
// Subscribing and Removing wait for a record to become durable.
#pragma once

#include <algorithm>
#include <cstdint>
#include <memory>
#include <vector>

#include "engine/base/id.hpp"
#include "engine/base/ref.hpp"
#include "engine/base/roster.hpp"
#include "engine/base/text.hpp"
#include "engine/constraints/constraint_filter.hpp"
#include "engine/event/body.hpp"
#include "engine/event/info.hpp"
#include "engine/master/tables/id_table.hpp"
#include "engine/master/tables/list.hpp"

namespace meseta {

enum class FrameworkState : std::uint8_t { Subscribing, Connected, Disconnected, Removing };

struct FrameworkRecord {
  FrameworkId id;
  Ref<FrameworkInfo> info;  // The durable one; null while it is new.
  SessionId session;        // Invalid while it has none.
  FrameworkState state = FrameworkState::Subscribing;
  bool armed = false;       // Its alarm is.
  Body subscription;        // The Subscribe to answer when its record is durable.
  Ref<FrameworkInfo> next;  // What that record says.
  std::shared_ptr<ConstraintFilter> constraints;  // Those of `info`; null if it has none.
  Roster tasks;
  List offers;              // Through OfferRecord::of_framework.
  std::uint32_t batch = 0;  // Scratch of what groups by framework; 0 between two uses.

  // Every role it ever had, in the order of having; tasks and offers name one by its place here.
  std::vector<Text> roles;

  std::uint16_t place_of(const Text& role) {
    const auto found = std::find(roles.begin(), roles.end(), role);
    const auto place = static_cast<std::uint16_t>(found - roles.begin());
    if (found == roles.end()) roles.push_back(role);
    return place;
  }
};

using FrameworkTable = IdTable<FrameworkId, FrameworkRecord>;

}  // namespace meseta
