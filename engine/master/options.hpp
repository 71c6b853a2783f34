// MasterOptions: what an operator may set of a master, with Mesos' defaults.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>

#include "engine/allocator/options.hpp"
#include "engine/base/time.hpp"
#include "engine/constraints/text_matchers.hpp"

namespace meseta {

struct MasterOptions {
  AllocatorOptions allocator;

  // An offer unanswered for so long is rescinded. Absent: never. At least 1 ms.
  std::optional<Duration> offer_timeout;

  // An agent that misses so many pings in a row is unreachable.
  Duration agent_ping_interval = seconds(15);
  std::uint32_t agent_pings_missed_max = 5;

  // How long an agent may be without a session, or missing after an election, before it is held to
  // be unreachable. Frameworks have at least as long to come back after an election.
  Duration agent_reregister_timeout = minutes(10);

  // For the regexes of offer constraints. Null: each is refused.
  std::shared_ptr<TextMatchers> text_matchers;

  Duration failover_timeout_max = days(365);  // What a framework asks beyond this is cut.

  std::uint32_t task_name_size_max = 255;       // Bytes.
  std::uint32_t framework_roles_max = 1'000;    // Of one framework.
  std::uint32_t completed_frameworks_max = 50;  // Ended ones remembered.
  std::uint32_t offers_per_call_max = 100'000;  // That an accept or a decline may name.
  std::uint32_t tasks_per_call_max = 100'000;   // That an accept or a reconcile may name.
};

}  // namespace meseta
