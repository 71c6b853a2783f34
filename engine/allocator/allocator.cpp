#include "engine/allocator/allocator.hpp"

#include "engine/allocator/state.hpp"

namespace meseta {

Allocator::Allocator(AllocatorOptions options) {
  CHECK(options.interval > Duration{} && options.interval <= hours(1));
  CHECK(!options.batch || (Duration{} <= *options.batch && *options.batch <= kAllocationBatchMax));
  state_ = std::make_unique<State>(std::move(options));
  CHECK(configure(state_->quotas, state_->options.quotas, {.forced = true}).has_value());
}

Allocator::~Allocator() = default;

AgentSlot Allocator::State::agent_slot(AgentId agent) const {
  const AgentSlot* const slot = agent_slots.find(agent);
  CHECK(slot != nullptr);
  return *slot;
}

std::uint32_t Allocator::State::framework_slot(FrameworkId framework) const {
  const std::uint32_t* const slot = framework_slots.find(framework);
  CHECK(slot != nullptr);
  return *slot;
}

std::optional<ClientSlot> Allocator::State::find_client(const Framework& framework,
                                                        const Text& role) const {
  for (const ClientSlot client : framework.clients) {
    if (clients[client].role == role) return client;
  }
  return std::nullopt;
}

ClientSlot Allocator::State::client_slot(FrameworkId framework, const Text& role) const {
  const std::optional<ClientSlot> client = find_client(frameworks[framework_slot(framework)], role);
  CHECK(client.has_value());
  return *client;
}

void Allocator::set_weight(const Text& role, std::int64_t weight_milli) {
  state_->order->set_weight(role, weight_milli);
}

std::optional<Time> Allocator::next_run(Time now) const {
  const State& state = *state_;
  if (state.active_clients.empty()) return std::nullopt;
  return state.candidates.next(now, state.filters.next_end());
}

Allocator::Share Allocator::dominant_share(FrameworkId framework) const {
  const State& state = *state_;
  Quantities held;
  for (const ClientSlot client : state.frameworks[state.framework_slot(framework)].clients) {
    held += state.order->held(client);
  }
  const DominantShare share = state.order->dominant(held);
  return {Quantity{share.part}, Quantity{share.whole}};
}

Quantities Allocator::offered(FrameworkId framework) const {
  const State& state = *state_;
  Quantities sum;
  for (const ClientSlot client : state.frameworks[state.framework_slot(framework)].clients) {
    sum += state.clients[client].offered;
  }
  return sum;
}

Quantities Allocator::used(FrameworkId framework) const {
  const State& state = *state_;
  Quantities sum;
  for (const ClientSlot client : state.frameworks[state.framework_slot(framework)].clients) {
    sum += state.order->held(client);
  }
  return sum - offered(framework);
}

const Resources& Allocator::free(AgentId agent) const {
  return state_->agents[state_->agent_slot(agent)].free;
}

Allocator::Stats Allocator::stats() const {
  Stats stats = state_->stats;
  stats.filters = state_->filters.count();
  return stats;
}

}  // namespace meseta
