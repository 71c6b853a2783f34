#include "engine/master/registration.hpp"

#include <string_view>
#include <utility>

#include "engine/master/agents.hpp"
#include "engine/master/comeback.hpp"
#include "engine/master/leadership.hpp"
#include "engine/master/terms.hpp"
#include "engine/master/validation.hpp"

namespace meseta::master {

namespace {

void turn_away(State& m, SessionId session, std::string_view reason, const Turn& turn) {
  ++m.stats.refusals;
  turn.out.send(session, ShutdownAgent{Text(reason)});
}

// A process that does not know its id, although it was given one, lost the answer with a session.
AgentId identity(const State& m, const RegisterAgent& message, const Turn& turn) {
  if (message.agent.valid()) return message.agent;
  const Slot* const known = m.agents.by_node.find(turn.event.from);
  return known == nullptr ? AgentId{} : m.agents[*known].id;
}

// The agent is no longer this process.
void detach(State& m, Slot slot, const Turn& turn) {
  AgentRecord& agent = m.agents[slot];
  if (agent.watched) turn.out.unwatch(agent.node);
  agent.watched = false;
  if (agent.node.valid()) m.agents.by_node.erase(agent.node);
  agent.node = NodeId{};
}

// From now on the agent is this process, on this session.
void attach(State& m, Slot slot, const Turn& turn) {
  AgentRecord& agent = m.agents[slot];
  const SessionId session = turn.event.session;
  if (agent.session != session) {
    if (agent.session.valid()) {
      turn.out.close(agent.session);
      m.sessions.erase(agent.session);
      disconnect_agent(m, slot, turn);
    }
    agent.session = session;
    m.sessions.insert(session, {Peer::Side::Agent, slot});
  }
  if (agent.node == turn.event.from) return;
  detach(m, slot, turn);
  // One that came back under an older id of its own.
  const Slot* const other = m.agents.by_node.find(turn.event.from);
  if (other != nullptr) detach(m, *other, turn);
  agent.node = turn.event.from;
  m.agents.by_node.insert(agent.node, slot);
}

// Makes durable what the registry does not yet say of the agent as it has greeted.
void stage(State& m, Slot slot, const Turn& turn) {
  AgentRecord& agent = m.agents[slot];
  const Ref<AgentInfo>& info = agent.registration.as<RegisterAgent>().info;
  disarm_agent(m, slot, turn);
  if (agent.state != AgentState::Admitting) enter(m, slot, AgentState::Readmitting);
  const Registry::Agent* const known = m.registry.agent(agent.id);
  if (known != nullptr && known->info == info) {
    persist(m, AgentReachable{agent.id}, turn);
  } else {
    persist(m, AgentAdmitted{agent.id, info}, turn);
  }
}

void await(State& m, Slot slot, const Turn& turn) {
  AgentRecord& agent = m.agents[slot];
  enter(m, slot, agent.accounted ? AgentState::Disconnected : AgentState::Awaited);
  agent.armed = true;
  turn.arm(AlarmKind::Agent, agent.id.word(), turn.now + m.options.agent_reregister_timeout);
}

void answer(State& m, Slot slot, const Turn& turn) {
  AgentRecord& agent = m.agents[slot];
  const Body registration = std::exchange(agent.registration, Body{});
  const auto& message = registration.as<RegisterAgent>();
  if (!agent.accounted && !m.allocator->admits(message.info->resources)) {
    turn_away(m, agent.session, "The cluster's resources would exceed what can be counted", turn);
    return await(m, slot, turn);
  }
  welcome(m, slot, message, turn);
}

void durable(State& m, AgentId id, const Turn& turn) {
  const Slot slot = m.agents.find(id);
  if (slot == kNoSlot) return;
  AgentRecord& agent = m.agents[slot];
  if (agent.state != AgentState::Admitting && agent.state != AgentState::Readmitting) return;
  const Ref<AgentInfo>& info = m.registry.agent(id)->info;
  if (agent.info != info && agent.accounted) {
    m.allocator->update_agent(id, info->resources, turn.now);
    m.allocator->set_facts(id, facts_of(*info), turn.now);
  }
  agent.info = info;
  if (!agent.session.valid()) return await(m, slot, turn);
  // It may have greeted again, as another process with other resources.
  if (agent.registration.as<RegisterAgent>().info != info) return stage(m, slot, turn);
  answer(m, slot, turn);
}

}  // namespace

void on(State& m, const RegisterAgent& message, const Turn& turn) {
  const SessionId session = turn.event.session;
  const AgentId id = identity(m, message, turn);
  Slot slot = id.valid() ? m.agents.find(id) : kNoSlot;
  const Peer* const peer = m.sessions.find(session);
  if (peer != nullptr && (peer->side != Peer::Side::Agent || peer->slot != slot)) {
    ++m.stats.refusals;  // The session is somebody else's.
    return;
  }
  if (const auto valid = validate_agent(message); !valid) {
    return turn_away(m, session, valid.error().message, turn);
  }
  const bool fresh = slot == kNoSlot;
  if (fresh) {
    // Ids of this epoch are all known; one of an older may have been forgotten by the registry.
    if (id.valid() && id.epoch >= m.epoch.value) {
      return turn_away(m, session, "The agent's id was never given out", turn);
    }
    const AgentId given = id.valid() ? id : AgentId{m.epoch.value, m.next_agent++};
    slot = m.agents.make({.id = given, .info = message.info});
  }
  AgentRecord& agent = m.agents[slot];
  if (agent.state == AgentState::Condemned) return;
  if (agent.state == AgentState::Registered && agent.session == session) {
    return turn.out.send(session, AgentRegistered{agent.id});
  }
  attach(m, slot, turn);
  agent.registration = turn.event.body;
  if (fresh) return stage(m, slot, turn);
  // Answered when the record on its way is durable.
  if (agent.state == AgentState::Admitting || agent.state == AgentState::Readmitting) return;
  const bool changed = agent.info != message.info;
  if (changed || agent.state == AgentState::Unreachable) return stage(m, slot, turn);
  answer(m, slot, turn);
}

void on_durable(State& m, const AgentAdmitted& record, const Turn& turn) {
  durable(m, record.agent, turn);
}

void on_durable(State& m, const AgentReachable& record, const Turn& turn) {
  durable(m, record.agent, turn);
}

}  // namespace meseta::master
