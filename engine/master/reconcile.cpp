#include "engine/master/reconcile.hpp"

#include <optional>

#include "engine/master/updates.hpp"

namespace meseta::master {

namespace {

struct Verdict {
  TaskState state;
  Text message;
};

// Of a task the master has no record of: the rows of the table in their order. Without an agent any
// agent that is expected back may have it.
std::optional<Verdict> verdict_on_unknown(const State& m, AgentId id) {
  const Slot slot = id.valid() ? m.agents.find(id) : kNoSlot;
  if (slot == kNoSlot) {
    if (!id.valid() && m.agents_in_transition > 0) return std::nullopt;
    return Verdict{TaskState::Unknown, Text("Reconciliation: Task is unknown")};
  }
  const AgentRecord& agent = m.agents[slot];
  if (agent.in_transition() || agent.state == AgentState::Admitting) return std::nullopt;
  if (agent.state == AgentState::Unreachable) {
    return Verdict{TaskState::Unreachable, Text("Reconciliation: Task is unreachable")};
  }
  return Verdict{TaskState::Gone, Text("Reconciliation: Task is unknown to the agent")};
}

void answer_known(State& m, Slot task, const Text& message, const Turn& turn) {
  const TaskRecord& record = m.tasks[task];
  const TaskState state = record.has_status ? record.status_state : record.state;
  tell_of(m, task, state, StatusReason::Reconciliation, message, turn);
}

Text latest_state() { return Text("Reconciliation: Latest task state"); }

}  // namespace

void reconcile(State& m, Slot framework, const Text& task, AgentId agent, const Turn& turn) {
  const Slot known = m.tasks.find(framework, task);
  if (known != kNoSlot) return answer_known(m, known, latest_state(), turn);
  const auto verdict = verdict_on_unknown(m, agent);
  if (!verdict) return;
  tell(m, framework,
       {.framework = m.frameworks[framework].id,
        .agent = agent,
        .task = task,
        .timestamp = turn.now,
        .state = verdict->state,
        .latest_state = verdict->state,
        .reason = StatusReason::Reconciliation,
        .message = verdict->message},
       turn);
}

void on(State& m, const Reconcile& call, Slot framework, const Turn& turn) {
  if (call.tasks.size() > m.options.tasks_per_call_max) {
    ++m.stats.refusals;
    return;
  }
  for (const Reconcile::Claim& claim : call.tasks) {
    reconcile(m, framework, claim.task, claim.agent, turn);
  }
  if (!call.tasks.empty()) return;
  const Text message = latest_state();
  m.tasks.for_each(m.frameworks[framework].tasks,
                   [&](Slot task) { answer_known(m, task, message, turn); });
}

}  // namespace meseta::master
