// What is granted, and what becomes of it.
#include <algorithm>

#include "engine/allocator/state.hpp"

namespace meseta {

Allocator::State::Holder Allocator::State::take_offer_back(FrameworkId framework, const Text& role,
                                                           AgentId agent,
                                                           const Resources& resources) {
  const Holder holder{client_slot(framework, role), agent_slot(agent)};
  const Quantities scalars = resources.scalars();
  CHECK(clients[holder.client].offered.contains(scalars));
  clients[holder.client].offered -= scalars;
  order->discharge(holder.client, scalars);
  quotas.discharge(clients[holder.client].quota, resources.ordinary());
  take_back(agents[holder.agent], resources);
  refresh_idle(holder.agent);
  return holder;
}

void Allocator::State::refuse_offer(ClientSlot client, AgentSlot agent, const Resources& resources,
                                    Time end) {
  const Agent& record = agents[agent];
  filters.add(client, agent, resources, end, record.free, !record.mixed);
}

// With quotas what comes free on one agent may let others be offered of another.
void Allocator::State::free_again(AgentSlot agent, Time now) {
  candidates.freed(agent, now);
  if (quotas.any()) candidates.all_freed(now);
}

// The last instant that comes before the grid's next: so long nobody is offered once more what he
// has just been offered, however he gave it back and whoever makes the run.
Time Allocator::State::end_of_turn(Time now) const {
  return candidates.grid_after(now) - Duration{1};
}

void Allocator::decline(FrameworkId framework, const Text& role, AgentId agent,
                        const Resources& resources, Time now, std::optional<Duration> refuse) {
  if (resources.empty()) return;
  State& state = *state_;
  state.see(now);
  const auto [client, slot] = state.take_offer_back(framework, role, agent, resources);
  if (!refuse || *refuse < Duration{}) refuse = kRefuseDefault;
  const Duration span = std::max(std::min(*refuse, kRefuseMax), state.options.interval);
  const Time end = *refuse > Duration{} ? now + span : state.end_of_turn(now);
  state.refuse_offer(client, slot, resources, end);
  if (state.quotas.any()) return state.candidates.all_from(state.candidates.grid_after(now), now);
  // Often everybody has refused it now, and then nothing has changed.
  if (!state.agents[slot].mixed && state.everybody_refuses(slot)) return;
  state.candidates.from(slot, state.candidates.grid_after(now), now);
}

void Allocator::rescind(FrameworkId framework, const Text& role, AgentId agent,
                        const Resources& resources, Time now) {
  if (resources.empty()) return;
  State& state = *state_;
  state.see(now);
  const auto [client, slot] = state.take_offer_back(framework, role, agent, resources);
  if (state.active_clients.test(client)) {
    state.refuse_offer(client, slot, resources, state.end_of_turn(now));
  }
  state.free_again(slot, now);
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
  const ClientSlot client = state.client_slot(framework, role);
  state.order->discharge(client, resources.scalars());
  state.quotas.discharge(state.clients[client].quota, resources.ordinary());
  state.take_back(state.agents[slot], resources);
  state.refresh_idle(slot);
  state.free_again(slot, now);
}

void Allocator::occupy(FrameworkId framework, const Text& role, AgentId agent,
                       const Resources& resources, Time now) {
  State& state = *state_;
  state.see(now);
  const ClientSlot client = state.client_made(state.framework_slot(framework), role);
  state.order->charge(client, resources.scalars());
  state.quotas.charge(state.clients[client].quota, resources.ordinary());
  const AgentSlot slot = state.agent_slot(agent);
  State::Agent& record = state.agents[slot];
  Resources beyond = resources;
  beyond.subtract_saturating(record.free);
  record.free.subtract_saturating(resources);
  record.missing += beyond;
  state.refresh_idle(slot);
  // It may have satisfied a guarantee with what an agent no longer has.
  if (state.quotas.any()) state.candidates.all_from(state.candidates.grid_after(now), now);
}

}  // namespace meseta
