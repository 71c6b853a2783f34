#include "engine/master/removal.hpp"

#include <algorithm>
#include <vector>

#include "engine/event/messages.hpp"
#include "engine/master/frameworks.hpp"
#include "engine/master/leadership.hpp"
#include "engine/master/tasks.hpp"

namespace meseta::master {

namespace {

// The agents its tasks are on, each once, by id.
std::vector<AgentId> agents_of(const State& m, const FrameworkRecord& framework) {
  std::vector<AgentId> agents;
  m.tasks.for_each(framework.tasks,
                   [&](Slot task) { agents.push_back(m.agents[m.tasks[task].agent].id); });
  std::sort(agents.begin(), agents.end());
  agents.erase(std::unique(agents.begin(), agents.end()), agents.end());
  return agents;
}

}  // namespace

void on(State& m, const Teardown&, Slot framework, const Turn& turn) {
  remove_framework(m, framework, turn);
}

void remove_framework(State& m, Slot slot, const Turn& turn) {
  FrameworkRecord& framework = m.frameworks[slot];
  if (framework.state == FrameworkState::Removing) return;
  deactivate_framework(m, slot, turn);
  disarm_framework(m, slot, turn);
  framework.state = FrameworkState::Removing;
  persist(m, FrameworkRemoved{framework.id}, turn);
}

void framework_overdue(State& m, FrameworkId id, const Turn& turn) {
  const Slot slot = m.frameworks.find(id);
  if (slot == kNoSlot) return;
  m.frameworks[slot].armed = false;
  remove_framework(m, slot, turn);
}

void on_durable(State& m, const FrameworkRemoved& record, const Turn& turn) {
  const Slot slot = m.frameworks.find(record.framework);
  if (slot == kNoSlot) return;
  const FrameworkRecord& framework = m.frameworks[slot];
  for (const AgentId id : agents_of(m, framework)) {
    // One without session hears of it when it reports the tasks.
    const AgentRecord& agent = m.agents[m.agents.find(id)];
    if (agent.state == AgentState::Registered) {
      turn.out.send(agent.session, ShutdownFramework{framework.id});
    }
  }
  m.tasks.for_each(framework.tasks, [&](Slot task) { remove_task(m, task, turn.now); });
  m.allocator->remove_framework(framework.id);
  if (framework.session.valid()) {
    m.sessions.erase(framework.session);
    turn.out.close(framework.session);
  }
  ++m.stats.frameworks_removed;
  m.frameworks.release(slot);
}

}  // namespace meseta::master
