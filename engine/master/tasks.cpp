#include "engine/master/tasks.hpp"

#include <utility>

#include "engine/event/messages.hpp"
#include "engine/master/reconcile.hpp"

namespace meseta::master {

namespace {

std::uint64_t& counter(State& m, TaskState state) {
  return m.stats.tasks[static_cast<std::size_t>(state)];
}

void give_back(State& m, const TaskRecord& task, Time now) {
  const FrameworkRecord& framework = m.frameworks[task.framework];
  m.allocator->release(framework.id, framework.roles[task.role], m.agents[task.agent].id,
                       *task.info->resources, now);
  m.allocated -= task.info->resources->quantities();
}

}  // namespace

Slot add_task(State& m, TaskRecord record) {
  if (!is_terminal(record.state)) m.allocated += record.info->resources->quantities();
  ++counter(m, record.state);
  const Slot agent = record.agent;
  const Slot framework = record.framework;
  const Slot task = m.tasks.make(std::move(record));
  m.tasks.enroll(m.agents[agent].tasks, task);
  m.tasks.enroll(m.frameworks[framework].tasks, task);
  return task;
}

void set_state(State& m, Slot task, TaskState state, Time now) {
  TaskRecord& record = m.tasks[task];
  if (is_terminal(record.state) || record.state == state) return;
  --counter(m, record.state);
  ++counter(m, state);
  record.state = state;
  if (is_terminal(state)) give_back(m, record, now);
}

void remove_task(State& m, Slot task, Time now) {
  const TaskRecord& record = m.tasks[task];
  if (!is_terminal(record.state)) give_back(m, record, now);
  --counter(m, record.state);
  m.agents[record.agent].tasks.drop();
  m.frameworks[record.framework].tasks.drop();
  m.tasks.release(task);
}

void on(State& m, const Kill& call, Slot framework, const Turn& turn) {
  const Slot task = m.tasks.find(framework, call.task);
  if (task == kNoSlot) return reconcile(m, framework, call.task, call.agent, turn);
  TaskRecord& record = m.tasks[task];
  const AgentRecord& agent = m.agents[record.agent];
  if (call.agent.valid() && call.agent != agent.id) {
    ++m.stats.refusals;
    return;
  }
  if (is_terminal(record.state)) return;
  record.kill_wanted = true;
  if (agent.state != AgentState::Registered) return;  // Said when it comes back.
  turn.out.send(agent.session, KillTask{m.frameworks[framework].id, record.name});
}

}  // namespace meseta::master
