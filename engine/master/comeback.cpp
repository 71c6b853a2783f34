#include "engine/master/comeback.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "engine/master/agents.hpp"
#include "engine/master/tasks.hpp"
#include "engine/master/terms.hpp"
#include "engine/master/updates.hpp"

namespace meseta::master {

namespace {

using Running = RegisterAgent::Running;

void take_over(State& m, Slot agent, Slot framework, const Running& running, bool was_given_up,
               const Turn& turn) {
  FrameworkRecord& owner = m.frameworks[framework];
  const TaskInfo& info = *running.task;
  TaskRecord record{
      .name = info.name,
      .info = running.task,
      .agent = agent,
      .framework = framework,
      .role = owner.place_of(info.role.empty() ? owner.info->roles.front() : info.role),
      .state = running.state,
      .seen = true};
  if (running.status_uuid.valid()) {
    record.status_uuid = running.status_uuid;
    record.status_state = running.status_state;
    record.has_status = true;
  }
  if (!is_terminal(running.state)) {
    m.allocator->occupy(owner.id, owner.roles[record.role], m.agents[agent].id, *info.resources,
                        turn.now);
  }
  const Slot task = add_task(m, std::move(record));
  if (was_given_up && owner.info->partition_aware) {
    tell_of(m, task, running.state, StatusReason::AgentReregistered, Text("Agent is back"), turn);
  }
}

void say_kill(State& m, Slot agent, FrameworkId framework, const Text& task, const Turn& turn) {
  turn.out.send(m.agents[agent].session, KillTask{framework, task});
}

// The agent does not know of it.
void miss(State& m, Slot task, const Turn& turn) {
  const TaskRecord& record = m.tasks[task];
  const FrameworkId framework = m.frameworks[record.framework].id;
  if (record.state == TaskState::Staging) {
    turn.out.send(m.agents[record.agent].session, RunTask{framework, record.info});
    if (record.kill_wanted) say_kill(m, record.agent, framework, record.name, turn);
    return;
  }
  const bool over = is_terminal(record.state);
  tell_of(m, task, over ? record.state : TaskState::Gone, StatusReason::Reconciliation,
          Text("Task is unknown to the agent"), turn);
  remove_task(m, task, turn.now);
}

void compare(State& m, Slot agent, const RegisterAgent& message, bool was_given_up,
             const Turn& turn) {
  std::vector<Slot> known;
  m.tasks.for_each(m.agents[agent].tasks, [&](Slot task) { known.push_back(task); });
  std::vector<FrameworkId> ended;
  for (const Running& running : message.tasks) {
    const Slot framework = m.frameworks.find(running.framework);
    if (framework == kNoSlot || !m.frameworks[framework].info) {
      ended.push_back(running.framework);
      continue;
    }
    const Slot task = m.tasks.find(framework, running.task->name);
    if (task == kNoSlot) {
      // Over, and acknowledged long ago.
      if (is_terminal(running.state) && !running.status_uuid.valid()) continue;
      take_over(m, agent, framework, running, was_given_up, turn);
      continue;
    }
    if (m.tasks[task].agent != agent) {
      // Its name was used again elsewhere, after this one had been given up.
      say_kill(m, agent, running.framework, running.task->name, turn);
      continue;
    }
    if (std::exchange(m.tasks[task].seen, true)) continue;
    set_state(m, task, running.state, turn.now);
    if (m.tasks[task].kill_wanted && !is_terminal(running.state)) {
      say_kill(m, agent, running.framework, running.task->name, turn);
    }
  }
  for (const Slot task : known) {
    if (!m.tasks[task].seen) miss(m, task, turn);
  }
  m.tasks.for_each(m.agents[agent].tasks, [&](Slot task) { m.tasks[task].seen = false; });
  std::sort(ended.begin(), ended.end());
  ended.erase(std::unique(ended.begin(), ended.end()), ended.end());
  for (const FrameworkId framework : ended) {
    turn.out.send(m.agents[agent].session, ShutdownFramework{framework});
  }
}

}  // namespace

void welcome(State& m, Slot slot, const RegisterAgent& message, const Turn& turn) {
  AgentRecord& agent = m.agents[slot];
  ++(agent.state == AgentState::Admitting ? m.stats.agents_registered
                                          : m.stats.agents_reregistered);
  disarm_agent(m, slot, turn);
  enter(m, slot, AgentState::Registered);
  if (m.election_armed && m.agents_awaited == 0) {
    m.election_armed = false;
    turn.disarm(AlarmKind::Election, 0);
  }
  if (agent.accounted) {
    m.allocator->activate_agent(agent.id, turn.now);
  } else {
    m.allocator->add_agent(agent.id, agent.info->resources, turn.now, facts_of(*agent.info));
  }
  agent.accounted = true;
  if (!agent.watched) {
    turn.out.watch(agent.node, m.options.agent_ping_interval, m.options.agent_pings_missed_max);
  }
  agent.watched = true;
  turn.out.send(agent.session, AgentRegistered{agent.id});
  compare(m, slot, message, std::exchange(agent.given_up, false), turn);
}

}  // namespace meseta::master
