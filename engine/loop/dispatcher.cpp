#include "engine/loop/dispatcher.hpp"

#include <algorithm>
#include <utility>

#include "engine/event/print.hpp"

namespace meseta {

NodeId Dispatcher::add(Component& component) {
  CHECK(components_.size() < UINT32_MAX);
  components_.push_back(&component);
  return {static_cast<std::uint32_t>(components_.size() - 1)};
}

void Dispatcher::place(NodeId node, Component& component) {
  CHECK(node.value < kPlaceMax && !alive(node));
  if (node.value >= components_.size()) components_.resize(node.value + 1, nullptr);
  components_[node.value] = &component;
}

void Dispatcher::remove(NodeId node) {
  CHECK(alive(node));
  components_[node.value] = nullptr;
}

std::span<const Want> Dispatcher::dispatch(NodeId target, Event event, Time now) {
  CHECK(alive(target));
  const std::uint64_t number = ++events_;
  digest_.fold(number);
  digest_.fold(to_word(now));
  digest_.fold((std::uint64_t{target.value} << 32U) | event.kind());
  digest_.fold((std::uint64_t{event.session.value} << 32U) | event.from.value);
  digest_.fold(event.body.digest());

  // In the ring before it is handled, so that a failed CHECK shows the event it failed in.
  Handled& handled = ring_[number % kRing];
  handled = {number, now, target, std::move(event)};

  outbox_.clear();
  components_[target.value]->handle(handled.event, now, outbox_);

  const std::span<const Want> wants = outbox_.wants();
  digest_.fold(wants.size());
  for (const Want& want : wants) fold(digest_, want);
  if (observer_ != nullptr) observer_->handled(handled, wants);
  return wants;
}

std::string Dispatcher::last_events() const {
  std::string text;
  const std::uint64_t count = std::min<std::uint64_t>(events_, kRing);
  for (std::uint64_t number = events_ - count + 1; number <= events_; ++number) {
    text += print(ring_[number % kRing]);
    text += '\n';
  }
  return text;
}

std::string print(const Handled& handled) {
  std::string text = std::to_string(handled.number) + " " + print_seconds(handled.now.ns) +
                     " node " + std::to_string(handled.target.value);
  if (handled.event.from.valid()) {
    text += " from node " + std::to_string(handled.event.from.value) + " #" +
            std::to_string(handled.event.session.value);
  }
  return text + " <- " + print(handled.event.body);
}

}  // namespace meseta
