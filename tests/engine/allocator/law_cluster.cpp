#include "tests/engine/allocator/law_cluster.hpp"

#include <algorithm>
#include <utility>

#include "engine/base/check.hpp"
#include "engine/resources/role.hpp"
#include "engine/resources/text_form.hpp"

namespace meseta {

namespace {

AgentId agent_id(std::uint32_t n) { return {1, n}; }
FrameworkId framework_id(std::uint32_t n) { return {1, n}; }

std::vector<Quantities::Amount> list_of(const Quantities& quantities) {
  std::vector<Quantities::Amount> list;
  quantities.for_each([&](const ResourceName& name, Quantity amount) {
    list.push_back({name, amount});
  });
  return list;
}

std::vector<Quantities::Amount> list_of(const Limits& limits) {
  std::vector<Quantities::Amount> list;
  limits.for_each([&](const ResourceName& name, Quantity amount) {
    list.push_back({name, amount});
  });
  return list;
}

}  // namespace

std::string top_of(const std::string& role) { return std::string(top_level(role)); }

LawCluster::LawCluster(const AllocatorOptions& options) : options_(options), allocator_(options) {}

void LawCluster::breaks(const std::string& sentence) {
  if (broken_.empty()) broken_ = sentence;
}

void LawCluster::agent(std::uint32_t n, const Resources& total) {
  const bool fresh = agents_.count(n) == 0;
  agents_[n].total = total;
  if (fresh) return allocator_.add_agent(agent_id(n), total, now_);
  allocator_.update_agent(agent_id(n), total, now_);
}

void LawCluster::switch_agent(std::uint32_t n, bool active) {
  const auto found = agents_.find(n);
  if (found == agents_.end()) return;
  found->second.active = active;
  if (active) {
    allocator_.activate_agent(agent_id(n), now_);
  } else {
    allocator_.deactivate_agent(agent_id(n));
  }
}

void LawCluster::framework(std::uint32_t n, const std::set<std::string>& roles, std::string name) {
  if (frameworks_.count(n) > 0) return;
  frameworks_[n].roles = roles;
  std::vector<Text> texts;
  for (const std::string& role : roles) texts.emplace_back(role);
  if (name.empty()) name = "framework-" + std::to_string(n);
  allocator_.add_framework({.framework = framework_id(n),
                            .name = Text(name),
                            .roles = texts,
                            .suppressed = {},
                            .capabilities = {.gpu_resources = true}});
}

void LawCluster::suppress(std::uint32_t framework) {
  if (frameworks_.count(framework) == 0) return;
  frameworks_[framework].suppressed = true;
  allocator_.suppress(framework_id(framework), {});
}

void LawCluster::revive(std::uint32_t framework) {
  if (frameworks_.count(framework) == 0) return;
  frameworks_[framework].suppressed = false;
  std::erase_if(refusals_, [&](const Refusal& r) { return r.client.framework == framework; });
  std::erase_if(turns_, [&](const auto& t) { return t.first.first.framework == framework; });
  allocator_.revive(framework_id(framework), {});
}

void LawCluster::quota(const std::string& role, const Quantities& guarantee, const Limits& limits) {
  if (!allocator_.set_quotas({{Text(role), list_of(guarantee), list_of(limits)}}, true, now_)) {
    return;
  }
  quotas_.erase(role);
  if (!guarantee.empty() || !limits.empty()) quotas_[role] = {guarantee, limits};
}

LawCluster::Held LawCluster::take(std::size_t i) {
  CHECK(i < held_.size());
  const Held held = held_[i];
  held_.erase(held_.begin() + static_cast<std::ptrdiff_t>(i));
  return held;
}

void LawCluster::refuse(const Held& offer, Time end) {
  refusals_.push_back({offer.client, offer.agent, offer.resources, end});
}

void LawCluster::accept(std::size_t i, const Resources& task, std::optional<Duration> refuse) {
  Held offer = take(i);
  const FrameworkId framework = framework_id(offer.client.framework);
  const Text role(offer.client.role);
  if (!task.empty()) {
    allocator_.launch(framework, role, agent_id(offer.agent), task);
    held_.push_back({offer.client, offer.agent, task, false, now_});
  }
  offer.resources -= task;
  if (offer.resources.empty()) return;
  allocator_.decline(framework, role, agent_id(offer.agent), offer.resources, now_, refuse);
  const Duration span = std::max(refuse.value_or(kRefuseDefault), options_.interval);
  this->refuse(offer, refuse == Duration{} ? grid_after(now_) - nanoseconds(1) : now_ + span);
}

void LawCluster::rescind(std::size_t i) {
  const Held offer = take(i);
  allocator_.rescind(framework_id(offer.client.framework), Text(offer.client.role),
                     agent_id(offer.agent), offer.resources, now_);
  if (!frameworks_[offer.client.framework].suppressed) {
    refuse(offer, grid_after(now_) - nanoseconds(1));
  }
}

void LawCluster::release(std::size_t i) {
  const Held task = take(i);
  allocator_.release(framework_id(task.client.framework), Text(task.client.role),
                     agent_id(task.agent), task.resources, now_);
}

void LawCluster::advance(Duration by) {
  const Time start = now_;
  const Time target = now_ + by;
  while (true) {
    for (int same = 0; allocator_.next_run(now_) == now_; ++same) {
      if (same == 3) return breaks("a run leaves another one due at once, three times over");
      run();
    }
    // What came back at an instant of the grid waits for the next one.
    if (now_ != start && now_.ns % options_.interval.ns == 0) check_grid();
    if (now_ == target || !broken_.empty()) return;
    const Time due = allocator_.next_run(now_).value_or(kTimeMax);
    now_ = std::min({grid_after(now_), target, due});
  }
}

void LawCluster::run() {
  if (now_ >= turns_end_) turns_.clear();
  turns_end_ = grid_after(now_);
  std::vector<Grant> grants;
  allocator_.run(now_, grants);
  std::vector<Held>& granted = runs.emplace_back();
  for (const Grant& grant : grants) {
    granted.push_back({{grant.framework.number, grant.role.str()},
                       grant.agent.number,
                       grant.resources,
                       true,
                       now_});
    const Held& held = granted.back();
    judge(held);
    if (!broken_.empty()) return;
  }
}

}  // namespace meseta
