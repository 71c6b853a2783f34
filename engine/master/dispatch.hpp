// Dispatch: which concern an event belongs to.
#pragma once

#include "engine/master/state.hpp"

namespace meseta::master {

void dispatch(State& m, const Turn& turn);

// After each event: one alarm for the next run, one for the oldest offer.
void arm_alarms(State& m, const Turn& turn);

}  // namespace meseta::master
