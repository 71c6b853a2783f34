#include <algorithm>
#include <utility>

#include "engine/agent/agent.hpp"
#include "engine/base/check.hpp"
#include "engine/base/lookup.hpp"

namespace meseta {

void Agent::on(const RunTask& message, Time now, Outbox& out) {
  const Ref<TaskInfo>& info = message.task;
  if (info->agent != id_) return;
  if (find(message.framework, info->name) != kNoSlot) return;  // Said again on a new session.

  const Slot slot = admit(message.framework, info);
  if (!free_.contains(*info->resources)) {
    // Tasks of a framework that was shut down may still be ending while the master gives away what
    // they held.
    tasks_[slot].state = TaskState::Dropped;
    return tell(slot,
                {.timestamp = now,
                 .message = Text("The task needs more than what is free on the agent"),
                 .state = TaskState::Dropped,
                 .reason = StatusReason::InvalidOffers},
                now, out);
  }
  free_.subtract(*info->resources);
  out.launch(message.framework, info);
}

void Agent::on(const KillTask& message, Outbox& out) {
  // Of an unknown task the master has been told, or will be when it compares what we registered
  // with.
  const Slot slot = find(message.framework, message.task);
  if (slot != kNoSlot) kill(tasks_[slot], out);
}

void Agent::on(const ShutdownFramework& message, Outbox& out) {
  for (const Slot slot : ordered_tasks()) {
    if (tasks_[slot].framework == message.framework) mute(slot, out);
  }
  rearm(out);
}

void Agent::on(const AckForward& message, Time now, Outbox& out) {
  const Slot slot = find(message.framework, message.task);
  if (slot == kNoSlot) return;
  Task& task = tasks_[slot];
  if (task.stream == StatusUpdates::kNone) return;
  const std::uint64_t ordinal = updates_.ordinal(task.stream);
  if (message.uuid != uuid(task, ordinal)) return;

  switch (updates_.acknowledge(task.stream, ordinal, now)) {
    case StatusUpdates::Acknowledged::Send:
      send(task.stream, out);
      break;
    case StatusUpdates::Acknowledged::Empty:
      task.stream = StatusUpdates::kNone;
      if (is_terminal(task.state)) forget(slot);
      break;
    case StatusUpdates::Acknowledged::Stale:
    case StatusUpdates::Acknowledged::Queued:
      break;
  }
  rearm(out);
}

void Agent::on(const TaskStarted& report, Time now, Outbox& out) {
  const Slot slot = find(report.framework, report.task);
  if (slot == kNoSlot || tasks_[slot].muted) return;
  tasks_[slot].state = TaskState::Running;
  tell(slot, {.timestamp = now, .state = TaskState::Running, .source = StatusSource::Executor}, now,
       out);
}

void Agent::on(const TaskEnded& report, Time now, Outbox& out) {
  CHECK(is_terminal(report.state));
  const Slot slot = find(report.framework, report.task);
  if (slot == kNoSlot) return;
  Task& task = tasks_[slot];
  if (is_terminal(task.state)) return;
  free_.add(*task.info->resources);
  task.state = report.state;
  if (!task.muted) {
    const StatusSource source =
        report.reason == StatusReason::None ? StatusSource::Executor : StatusSource::Agent;
    return tell(slot,
                {.timestamp = now,
                 .message = report.message,
                 .state = report.state,
                 .source = source,
                 .reason = report.reason},
                now, out);
  }
  forget(slot);
  if (leaving_ && index_.size() == 0) {
    leaving_ = false;
    link_.resume(out);
  }
}

SlotIndex::Tag Agent::tag_of(FrameworkId framework, const Text& name) {
  return SlotIndex::tag(LookupHash::mix(name.hash() + framework.word()));
}

Agent::Slot Agent::find(FrameworkId framework, const Text& name) const {
  return index_.find(tag_of(framework, name), [&](Slot slot) {
    const Task& task = tasks_[slot];
    return task.framework == framework && task.name == name;
  });
}

Agent::Slot Agent::admit(FrameworkId framework, Ref<TaskInfo> info) {
  Slot slot = 0;
  if (vacant_.empty()) {
    slot = static_cast<Slot>(tasks_.size());
    tasks_.emplace_back();
  } else {
    slot = vacant_.back();
    vacant_.pop_back();
  }
  index_.insert(tag_of(framework, info->name), slot);
  const Text name = info->name;
  tasks_[slot] = {.framework = framework, .info = std::move(info), .name = name};
  return slot;
}

void Agent::forget(Slot slot) {
  Task& task = tasks_[slot];
  index_.erase(tag_of(task.framework, task.name), slot);
  task = {};
  vacant_.push_back(slot);
}

void Agent::kill(Task& task, Outbox& out) {
  if (task.killed || is_terminal(task.state)) return;
  task.killed = true;
  out.kill(task.framework, task.name, task.info->kill_grace);
}

void Agent::mute(Slot slot, Outbox& out) {
  Task& task = tasks_[slot];
  task.muted = true;
  if (task.stream != StatusUpdates::kNone) {
    updates_.drop(task.stream);
    task.stream = StatusUpdates::kNone;
  }
  if (is_terminal(task.state)) return forget(slot);
  kill(task, out);
}

void Agent::tell(Slot slot, TaskStatus status, Time now, Outbox& out) {
  Task& task = tasks_[slot];
  const auto pushed = updates_.push(task.stream, slot, std::move(status), now);
  task.stream = pushed.stream;
  if (!pushed.send) return;
  send(pushed.stream, out);
  rearm(out);
}

void Agent::send(StatusUpdates::Stream stream, Outbox& out) {
  const Task& task = tasks_[updates_.task(stream)];
  const TaskStatus& status = updates_.head(stream);
  out.send(link_.session(), Update{{.framework = task.framework,
                                    .agent = id_,
                                    .task = task.name,
                                    .uuid = uuid(task, updates_.ordinal(stream)),
                                    .timestamp = status.timestamp,
                                    .state = status.state,
                                    .latest_state = task.state,
                                    .source = status.source,
                                    .reason = status.reason,
                                    .message = status.message}});
}

void Agent::send_due(Time now, Outbox& out) {
  for (auto stream = updates_.take_due(now); stream != StatusUpdates::kNone;
       stream = updates_.take_due(now)) {
    send(stream, out);
  }
  rearm(out);
}

void Agent::rearm(Outbox& out) {
  const Time due = updates_.due();
  if (due == armed_) return;
  constexpr auto kKind = static_cast<std::uint32_t>(AlarmKind::Retry);
  armed_ = due;
  if (due == kTimeMax) return out.disarm(kKind, 0);
  out.arm(kKind, 0, due);
}

Uuid Agent::uuid(const Task& task, std::uint64_t ordinal) const {
  Digest digest;
  digest.fold(id_.word());
  digest.fold(task.framework.word());
  digest.fold(task.name.digest());
  return {digest.high(), ordinal};
}

std::vector<Agent::Slot> Agent::ordered_tasks() const {
  std::vector<Slot> slots;
  slots.reserve(index_.size());
  for (Slot slot = 0; slot < tasks_.size(); ++slot) {
    if (tasks_[slot].info) slots.push_back(slot);
  }
  std::sort(slots.begin(), slots.end(), [this](Slot a, Slot b) {
    const Task& x = tasks_[a];
    const Task& y = tasks_[b];
    if (x.framework != y.framework) return x.framework < y.framework;
    return x.name < y.name;
  });
  return slots;
}

}  // namespace meseta
