// Who may be offered an agent at all.
#include <algorithm>

#include "engine/allocator/state.hpp"

namespace meseta {

namespace {

bool can_use(const Resource& resource, const Capabilities& capabilities) {
  return (capabilities.revocable_resources || !resource.revocable) &&
         (capabilities.shared_resources || !resource.shared) &&
         (capabilities.reservation_refinement || !resource.reserved() ||
          resource.reservations->size() == 1);
}

bool uses_the_same(const Capabilities& a, const Capabilities& b) {
  return a.revocable_resources == b.revocable_resources &&
         a.shared_resources == b.shared_resources &&
         a.reservation_refinement == b.reservation_refinement;
}

bool contains_one(const Resources& offer, const std::vector<Quantities>& alternatives) {
  if (offer.empty()) return false;
  return alternatives.empty() ||
         std::any_of(alternatives.begin(), alternatives.end(),
                     [&](const Quantities& smallest) { return offer.contains(smallest); });
}

}  // namespace

// Whether it may be offered more than before.
bool Allocator::State::set_terms(ClientSlot client, const Subscription& terms) {
  Client& record = clients[client];
  std::optional<std::vector<Quantities>> smallest;
  for (const SmallestOffer& offer : terms.smallest_offers) {
    if (offer.role == record.role) smallest = offer.alternatives;
  }
  const bool others = !uses_the_same(record.capabilities, terms.capabilities);
  if (others) filters.recheck_client(client);
  record.capabilities = terms.capabilities;
  const bool sizes = set_smallest(client, std::move(smallest));
  return exclusions.set_client(client, {record.role, terms.capabilities, terms.constraints}) ||
         others || sizes;
}

bool Allocator::State::set_smallest(ClientSlot client,
                                    std::optional<std::vector<Quantities>> smallest) {
  Client& record = clients[client];
  if (record.smallest_offers == smallest) return false;
  record.smallest_offers = std::move(smallest);
  record.smallest_offers ? particular.set(client) : particular.clear(client);
  present.for_each([&](AgentSlot agent) { refresh_idle(agent); });
  return true;
}

const std::vector<Quantities>& Allocator::State::smallest_for(ClientSlot client) const {
  const Client& record = clients[client];
  return record.smallest_offers ? *record.smallest_offers : options.smallest_offers;
}

bool Allocator::State::large_enough(const Resources& offer, ClientSlot client) const {
  return contains_one(offer, smallest_for(client));
}

bool Allocator::State::large_enough_for_somebody(const Resources& offer) const {
  bool enough = contains_one(offer, options.smallest_offers);
  particular.for_each([&](ClientSlot client) { enough = enough || large_enough(offer, client); });
  return enough;
}

Allocator::State::RoleOffer& Allocator::State::role_offer(const Agent& agent, ClientSlot client) {
  const std::uint32_t role = order->role_of(client);
  const Capabilities& capabilities = clients[client].capabilities;
  for (RoleOffer& offer : role_offers) {
    if (offer.role == role && uses_the_same(offer.capabilities, capabilities)) return offer;
  }
  const Resources part = agent.free.allocatable_to(clients[client].role.view());
  return role_offers.emplace_back(RoleOffer{role, capabilities, part.filter([&](const Resource& r) {
                                              return can_use(r, capabilities);
                                            })});
}

const Bits& Allocator::State::not_excluded(AgentSlot slot) {
  const Bits& excluded = exclusions.excluded(slot);
  if (excluded.empty()) return active_clients;
  admitted.assign_difference(active_clients, excluded);
  return admitted;
}

void Allocator::set_facts(AgentId agent, const AgentFacts& facts, Time now) {
  State& state = *state_;
  state.see(now);
  const AgentSlot slot = state.agent_slot(agent);
  const AgentFacts& known = state.exclusions.facts(slot);
  if (known == facts) return;
  if (known.attributes != facts.attributes) state.filters.drop_agent(slot);
  state.exclusions.set_agent(slot, facts, state.agents[slot].total.gpus() > Quantity{});
  state.candidates.changed(slot, now);
}

void Allocator::set_whitelist(const std::optional<std::vector<Text>>& hostnames, Time now) {
  State& state = *state_;
  state.see(now);
  std::vector<AgentSlot> admitted = state.exclusions.set_whitelist(hostnames);
  std::sort(admitted.begin(), admitted.end(),
            [&](AgentSlot a, AgentSlot b) { return state.agents[a].id < state.agents[b].id; });
  for (const AgentSlot slot : admitted) state.candidates.changed(slot, now);
}

std::optional<Exclusion> Allocator::why_excluded(FrameworkId framework, const Text& role,
                                                 AgentId agent) const {
  State& state = *state_;
  return state.exclusions.why(state.client_slot(framework, role), state.agent_slot(agent));
}

}  // namespace meseta
