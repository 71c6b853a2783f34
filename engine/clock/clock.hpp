// Clock: the engine's only door to the passing of time.
//
// Decision code never holds a Clock: it is told `now` with each event and asks to be woken through
// its outbox. The loop alone reads the clock and, since timers live in its queue, only asks to be
// woken for the earliest of them.
//
// Every process has one wall clock; in a simulation the nodes of one process stand for many, each
// with its own offset and drift. `local` and `global` translate between a node's time and the
// loop's.
//
// What every implementation owes (tests/contracts/clock_contract.hpp):
//   1. now() never decreases between two calls.
//   2. A wake-up comes no earlier than the last instant asked for; asking again replaces.
//   3. local(node, ·) never decreases, and global(node, local(node, t)) <= t: an alarm set for a
//      local instant never goes off before that instant is reached on the node's clock.
#pragma once

#include "engine/base/id.hpp"
#include "engine/base/time.hpp"

namespace meseta {

class Clock {
 public:
  Clock() = default;
  Clock(const Clock&) = delete;
  Clock& operator=(const Clock&) = delete;
  virtual ~Clock() = default;

  [[nodiscard]] virtual Time now() const = 0;

  // Asks that the loop be run again at `at`, the instant of its earliest event.
  virtual void wake(Time at) = 0;

  // What the node's own clock shows when the loop's shows `global`.
  [[nodiscard]] virtual Time local(NodeId node, Time global) const = 0;

  // The earliest loop instant at which the node's clock shows `local` or later.
  [[nodiscard]] virtual Time global(NodeId node, Time local) const = 0;
};

}  // namespace meseta
