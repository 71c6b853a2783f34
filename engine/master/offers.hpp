// Offers: made by a run of the allocator, answered, or taken back.
//
//     run --Offers--> framework --Accept, Decline--> gone
//          taken back: rescinded (the agent goes, time is up) or withdrawn (the framework goes)
#pragma once

#include <optional>
#include <span>

#include "engine/event/calls.hpp"
#include "engine/master/state.hpp"

namespace meseta::master {

// Runs the allocator: one message for each framework that gets something.
void make_offers(State& m, const Turn& turn);

void on(State& m, const Decline& call, Slot framework, const Turn& turn);

// All of these that are the framework's, answered by it with `refuse`.
void decline(State& m, Slot framework, std::span<const OfferId> offers,
             std::optional<Duration> refuse, const Turn& turn);

// Forgets an offer. Its resources are the caller's to account for.
void release_offer(State& m, OfferTable::Number offer);

// Gives an offer's resources back, nobody having refused them, and forgets it.
void recover_offer(State& m, OfferTable::Number offer, Time now);

void rescind_offers_of_agent(State& m, Slot agent, const Turn& turn);
void rescind_old_offers(State& m, const Turn& turn);

// The framework's session is gone, and with it all it was offered.
void withdraw_offers(State& m, Slot framework, const Turn& turn);

}  // namespace meseta::master
