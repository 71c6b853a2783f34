// Frameworks: subscribe, fail over to another session, lose one, suppress and revive.
#pragma once

#include <string_view>

#include "engine/event/calls.hpp"
#include "engine/event/records.hpp"
#include "engine/master/state.hpp"

namespace meseta::master {

void on(State& m, const Subscribe& call, const Turn& turn);
void on_durable(State& m, const FrameworkAdmitted& record, const Turn& turn);

// Those of the registry, on election: without session, each with its time to come back.
void recover_frameworks(State& m, const Turn& turn);

// Its session has ended or is about to be replaced: what it was offered is withdrawn.
void deactivate_framework(State& m, Slot framework, const Turn& turn);
// Its session has ended.
void disconnect_framework(State& m, Slot framework, const Turn& turn);

void disarm_framework(State& m, Slot framework, const Turn& turn);

// Tells the peer why it is not served, and ends the session.
void refuse_framework(State& m, SessionId session, std::string_view reason, const Turn& turn);

void on(State& m, const Suppress& call, Slot framework, const Turn& turn);
void on(State& m, const Revive& call, Slot framework, const Turn& turn);

}  // namespace meseta::master
