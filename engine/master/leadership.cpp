#include "engine/master/leadership.hpp"

#include <memory>
#include <utility>
#include <variant>

#include "engine/base/check.hpp"
#include "engine/master/agents.hpp"
#include "engine/master/frameworks.hpp"
#include "engine/master/registration.hpp"
#include "engine/master/removal.hpp"

namespace meseta::master {

namespace {

void on_durable(State&, const AgentIdentity&, const Turn&) { CHECK(false); }
void on_durable(State&, const FrameworkIdentity&, const Turn&) { CHECK(false); }

// Ends every session, watch and alarm, and forgets all that was of this leadership.
void abdicate(State& m, const Turn& turn) {
  for (const Slot slot : m.agents.ordered()) {
    disarm_agent(m, slot, turn);
    const AgentRecord& agent = m.agents[slot];
    if (agent.watched) turn.out.unwatch(agent.node);
    if (agent.session.valid()) turn.out.close(agent.session);
  }
  for (const Slot slot : m.frameworks.ordered()) {
    disarm_framework(m, slot, turn);
    const FrameworkRecord& framework = m.frameworks[slot];
    if (framework.session.valid()) turn.out.close(framework.session);
  }
  if (m.run_armed != kTimeMax) turn.disarm(AlarmKind::Run, 0);
  if (m.offers_armed != kTimeMax) turn.disarm(AlarmKind::Offers, 0);
  if (m.election_armed) turn.disarm(AlarmKind::Election, 0);

  State fresh(m.options);
  fresh.stats = m.stats;
  fresh.stats.tasks = {};
  fresh.epoch = m.epoch;
  fresh.tickets = m.tickets;
  m = std::move(fresh);
}

void recover_agents(State& m, const Turn& turn) {
  for (const auto& [id, known] : m.registry.agents()) {
    const Slot slot = m.agents.make({.id = id, .info = known.info});
    enter(m, slot, known.reachable ? AgentState::Awaited : AgentState::Unreachable);
    m.agents[slot].given_up = !known.reachable;
  }
  if (m.agents_awaited == 0) return;
  m.election_armed = true;
  turn.arm(AlarmKind::Election, 0, turn.now + m.options.agent_reregister_timeout);
}

}  // namespace

void on(State& m, const Elected& report, const Turn& turn) {
  if (report.epoch <= m.epoch) return;
  if (m.leading) abdicate(m, turn);
  m.leading = true;
  m.epoch = report.epoch;
  m.allocator = std::make_unique<Allocator>(m.options.allocator);
  m.offers = OfferTable(m.epoch);
  for (const Record& record : report.records) m.registry.apply(record);
  recover_agents(m, turn);
  recover_frameworks(m, turn);
}

void on(State& m, const Deposed&, const Turn& turn) {
  if (m.leading) abdicate(m, turn);
}

void persist(State& m, Record record, const Turn& turn) {
  const std::uint64_t ticket = ++m.tickets;
  turn.out.persist(ticket, record);
  m.staged.emplace(ticket, std::move(record));
}

void on(State& m, const Stored& report, const Turn& turn) {
  // A ticket of an earlier leadership is not staged any more.
  while (!m.staged.empty() && m.staged.begin()->first <= report.ticket) {
    const Record record = std::move(m.staged.begin()->second);
    m.staged.erase(m.staged.begin());
    m.registry.apply(record);
    std::visit([&](const auto& fact) { on_durable(m, fact, turn); }, record);
  }
}

void on(State& m, const StoreFailed& report, const Turn& turn) {
  if (!m.leading || !m.staged.contains(report.ticket)) return;
  turn.out.step_down();
  abdicate(m, turn);
}

}  // namespace meseta::master
