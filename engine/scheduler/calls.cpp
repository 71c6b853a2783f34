#include <algorithm>
#include <iterator>
#include <utility>

#include "engine/scheduler/driver.hpp"

namespace meseta {

namespace {

// The framework's roles that are meant by `roles`: all of them, if it is empty.
std::vector<Text> meant(std::vector<Text> roles, const FrameworkInfo& info) {
  if (roles.empty()) roles = info.roles;
  std::sort(roles.begin(), roles.end());
  return roles;
}

}  // namespace

bool Calls::subscribed() const { return driver_.subscribed(); }

void Calls::accept(Accept accept) {
  if (subscribed()) return out_.send(driver_.link_.session(), std::move(accept));
  for (const Ref<TaskInfo>& task : accept.tasks) {
    driver_.dropped_.push_back({.framework = driver_.id_,
                                .agent = task->agent,
                                .task = task->name,
                                .timestamp = now_,
                                .state = TaskState::Dropped,
                                .latest_state = TaskState::Dropped,
                                .source = StatusSource::Master,
                                .reason = StatusReason::MasterDisconnected,
                                .message = Text("Master disconnected")});
  }
}

void Calls::decline(Decline decline) {
  if (subscribed()) out_.send(driver_.link_.session(), std::move(decline));
}

void Calls::revive(std::vector<Text> roles) {
  const std::vector<Text> revived = meant(roles, *driver_.options_.info);
  std::erase_if(driver_.suppressed_, [&](const Text& role) {
    return std::binary_search(revived.begin(), revived.end(), role);
  });
  if (subscribed()) out_.send(driver_.link_.session(), Revive{std::move(roles)});
}

void Calls::suppress(std::vector<Text> roles) {
  std::vector<Text> both;
  const std::vector<Text> added = meant(roles, *driver_.options_.info);
  std::set_union(driver_.suppressed_.begin(), driver_.suppressed_.end(), added.begin(), added.end(),
                 std::back_inserter(both));
  if (both.size() == driver_.suppressed_.size()) return;
  driver_.suppressed_ = std::move(both);
  if (subscribed()) out_.send(driver_.link_.session(), Suppress{std::move(roles)});
}

void Calls::kill(Text task, AgentId agent) {
  if (driver_.over()) return;
  driver_.kills_[task] = agent;
  if (subscribed()) out_.send(driver_.link_.session(), Kill{std::move(task), agent});
}

void Calls::teardown() {
  if (driver_.over()) return;
  if (subscribed()) out_.send(driver_.link_.session(), Teardown{});
  driver_.end(out_);
}

void Calls::wake(Time at) {
  out_.arm(static_cast<std::uint32_t>(Driver::AlarmKind::Policy), 0, at);
}

void Calls::sleep() { out_.disarm(static_cast<std::uint32_t>(Driver::AlarmKind::Policy), 0); }

}  // namespace meseta
