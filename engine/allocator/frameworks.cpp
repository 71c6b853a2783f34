#include <algorithm>

#include "engine/allocator/state.hpp"

namespace meseta {

namespace {

bool contains(std::span<const Text> roles, const Text& role) {
  return std::find(roles.begin(), roles.end(), role) != roles.end();
}

}  // namespace

ClientSlot Allocator::State::client_made(std::uint32_t framework, const Text& role) {
  if (const auto found = find_client(frameworks[framework], role)) return *found;
  const ClientSlot slot = clients.make({.framework = framework, .role = role});
  frameworks[framework].clients.push_back(slot);
  order->add(slot, role, frameworks[framework].name, frameworks[framework].id);
  clients[slot].quota = quotas.hold(role);
  return slot;
}

bool Allocator::State::refresh_client(ClientSlot slot) {
  const Client& client = clients[slot];
  const bool active =
      frameworks[client.framework].active && client.subscribed && !client.suppressed;
  if (active == active_clients.test(slot)) return false;
  order->set_active(slot, active);
  if (active) {
    active_clients.set(slot);
  } else {
    active_clients.clear(slot);
  }
  return active;
}

void Allocator::add_framework(const Subscription& subscription) {
  State& state = *state_;
  CHECK(!state.framework_slots.contains(subscription.framework));
  const std::uint32_t slot = state.frameworks.make(
      {.id = subscription.framework, .name = subscription.name, .active = subscription.active});
  state.framework_slots.insert(subscription.framework, slot);
  update_framework(subscription);
}

void Allocator::update_framework(const Subscription& subscription) {
  State& state = *state_;
  const std::uint32_t slot = state.framework_slot(subscription.framework);
  for (const Text& role : subscription.roles) state.client_made(slot, role);
  state.frameworks[slot].active = subscription.active;
  bool woken = false;
  for (const ClientSlot client : state.frameworks[slot].clients) {
    State::Client& record = state.clients[client];
    record.subscribed = contains(subscription.roles, record.role);
    record.suppressed = contains(subscription.suppressed, record.role);
    if (!record.subscribed || !subscription.active) state.filters.drop_client(client);
    const bool admitted = state.set_terms(client, subscription);
    woken = state.refresh_client(client) || woken;
    woken = woken || (admitted && state.active_clients.test(client));
  }
  if (woken) state.candidates.all();
}

void Allocator::remove_framework(FrameworkId framework) {
  State& state = *state_;
  const std::uint32_t slot = state.framework_slot(framework);
  state.frameworks[slot].active = false;
  for (const ClientSlot client : state.frameworks[slot].clients) {
    state.refresh_client(client);
    state.filters.drop_client(client);
    state.turns.drop_client(client);
    state.exclusions.drop_client(client);
    state.blocked.clear(client);
    state.set_smallest(client, std::nullopt);
    state.order->remove(client);
    state.quotas.drop(state.clients[client].quota);
    state.clients.release(client);
  }
  state.frameworks.release(slot);
  state.framework_slots.erase(framework);
}

void Allocator::deactivate_framework(FrameworkId framework) {
  State& state = *state_;
  State::Framework& record = state.frameworks[state.framework_slot(framework)];
  record.active = false;
  for (const ClientSlot client : record.clients) {
    state.refresh_client(client);
    state.filters.drop_client(client);
  }
}

void Allocator::activate_framework(FrameworkId framework) {
  State& state = *state_;
  State::Framework& record = state.frameworks[state.framework_slot(framework)];
  record.active = true;
  bool woken = false;
  for (const ClientSlot client : record.clients) woken = state.refresh_client(client) || woken;
  if (woken) state.candidates.all();
}

void Allocator::suppress(FrameworkId framework, std::span<const Text> roles) {
  State& state = *state_;
  for (const ClientSlot client : state.frameworks[state.framework_slot(framework)].clients) {
    State::Client& record = state.clients[client];
    if (!roles.empty() && !contains(roles, record.role)) continue;
    record.suppressed = true;
    state.refresh_client(client);
  }
}

void Allocator::revive(FrameworkId framework, std::span<const Text> roles) {
  State& state = *state_;
  bool woken = false;
  for (const ClientSlot client : state.frameworks[state.framework_slot(framework)].clients) {
    State::Client& record = state.clients[client];
    if (!roles.empty() && !contains(roles, record.role)) continue;
    record.suppressed = false;
    state.refresh_client(client);
    state.filters.drop_client(client);
    state.turns.drop_client(client);
    woken = woken || state.active_clients.test(client);
  }
  if (woken) state.candidates.all();
}

}  // namespace meseta
