#include "engine/master/updates.hpp"

#include <utility>

#include "engine/master/tasks.hpp"

namespace meseta::master {

namespace {

TaskState without_partitions(TaskState state) {
  switch (state) {
    case TaskState::Dropped:
    case TaskState::Unreachable:
    case TaskState::Gone:
    case TaskState::GoneByOperator:
    case TaskState::Unknown:
      return TaskState::Lost;
    default:
      return state;
  }
}

// Of an agent's update to what the master accounts for. The agent's newest state may run ahead of
// what is told, and counts.
void note(State& m, Slot task, const StatusUpdate& status, Time now) {
  TaskRecord& record = m.tasks[task];
  record.status_state = status.state;
  record.status_uuid = status.uuid;
  record.has_status = true;
  set_state(m, task, status.latest_state, now);
}

}  // namespace

void tell(State& m, Slot framework, StatusUpdate status, const Turn& turn) {
  const FrameworkRecord& record = m.frameworks[framework];
  if (record.state != FrameworkState::Connected) return;
  if (!record.info->partition_aware) {
    status.state = without_partitions(status.state);
    status.latest_state = without_partitions(status.latest_state);
  }
  ++m.stats.updates_forwarded;
  turn.out.send(record.session, UpdateForward{std::move(status)});
}

void tell_of(State& m, Slot task, TaskState state, StatusReason reason, const Text& message,
             const Turn& turn) {
  const TaskRecord& record = m.tasks[task];
  tell(m, record.framework,
       {.framework = m.frameworks[record.framework].id,
        .agent = m.agents[record.agent].id,
        .task = record.name,
        .timestamp = turn.now,
        .state = state,
        .latest_state = state,
        .reason = reason,
        .message = message},
       turn);
}

void on(State& m, const Update& message, Slot agent, const Turn& turn) {
  const StatusUpdate& status = message.status;
  AgentRecord& sender = m.agents[agent];
  ++m.stats.updates;
  // Before it is registered (again) the agent says it once more afterwards.
  if (sender.state != AgentState::Registered || status.agent != sender.id) return;
  // A framework that is gone: the agent was told, or will be when it registers again.
  const Slot framework = m.frameworks.find(status.framework);
  if (framework == kNoSlot) return;

  const Slot task = m.tasks.find(framework, status.task);
  if (task != kNoSlot && m.tasks[task].agent != agent) {
    // A namesake lives elsewhere, and this one was told to end: nobody else waits for its updates.
    if (status.uuid.valid()) {
      turn.out.send(sender.session, AckForward{status.framework, status.task, status.uuid});
    }
    return;
  }
  if (task != kNoSlot) note(m, task, status, turn.now);
  tell(m, framework, status, turn);
  // Nobody acknowledges what has no uuid.
  if (task != kNoSlot && !status.uuid.valid() && is_terminal(status.state)) {
    remove_task(m, task, turn.now);
  }
}

void on(State& m, const Ack& call, Slot framework, const Turn& turn) {
  const Slot agent = m.agents.find(call.agent);
  // Where it cannot be passed on it is not taken: the agent repeats its update.
  if (agent == kNoSlot || m.agents[agent].state != AgentState::Registered || !call.uuid.valid()) {
    return;
  }
  const Slot task = m.tasks.find(framework, call.task);
  if (task != kNoSlot && m.tasks[task].agent == agent) {
    const TaskRecord& record = m.tasks[task];
    if (record.status_uuid == call.uuid && is_terminal(record.status_state)) {
      remove_task(m, task, turn.now);
    }
  }
  ++m.stats.acks_forwarded;
  turn.out.send(m.agents[agent].session,
                AckForward{m.frameworks[framework].id, call.task, call.uuid});
}

}  // namespace meseta::master
