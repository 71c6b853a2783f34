#include "engine/master/agents.hpp"

#include "engine/event/calls.hpp"
#include "engine/master/leadership.hpp"
#include "engine/master/offers.hpp"
#include "engine/master/tasks.hpp"
#include "engine/master/updates.hpp"

namespace meseta::master {

namespace {

// No news until its record is durable: whatever it says meanwhile it will have to say again.
void condemn(State& m, Slot slot, Time since, const Turn& turn) {
  AgentRecord& agent = m.agents[slot];
  if (agent.session.valid()) {
    turn.out.close(agent.session);
    m.sessions.erase(agent.session);
    disconnect_agent(m, slot, turn);
  }
  disarm_agent(m, slot, turn);
  enter(m, slot, AgentState::Condemned);
  persist(m, AgentUnreachable{agent.id, since}, turn);
}

void give_up_tasks(State& m, Slot agent, const Turn& turn) {
  const Text message("Agent is unreachable");
  m.tasks.for_each(m.agents[agent].tasks, [&](Slot task) {
    // Of one that has ended its framework has heard, or will when the agent is back.
    if (!is_terminal(m.tasks[task].state)) {
      tell_of(m, task, TaskState::Unreachable, StatusReason::AgentRemoved, message, turn);
    }
    remove_task(m, task, turn.now);
  });
}

}  // namespace

void enter(State& m, Slot slot, AgentState state) {
  AgentRecord& agent = m.agents[slot];
  const bool was_in_transition = agent.in_transition();
  const bool was_awaited = agent.state == AgentState::Awaited;
  agent.state = state;
  m.agents_in_transition += agent.in_transition();
  m.agents_in_transition -= was_in_transition;
  m.agents_awaited += state == AgentState::Awaited;
  m.agents_awaited -= was_awaited;
}

void disconnect_agent(State& m, Slot slot, const Turn& turn) {
  AgentRecord& agent = m.agents[slot];
  agent.session = SessionId{};
  if (agent.state != AgentState::Registered) return;  // What is staged goes on without it.
  enter(m, slot, AgentState::Disconnected);
  rescind_offers_of_agent(m, slot, turn);
  m.allocator->deactivate_agent(agent.id);
  agent.armed = true;
  turn.arm(AlarmKind::Agent, agent.id.word(), turn.now + m.options.agent_reregister_timeout);
}

void disarm_agent(State& m, Slot slot, const Turn& turn) {
  AgentRecord& agent = m.agents[slot];
  if (agent.armed) turn.disarm(AlarmKind::Agent, agent.id.word());
  agent.armed = false;
}

void on(State& m, const PeerSilent& report, const Turn& turn) {
  const Slot* const found = m.agents.by_node.find(report.peer);
  if (found == nullptr || !m.agents[*found].watched) return;
  if (m.agents[*found].state == AgentState::Condemned) return;
  condemn(m, *found, report.since, turn);
}

void agent_overdue(State& m, AgentId id, const Turn& turn) {
  const Slot slot = m.agents.find(id);
  if (slot == kNoSlot) return;
  m.agents[slot].armed = false;
  condemn(m, slot, turn.now - m.options.agent_reregister_timeout, turn);
}

void election_overdue(State& m, const Turn& turn) {
  m.election_armed = false;
  const Time since = turn.now - m.options.agent_reregister_timeout;
  for (const Slot slot : m.agents.ordered()) {
    const AgentRecord& agent = m.agents[slot];
    // One that was admitted since has an alarm of its own.
    if (agent.state == AgentState::Awaited && !agent.armed) condemn(m, slot, since, turn);
  }
}

void on_durable(State& m, const AgentUnreachable& record, const Turn& turn) {
  const Slot slot = m.agents.find(record.agent);
  if (slot == kNoSlot || m.agents[slot].state != AgentState::Condemned) return;
  AgentRecord& agent = m.agents[slot];
  enter(m, slot, AgentState::Unreachable);
  ++m.stats.agents_unreachable;
  if (agent.watched) turn.out.unwatch(agent.node);
  agent.watched = false;
  agent.given_up = true;
  give_up_tasks(m, slot, turn);
  if (agent.accounted) m.allocator->remove_agent(agent.id, turn.now);
  agent.accounted = false;
  for (const Slot framework : m.frameworks.ordered()) {
    const FrameworkRecord& listener = m.frameworks[framework];
    if (listener.state != FrameworkState::Connected) continue;
    turn.out.send(listener.session, AgentFailure{agent.id});
  }
}

}  // namespace meseta::master
