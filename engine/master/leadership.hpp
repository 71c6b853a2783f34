// Leadership: beginning from the registry, writing to it, ending.
#pragma once

#include "engine/event/kind.hpp"
#include "engine/master/state.hpp"

namespace meseta::master {

void on(State& m, const Elected& report, const Turn& turn);
void on(State& m, const Deposed& report, const Turn& turn);
void on(State& m, const Stored& report, const Turn& turn);
void on(State& m, const StoreFailed& report, const Turn& turn);

// Stages a record; what it means happens in the on_durable() of its type.
void persist(State& m, Record record, const Turn& turn);

}  // namespace meseta::master
