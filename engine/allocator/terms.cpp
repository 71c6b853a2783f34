// Who may be offered an agent at all.
#include <algorithm>

#include "engine/allocator/state.hpp"

namespace meseta {

bool Allocator::State::set_terms(ClientSlot client, const Subscription& terms) {
  Client& record = clients[client];
  record.capabilities = terms.capabilities;
  record.smallest_offers.reset();
  for (const SmallestOffer& offer : terms.smallest_offers) {
    if (offer.role == record.role) record.smallest_offers = offer.alternatives;
  }
  return exclusions.set_client(client, {record.role, terms.capabilities, terms.constraints});
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
