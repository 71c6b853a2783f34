#include "engine/allocator/state.hpp"

namespace meseta {

bool Allocator::State::is_mixed(const Resources& resources) {
  bool found = false;
  resources.for_each([&](const Resource& resource) {
    found = found || resource.reserved() || resource.revocable;
  });
  return found;
}

// If all that is free is too little for an offer, then so is what any one role may have of it.
void Allocator::State::refresh_idle(AgentSlot slot) {
  const Agent& agent = agents[slot];
  candidates.set_idle(slot, agent.active && large_enough_for_somebody(agent.free));
  if (quotas.any()) pool_again(slot);
}

// What comes back first makes up for what is held beyond the total.
void Allocator::State::take_back(Agent& agent, const Resources& resources) {
  if (agent.missing.empty()) {
    agent.free += resources;
  } else {
    Resources left = resources;
    left.subtract_saturating(agent.missing);
    agent.missing.subtract_saturating(resources);
    agent.free += left;
  }
  CHECK(agent.total.contains(agent.free));
}

bool Allocator::admits(const Resources& total) const {
  return state_->totals.addable(total.scalars());
}

void Allocator::add_agent(AgentId agent, const Resources& total, Time now,
                          const AgentFacts& facts) {
  State& state = *state_;
  state.see(now);
  CHECK(!state.agent_slots.contains(agent));
  const AgentSlot slot = state.agents.make(
      {.id = agent, .total = total, .free = total, .mixed = State::is_mixed(total)});
  state.agent_slots.insert(agent, slot);
  state.present.set(slot);
  state.exclusions.set_agent(slot, facts, total.gpus() > Quantity{});
  state.change_total({}, total);
  state.refresh_idle(slot);
  state.candidates.changed(slot, now);
  if (state.quotas.any()) state.candidates.all_changed(now);
}

void Allocator::prefetch(AgentId agent) const {
  const AgentSlot* const slot = state_->agent_slots.find(agent);
  if (slot == nullptr) return;
  const auto* const record = reinterpret_cast<const char*>(&state_->agents[*slot]);
  for (std::size_t at = 0; at < sizeof(State::Agent); at += 64) __builtin_prefetch(record + at);
}

void Allocator::remove_agent(AgentId agent, Time now) {
  State& state = *state_;
  state.see(now);
  const AgentSlot slot = state.agent_slot(agent);
  const State::Agent& record = state.agents[slot];
  CHECK(record.free == record.total && record.missing.empty());
  state.change_total(record.total, {});
  state.candidates.set_idle(slot, false);
  if (state.quotas.any()) {
    state.pool_again(slot);
    state.candidates.all_freed(now);  // With the agent its reservations are gone.
  }
  state.filters.drop_agent(slot);
  state.turns.drop_agent(slot);
  state.exclusions.remove_agent(slot);
  state.present.clear(slot);
  state.agents.release(slot);
  state.agent_slots.erase(agent);
}

void Allocator::update_agent(AgentId agent, const Resources& total, Time now) {
  State& state = *state_;
  state.see(now);
  const AgentSlot slot = state.agent_slot(agent);
  State::Agent& record = state.agents[slot];
  Resources held = record.total;
  held.subtract(record.free);
  held += record.missing;
  state.change_total(record.total, total);
  record.total = total;
  record.free = total;
  record.free.subtract_saturating(held);
  record.missing = held;
  record.missing.subtract_saturating(total);
  record.mixed = State::is_mixed(total);
  state.exclusions.set_gpus(slot, total.gpus() > Quantity{});
  state.refresh_idle(slot);
  state.candidates.changed(slot, now);
  if (state.quotas.any()) state.candidates.all_changed(now);
}

void Allocator::deactivate_agent(AgentId agent) {
  State& state = *state_;
  const AgentSlot slot = state.agent_slot(agent);
  state.agents[slot].active = false;
  state.refresh_idle(slot);
}

void Allocator::activate_agent(AgentId agent, Time now) {
  State& state = *state_;
  state.see(now);
  const AgentSlot slot = state.agent_slot(agent);
  if (state.agents[slot].active) return;
  state.agents[slot].active = true;
  state.refresh_idle(slot);
  state.candidates.freed(slot, now);
  if (state.quotas.any()) state.candidates.all_freed(now);
}

void Allocator::drop_filters(AgentId agent, Time now) {
  State& state = *state_;
  state.see(now);
  const AgentSlot slot = state.agent_slot(agent);
  state.filters.drop_agent(slot);
  state.candidates.changed(slot, now);
}

}  // namespace meseta
