#include "backends/sim/agenda.hpp"

#include <algorithm>

#include "engine/base/check.hpp"

namespace meseta {

Agenda::DoerId Agenda::enroll(Doer& doer) {
  doers_.push_back(&doer);
  return static_cast<DoerId>(doers_.size() - 1);
}

void Agenda::add(DoerId doer, Time at, std::uint64_t what, std::uint32_t mark) {
  queue_.push({.at = std::max(at, earliest_),
               .number = ++added_,
               .handle = what,
               .target = doer,
               .session = mark});
}

void Agenda::step() {
  CHECK(!queue_.empty());
  const auto upcoming = queue_.upcoming();
  for (std::size_t step = 0; step < Doer::kPrefetchSteps; ++step) {
    const std::size_t ahead = Doer::kPrefetchSteps - step;
    if (ahead >= upcoming.size()) continue;
    const QueueEntry& entry = upcoming[ahead];
    doers_[entry.target]->prefetch(entry.handle, static_cast<int>(step));
  }
  const QueueEntry entry = queue_.pop();
  earliest_ = entry.at;
  doers_[entry.target]->due(entry.handle, entry.session, entry.at);
}

}  // namespace meseta
