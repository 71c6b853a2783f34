#include "engine/registry/registry.hpp"

#include <algorithm>
#include <variant>

namespace meseta {

void Registry::apply(const Record& record) {
  std::visit([this](const auto& change) { on(change); }, record);
}

const Registry::Agent* Registry::agent(AgentId id) const {
  const auto found = agents_.find(id);
  return found == agents_.end() ? nullptr : &found->second;
}

Ref<FrameworkInfo> Registry::framework(FrameworkId id) const {
  const auto found = frameworks_.find(id);
  return found == frameworks_.end() ? Ref<FrameworkInfo>{} : found->second;
}

bool Registry::removed(FrameworkId id) const {
  return std::find(removed_.begin(), removed_.end(), id) != removed_.end();
}

void Registry::on(const AgentAdmitted& record) { agents_[record.agent] = {.info = record.info}; }

void Registry::on(const AgentUnreachable& record) {
  const auto found = agents_.find(record.agent);
  if (found == agents_.end() || !found->second.reachable) return;
  found->second.reachable = false;
  found->second.unreachable_since = record.since;
}

void Registry::on(const AgentReachable& record) {
  const auto found = agents_.find(record.agent);
  if (found == agents_.end()) return;
  found->second.reachable = true;
  found->second.unreachable_since = {};
}

void Registry::on(const FrameworkAdmitted& record) {
  // An ended one never comes back, however its records are mixed.
  if (!removed(record.framework)) frameworks_[record.framework] = record.info;
}

void Registry::on(const FrameworkRemoved& record) {
  if (frameworks_.erase(record.framework) == 0 || options_.removed_frameworks_max == 0) return;
  if (removed_.size() == options_.removed_frameworks_max) removed_.erase(removed_.begin());
  removed_.push_back(record.framework);
}

}  // namespace meseta
