#include <algorithm>

#include "engine/allocator/state.hpp"

namespace meseta {

void Allocator::State::see(Time now) {
  CHECK(seen <= now);
  seen = now;
  turns.see(now, candidates.grid_after(now));
  filters.expire(now, [&](AgentSlot agent, Time end) {
    candidates.from(agent, candidates.grid_after(end), now);
  });
}

// Those that have not refused what they would be offered of this agent, either.
const Bits& Allocator::State::eligible(AgentSlot slot) {
  const Bits& wanted = exclusions.none() ? active_clients : not_excluded(slot);
  if (!filters.any(slot)) return wanted;
  struct Answer {
    const Resources& resources;
    std::uint64_t number;
  };
  const Agent& agent = agents[slot];
  const Bits& refusing = filters.refusing(slot, agent.free, [&](ClientSlot client) {
    if (!agent.mixed) return Answer{agent.free, 0};
    const RoleOffer& offer = role_offer(agent, client);
    return Answer{offer.resources, static_cast<std::uint64_t>(&offer - role_offers.data())};
  });
  may_have.assign_difference(wanted, refusing);
  return may_have;
}

bool Allocator::State::everybody_refuses(AgentSlot slot) {
  return candidates.idle(slot) && eligible(slot).empty();
}

void Allocator::State::grant(ClientSlot client, AgentSlot slot, Resources offer,
                             std::vector<Grant>& grants) {
  const Quantities scalars = offer.scalars();
  order->grant(client, scalars);
  Client& record = clients[client];
  quotas.charge(record.quota, offer.ordinary());
  record.offered += scalars;
  grants.push_back(
      {frameworks[record.framework].id, agents[slot].id, record.role, std::move(offer)});
  refresh_idle(slot);
}

// Offers the agent, or what of it one client may have, to the first client that may have it.
bool Allocator::State::grant_next(AgentSlot slot, std::vector<Grant>& grants) {
  Agent& agent = agents[slot];
  order->refresh();
  role_offers.clear();
  if (agent.mixed || cuts() || !particular.empty()) return grant_part(slot, grants);
  const ClientSlot client = order->first_of(eligible(slot));
  if (client == kNoSlot) return false;
  grant(client, slot, std::exchange(agent.free, Resources{}), grants);
  return true;
}

// Those whose guarantees are not satisfied come first.
bool Allocator::State::grant_part(AgentSlot slot, std::vector<Grant>& grants) {
  Agent& agent = agents[slot];
  takers = eligible(slot);
  turns.for_each(slot, agent.free, [&](ClientSlot client) { takers.clear(client); });
  if (!agent.mixed) takers -= full;
  std::optional<Resources> part;
  ClientSlot client = kNoSlot;
  if (!unsatisfied.empty()) {
    owed_takers = takers;
    owed_takers &= unsatisfied;
    client = order->first_where(
        owed_takers, [&](ClientSlot c) { return (part = owed_offer(slot, c)).has_value(); });
  }
  if (client == kNoSlot) {
    client = order->first_where(takers,
                                [&](ClientSlot c) { return (part = offer(slot, c)).has_value(); });
  }
  if (client == kNoSlot) return false;
  const bool all = agent.mixed ? part == role_offer(agent, client).resources : part == agent.free;
  agent.free -= *part;
  if (!all) turns.add(client, slot, agent.free);
  grant(client, slot, *std::move(part), grants);
  return true;
}

void Allocator::run(Time now, std::vector<Grant>& grants) {
  State& state = *state_;
  state.see(now);
  ++state.stats.runs;
  if (state.active_clients.empty()) return;

  state.visiting.clear();
  state.candidates.take(now, state.visiting);
  const auto by_id = [&](AgentSlot a, AgentSlot b) {
    return state.agents[a].id < state.agents[b].id;
  };
  if (!std::is_sorted(state.visiting.begin(), state.visiting.end(), by_id)) {
    std::sort(state.visiting.begin(), state.visiting.end(), by_id);
  }
  state.find_unsatisfied();
  state.find_blocked();
  state.order->begin_run();
  const std::size_t granted = grants.size();
  for (const AgentSlot agent : state.visiting) {
    // Several clients may each get a part of one agent.
    while (state.candidates.idle(agent) && state.grant_next(agent, grants)) continue;
    if (state.turns.any(agent)) state.candidates.from(agent, state.candidates.grid_after(now), now);
  }
  state.stats.visits += state.visiting.size();
  state.stats.grants += grants.size() - granted;
}

}  // namespace meseta
