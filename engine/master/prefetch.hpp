// What the events that come in millions are going to touch.
#pragma once

#include "engine/master/state.hpp"

namespace meseta::master {

// As Component::prefetch.
void prefetch(const State& m, const Event& event, int step);

}  // namespace meseta::master
