#include "engine/master/dispatch.hpp"

#include "engine/event/kind.hpp"
#include "engine/master/accept.hpp"
#include "engine/master/agents.hpp"
#include "engine/master/frameworks.hpp"
#include "engine/master/leadership.hpp"
#include "engine/master/offers.hpp"
#include "engine/master/reconcile.hpp"
#include "engine/master/registration.hpp"
#include "engine/master/removal.hpp"
#include "engine/master/tasks.hpp"
#include "engine/master/updates.hpp"

namespace meseta::master {

namespace {

void on(State& m, const Alarm& alarm, const Turn& turn) {
  switch (static_cast<AlarmKind>(alarm.kind)) {
    case AlarmKind::Run:
      m.run_armed = kTimeMax;
      return make_offers(m, turn);
    case AlarmKind::Offers:
      m.offers_armed = kTimeMax;
      return rescind_old_offers(m, turn);
    case AlarmKind::Election:
      return election_overdue(m, turn);
    case AlarmKind::Agent:
      return agent_overdue(m, AgentId::from_word(alarm.owner), turn);
    case AlarmKind::Framework:
      return framework_overdue(m, FrameworkId::from_word(alarm.owner), turn);
  }
}

void on(State& m, const SessionClosed& report, const Turn& turn) {
  const Peer* const found = m.sessions.find(report.session);
  if (found == nullptr) return;
  const Peer peer = *found;
  m.sessions.erase(report.session);
  if (peer.side == Peer::Side::Agent) return disconnect_agent(m, peer.slot, turn);
  disconnect_framework(m, peer.slot, turn);
}

// Calls of a framework that is subscribed; of others nothing is taken.
template <class Call>
void on_call(State& m, const Turn& turn) {
  const Peer* const peer = m.sessions.find(turn.event.session);
  if (peer == nullptr) {
    return refuse_framework(m, turn.event.session, "Framework is not subscribed", turn);
  }
  if (peer->side != Peer::Side::Framework ||
      m.frameworks[peer->slot].state != FrameworkState::Connected) {
    ++m.stats.refusals;
    return;
  }
  on(m, turn.event.as<Call>(), peer->slot, turn);
}

void on_update(State& m, const Turn& turn) {
  const Peer* const peer = m.sessions.find(turn.event.session);
  if (peer == nullptr || peer->side != Peer::Side::Agent) return;
  on(m, turn.event.as<Update>(), peer->slot, turn);
}

void dispatch_call(State& m, const Turn& turn) {
  switch (turn.event.kind()) {
    case kind_of<Accept>:
      return on_call<Accept>(m, turn);
    case kind_of<Decline>:
      return on_call<Decline>(m, turn);
    case kind_of<Ack>:
      return on_call<Ack>(m, turn);
    case kind_of<Kill>:
      return on_call<Kill>(m, turn);
    case kind_of<Suppress>:
      return on_call<Suppress>(m, turn);
    case kind_of<Revive>:
      return on_call<Revive>(m, turn);
    case kind_of<Reconcile>:
      return on_call<Reconcile>(m, turn);
    case kind_of<Teardown>:
      return on_call<Teardown>(m, turn);
    default:
      return;  // Nobody says it to masters.
  }
}

}  // namespace

void dispatch(State& m, const Turn& turn) {
  const Event& event = turn.event;
  if (event.kind() == kind_of<Elected>) return on(m, event.as<Elected>(), turn);
  if (!m.leading) return;
  switch (event.kind()) {
    case kind_of<Deposed>:
      return on(m, event.as<Deposed>(), turn);
    case kind_of<Stored>:
      return on(m, event.as<Stored>(), turn);
    case kind_of<StoreFailed>:
      return on(m, event.as<StoreFailed>(), turn);
    case kind_of<Alarm>:
      return on(m, event.as<Alarm>(), turn);
    case kind_of<SessionClosed>:
      return on(m, event.as<SessionClosed>(), turn);
    case kind_of<PeerSilent>:
      return on(m, event.as<PeerSilent>(), turn);
    case kind_of<RegisterAgent>:
      return on(m, event.as<RegisterAgent>(), turn);
    case kind_of<Update>:
      return on_update(m, turn);
    case kind_of<Subscribe>:
      return on(m, event.as<Subscribe>(), turn);
    default:
      return dispatch_call(m, turn);
  }
}

}  // namespace meseta::master
