// Offers that are smaller than what is free: by quota, for the sake of others' guarantees, and as
// no offer is greater than `max_offer`. Only what is ordinary is cut; see Resource::ordinary.
#include <algorithm>
#include <utility>

#include "engine/allocator/state.hpp"

namespace meseta {

namespace {

// The same without what is ordinary and beyond the limits.
Resources cut(const Resources& offer, const Limits& most) {
  const Resources ordinary = offer.filter([](const Resource& r) { return r.ordinary(); });
  Resources rest = offer - ordinary;
  return rest += ordinary.shrink_to(most.cap(ordinary.scalars()));
}

// What is not revocable of a total that has these scalars.
Quantities lasting(const Resources& total, const Quantities& scalars) {
  return total.ordinary() == scalars ? scalars : total.non_revocable().scalars();
}

}  // namespace

void Allocator::State::count_reserved(const Resources& total, bool there) {
  if (total.ordinary() == total.scalars()) return;
  total.for_each([&](const Resource& resource) {
    if (!resource.reserved() || resource.kind != ValueKind::Scalar) return;
    const Text& role = resource.reservations->back().role;
    const Quantities amount{{resource.name, resource.scalar}};
    there ? quotas.reserve(role, amount) : quotas.unreserve(role, amount);
  });
}

void Allocator::State::change_total(const Resources& before, const Resources& after) {
  const Quantities gone = before.scalars();
  const Quantities come = after.scalars();
  totals -= gone;
  totals += come;
  capacity -= lasting(before, gone);
  capacity += lasting(after, come);
  order->set_totals(totals);
  count_reserved(before, false);
  count_reserved(after, true);
}

void Allocator::State::pool_again(AgentSlot slot) {
  Agent& agent = agents[slot];
  pool -= agent.pooled;
  const bool counts = quotas.any() && candidates.idle(slot);
  agent.pooled = counts ? agent.free.ordinary() : Quantities{};
  pool += agent.pooled;
}

void Allocator::State::find_unsatisfied() {
  unsatisfied.clear();
  full.clear();
  if (quotas.owed().empty()) return;
  active_clients.for_each([&](ClientSlot client) {
    if (!quotas.unsatisfied(clients[client].quota).empty()) unsatisfied.set(client);
  });
}

// A run makes it smaller only: whoever is granted something lowers the pool by at least what he
// lowers what is owed.
Limits Allocator::State::most(ClientSlot client) const {
  const RoleSlot role = clients[client].quota;
  Limits most = quotas.room(role);
  most.lower(options.max_offer);
  const Quantities& owed = quotas.owed();
  if (owed.empty()) return most;
  const Quantities spare = pool - owed;
  const Quantities own = quotas.unsatisfied(role);
  Limits beside_others;
  owed.for_each([&](const ResourceName& name, Quantity) {
    beside_others.set(name, spare.get(name) + own.get(name));
  });
  most.lower(beside_others);
  return most;
}

bool Allocator::State::within_reach(ClientSlot client, const Limits& most) const {
  const auto& smallest = smallest_for(client);
  return smallest.empty() || std::any_of(smallest.begin(), smallest.end(), [&](const auto& wanted) {
           return most.cap(wanted) == wanted;
         });
}

// What the client is offered of the agent now, if anything. He has not refused all that is free
// for him there.
std::optional<Resources> Allocator::State::offer(AgentSlot slot, ClientSlot client) {
  const Agent& agent = agents[slot];
  const Resources& all = agent.mixed ? role_offer(agent, client).resources : agent.free;
  if (!large_enough(all, client)) return std::nullopt;
  if (!cuts()) return all;
  const Limits limits = most(client);
  const Quantities ordinary = all.ordinary();
  if (limits.cap(ordinary) == ordinary) return all;
  Resources part = cut(all, limits);
  if (large_enough(part, client)) {
    if (filters.refuses(client, slot, part)) return std::nullopt;
    return part;
  }
  if (!agent.mixed && !within_reach(client, limits)) full.set(client);
  return std::nullopt;
}

// The same if that helps to satisfy a guarantee.
std::optional<Resources> Allocator::State::owed_offer(AgentSlot slot, ClientSlot client) {
  const Quantities owed = quotas.unsatisfied(clients[client].quota);
  if (owed.empty()) {
    unsatisfied.clear(client);
    return std::nullopt;
  }
  std::optional<Resources> part = offer(slot, client);
  if (part && part->ordinary().min(owed).empty()) part.reset();
  return part;
}

Result<void> Allocator::set_quotas(const std::vector<QuotaConfig>& configs, bool forced, Time now) {
  State& state = *state_;
  state.see(now);
  auto done = configure(state.quotas, configs, {.forced = forced, .capacity = &state.capacity});
  if (!done) return done;
  state.candidates.for_each_idle([&](AgentSlot agent) { state.pool_again(agent); });
  state.candidates.all();
  return done;
}

const Quotas& Allocator::quotas() const { return state_->quotas; }

}  // namespace meseta
