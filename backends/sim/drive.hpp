// drive: what happens next, the world's own doing or an event of the loop?
#pragma once

#include "backends/sim/agenda.hpp"
#include "backends/sim/sim_clock.hpp"
#include "engine/loop/loop.hpp"

namespace meseta {

// Jumps to the next instant at which anything happens and lets one thing happen there. False, and
// nothing changes, if that would be after `until`.
inline bool drive(SimClock& clock, Agenda& agenda, Loop& loop, Time until) {
  const Time world = agenda.next();
  const Time event = loop.next();
  const Time next = world <= event ? world : event;
  if (next == kTimeMax || next > until) return false;
  clock.advance(next);
  if (world <= event) {
    agenda.step();
  } else {
    loop.step();
  }
  return true;
}

}  // namespace meseta
