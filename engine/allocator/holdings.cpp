// What is granted, and what becomes of it.
#include <algorithm>

#include "engine/allocator/state.hpp"

namespace meseta {

void Allocator::State::refuse_offer(ClientSlot client, AgentSlot agent, const Resources& resources,
                                    Time now, Duration refuse) {
  const Duration span = std::max(std::min(refuse, kRefuseMax), options.interval);
  const Agent& record = agents[agent];
  filters.add(client, agent, resources, now + span, record.free, !record.reserved);
}

void Allocator::decline(FrameworkId framework, const Text& role, AgentId agent,
                        const Resources& resources, Time now, std::optional<Duration> refuse) {
  if (resources.empty()) return;
  State& state = *state_;
  state.see(now);
  const ClientSlot client = state.client_slot(framework, role);
  const AgentSlot slot = state.agent_slot(agent);
  const Quantities scalars = resources.scalars();
  CHECK(state.clients[client].offered.contains(scalars));
  state.clients[client].offered -= scalars;
  state.order.discharge(client, scalars);
  state.take_back(state.agents[slot], resources);
  state.refresh_idle(slot);
  if (!refuse || *refuse < Duration{}) refuse = kRefuseDefault;
  if (*refuse > Duration{}) {
    state.refuse_offer(client, slot, resources, now, *refuse);
    // Often everybody has refused it now, and then nothing has changed.
    if (!state.agents[slot].reserved && state.everybody_refuses(slot)) return;
  }
  state.candidates.from(slot, state.candidates.grid_after(now), now);
}

void Allocator::launch(FrameworkId framework, const Text& role, AgentId agent,
                       const Resources& resources) {
  State& state = *state_;
  CHECK(state.agent_slots.contains(agent));
  State::Client& client = state.clients[state.client_slot(framework, role)];
  const Quantities scalars = resources.scalars();
  CHECK(client.offered.contains(scalars));
  client.offered -= scalars;
}

void Allocator::release(FrameworkId framework, const Text& role, AgentId agent,
                        const Resources& resources, Time now) {
  State& state = *state_;
  state.see(now);
  const AgentSlot slot = state.agent_slot(agent);
  state.order.discharge(state.client_slot(framework, role), resources.scalars());
  state.take_back(state.agents[slot], resources);
  state.refresh_idle(slot);
  state.candidates.from(slot, state.candidates.grid_after(now), now);
}

void Allocator::occupy(FrameworkId framework, const Text& role, AgentId agent,
                       const Resources& resources) {
  State& state = *state_;
  const ClientSlot client = state.client_made(state.framework_slot(framework), role);
  state.order.charge(client, resources.scalars());
  const AgentSlot slot = state.agent_slot(agent);
  State::Agent& record = state.agents[slot];
  Resources beyond = resources;
  beyond.subtract_saturating(record.free);
  record.free.subtract_saturating(resources);
  record.missing += beyond;
  state.refresh_idle(slot);
}

}  // namespace meseta
