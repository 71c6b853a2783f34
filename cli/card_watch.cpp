#include "cli/card_watch.hpp"

#include <algorithm>
#include <utility>

#include "engine/base/check.hpp"

namespace meseta::cli {

CardWatch::CardWatch(Time start, const std::vector<std::uint32_t>& cards)
    : book_(start), node_of_(cards.size(), UINT32_MAX) {
  for (const std::uint32_t count : cards) book_.add_agent(count);
}

void CardWatch::handled(const Handled& what, std::span<const Want> wants) {
  const NodeId node = what.target;
  if (what.event.body.is<Boot>()) {
    const Boot& booted = what.event.as<Boot>();
    if (booted.role == Boot::Role::Agent) boot(node, booted);
  }
  if (node.value >= agents_.size() || !agents_[node.value].known) return;
  Agent& agent = agents_[node.value];
  if (what.event.body.is<TaskStarted>()) {
    const TaskStarted& started = what.event.as<TaskStarted>();
    const auto held = agent.tasks.find({started.framework, started.task});
    if (held != agent.tasks.end()) held->second.started = world_->now();
  } else if (what.event.body.is<TaskEnded>()) {
    const TaskEnded& ended = what.event.as<TaskEnded>();
    end(agent, {ended.framework, ended.task});
  }
  for (const Want& want : wants) {
    if (want.verb == Want::Verb::Launch) launch(node, want.body.as<RunTask>());
  }
}

void CardWatch::boot(NodeId node, const Boot& boot) {
  CHECK(boot.index < node_of_.size());
  std::uint32_t& last = node_of_[boot.index];
  if (last != UINT32_MAX) {
    Agent& gone = agents_[last];
    while (!gone.tasks.empty()) end(gone, gone.tasks.begin()->first);
  }
  last = node.value;
  if (node.value >= agents_.size()) agents_.resize(node.value + 1);
  agents_[node.value] = {.known = true, .index = boot.index};
}

void CardWatch::launch(NodeId node, const RunTask& run) {
  Cards cards = run.task->resources->cards();
  if (cards.empty()) return;
  Agent& agent = agents_[node.value];
  book_.take(agent.index, cards, world_->now());
  agent.tasks[{run.framework, run.task->name}] = {.cards = std::move(cards)};
}

void CardWatch::end(Agent& agent, const TaskId& task) {
  const auto held = agent.tasks.find(task);
  if (held == agent.tasks.end()) return;
  const Time now = world_->now();
  const Time since = std::min(held->second.started, now);
  book_.leave(agent.index, held->second.cards, now - since, now);
  agent.tasks.erase(held);
}

}  // namespace meseta::cli
