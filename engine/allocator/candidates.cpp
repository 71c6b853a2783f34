#include "engine/allocator/candidates.hpp"

#include <algorithm>
#include <utility>

#include "engine/base/check.hpp"

namespace meseta {

Time Candidates::grid_after(Time t) const {
  CHECK(t.ns >= 0);
  return Time{(t.ns / interval_.ns + 1) * interval_.ns};
}

void Candidates::set_idle(AgentSlot agent, bool idle) {
  if (idle) {
    idle_.set(agent);
  } else if (idle_.test(agent)) {
    idle_.clear(agent);
    ready_.clear(agent);
    freed_.clear(agent);
    waiting_.clear(agent);
  }
}

void Candidates::ripen(Time now) {
  if (!freed_.empty() && freed_until_ <= now) {
    ready_ |= freed_;
    freed_.clear();
  }
  if (waiting_.empty() || now < waiting_until_) return;
  if (ready_.empty()) return std::swap(ready_, waiting_);  // Counts nothing again.
  ready_ |= waiting_;
  waiting_.clear();
}

void Candidates::at_once(AgentSlot agent) {
  ready_.set(agent);
  freed_.clear(agent);
  waiting_.clear(agent);
}

void Candidates::all() {
  ready_ = idle_;
  freed_.clear();
  waiting_.clear();
}

void Candidates::changed(AgentSlot agent, Time now) {
  if (!idle_.test(agent)) return;
  if (batch_) return batched(agent, now);
  at_once(agent);
}

void Candidates::freed(AgentSlot agent, Time now) {
  if (!idle_.test(agent)) return;
  if (batch_) return batched(agent, now);
  from(agent, grid_after(now), now);
}

void Candidates::batched(AgentSlot agent, Time now) {
  ripen(now);
  if (freed_until_ <= now) freed_until_ = std::max(now, freed_until_ + *batch_);
  if (freed_until_ <= now) return at_once(agent);
  if (!ready_.test(agent)) freed_.set(agent);
}

void Candidates::from(AgentSlot agent, Time grid, Time now) {
  if (!idle_.test(agent)) return;
  ripen(now);
  if (ready_.test(agent)) return;
  if (grid <= now) return at_once(agent);
  CHECK(waiting_.empty() || waiting_until_ == grid);
  waiting_until_ = grid;
  waiting_.set(agent);
}

std::optional<Time> Candidates::next(Time now, std::optional<Time> filter_end) const {
  if (idle_.empty()) return std::nullopt;
  if (!ready_.empty()) return now;
  std::optional<Time> next;
  if (!waiting_.empty()) {
    // Filters that ended are dealt with, so the next one does not end before what waits is due.
    next = waiting_until_;
  } else if (filter_end) {
    next = grid_after(*filter_end);
  }
  if (!freed_.empty()) next = std::min(next.value_or(freed_until_), freed_until_);
  if (next) next = std::max(*next, now);
  return next;
}

void Candidates::take(Time now, std::vector<AgentSlot>& agents) {
  ripen(now);
  ready_.for_each([&](AgentSlot agent) {
    agents.push_back(agent);
    freed_.clear(agent);  // It may have become ready by something else.
  });
  ready_.clear();
}

}  // namespace meseta
