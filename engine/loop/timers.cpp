#include "engine/loop/timers.hpp"

#include "engine/base/check.hpp"

namespace meseta {

Timers::Slot Timers::make(const TimerKey& key) {
  Slot slot = 0;
  if (free_.empty()) {
    slot = static_cast<Slot>(timers_.size());
    timers_.emplace_back();
  } else {
    slot = free_.back();
    free_.pop_back();
  }
  if (key.node.value >= first_of_node_.size()) first_of_node_.resize(key.node.value + 1, kNone);
  Slot& first = first_of_node_[key.node.value];
  Timer& timer = timers_[slot];
  timer.key = key;
  timer.previous = kNone;
  timer.next = first;
  if (first != kNone) timers_[first].previous = slot;
  first = slot;
  return slot;
}

void Timers::retire(Slot slot) {
  Timer& timer = timers_[slot];
  slots_.erase(timer.key);
  if (timer.next != kNone) timers_[timer.next].previous = timer.previous;
  if (timer.previous != kNone) {
    timers_[timer.previous].next = timer.next;
  } else {
    first_of_node_[timer.key.node.value] = timer.next;
  }
  free_.push_back(slot);
}

Timers::Queue Timers::requeue(Slot slot, Time at) {
  Timer& timer = timers_[slot];
  timer.queued = at;
  ++timer.generation;
  return {slot, timer.generation, at};
}

std::optional<Timers::Queue> Timers::arm(const TimerKey& key, Time at) {
  CHECK(at < kTimeMax);
  const auto [slot, fresh] = slots_.insert(key, kNone);
  if (fresh) *slot = make(key);
  Timer& timer = timers_[*slot];
  if (timer.due == kTimeMax) ++armed_;
  timer.due = at;
  if (timer.queued <= at) return std::nullopt;
  return requeue(*slot, at);
}

void Timers::disarm(const TimerKey& key) {
  const Slot* const slot = slots_.find(key);
  if (slot == nullptr || timers_[*slot].due == kTimeMax) return;
  --armed_;
  timers_[*slot].due = kTimeMax;
}

Timers::Popped Timers::pop(Slot slot, std::uint32_t generation, Time at) {
  Timer& timer = timers_[slot];
  if (timer.generation != generation || timer.queued == kTimeMax) return {};
  timer.queued = kTimeMax;
  Popped popped;
  if (timer.due == kTimeMax) {
    retire(slot);
  } else if (timer.due > at) {
    popped.again = requeue(slot, timer.due);
  } else {
    popped.fires = true;
    popped.key = timer.key;
    timer.due = kTimeMax;
    --armed_;
    retire(slot);
  }
  return popped;
}

void Timers::drop(NodeId node) {
  if (node.value >= first_of_node_.size()) return;
  while (first_of_node_[node.value] != kNone) {
    const Slot slot = first_of_node_[node.value];
    if (timers_[slot].due != kTimeMax) --armed_;
    timers_[slot].due = kTimeMax;
    timers_[slot].queued = kTimeMax;  // Its queue entry, if any, is stale from now on.
    retire(slot);
  }
}

}  // namespace meseta
