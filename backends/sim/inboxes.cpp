#include "backends/sim/inboxes.hpp"

#include <algorithm>

#include "engine/base/check.hpp"

namespace meseta {

Inboxes::Inboxes(const CostSpec& costs) : inbox_max_(costs.inbox_max) {
  CHECK(inbox_max_ > 0);
  cost_.fill(costs.receive);
  cost_[kind_of<SessionClosed>] = {};
  for (const auto& [type, cost] : costs.handle) {
    Kind kind = 0;
    while (kind < kKinds && type != kind_name(kind)) ++kind;
    CHECK(kind < kKinds);
    cost_[kind] = cost_[kind] + cost;
  }
  used_ = std::any_of(cost_.begin(), cost_.end(), [](Duration cost) { return cost > Duration{}; });
}

std::optional<Time> Inboxes::admit(NodeId node, Kind kind, Time now, Room room) {
  if (node.value >= busy_.size()) busy_.resize(node.value + 1);
  std::deque<Time>& busy = busy_[node.value];
  while (!busy.empty() && busy.front() <= now) busy.pop_front();
  if (busy.size() >= inbox_max_ && room == Room::Needed) return std::nullopt;
  const Time begins = busy.empty() ? now : busy.back();
  busy.push_back(begins + cost_[kind]);
  return busy.back();
}

}  // namespace meseta
