// Accept: tasks launched on offers.
//
//     the offers are good together? --no--> all of them given back, every task DROPPED
//     each task fits what is left?  --no--> this task ERROR, the next is looked at
//     launched: STAGING, RunTask                the rest: declined
#pragma once

#include "engine/event/calls.hpp"
#include "engine/master/state.hpp"

namespace meseta::master {

void on(State& m, const Accept& call, Slot framework, const Turn& turn);

}  // namespace meseta::master
