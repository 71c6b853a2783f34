// What waits in a Runner, and why.
#include <algorithm>
#include <utility>

#include "engine/base/check.hpp"
#include "workload/runner.hpp"

namespace meseta {

void Runner::submit(std::uint32_t task, std::uint32_t demand) {
  if (task >= tasks_.size()) tasks_.resize(std::size_t{task} + 1);
  Task& fresh = tasks_[task];
  CHECK(fresh.phase == Phase::None || fresh.phase == Phase::Over);
  Queue& queue = queues_[demand];
  if (fresh.phase == Phase::Over) ++fresh.attempt;
  fresh.since = now_;
  fresh.agent = AgentId{};
  fresh.demand = demand & (kDemandsMax - 1);
  fresh.phase = Phase::Waiting;
  fresh.previous = queue.last;
  fresh.next = kNone;
  const bool first = queue.first == kNone;
  (first ? queue.first : tasks_[queue.last].next) = task;
  queue.last = task;
  census_.submitted(options_.framework);
  if (queue.hopeless) return;
  ++waiting_;
  if (first) revive_ = true;
  if (queue.listed) return;
  queue.listed = true;
  wanted_.push_back(demand);
}

void Runner::withdraw(std::uint32_t task) {
  if (task >= tasks_.size() || tasks_[task].phase != Phase::Waiting) return;
  tell_wait(task, false);
  unlink(task);
  tasks_[task].phase = Phase::Over;
  census_.withdrawn(options_.framework);
}

void Runner::unlink(std::uint32_t task) {
  const Task& gone = tasks_[task];
  Queue& queue = queues_[gone.demand];
  (gone.previous == kNone ? queue.first : tasks_[gone.previous].next) = gone.next;
  (gone.next == kNone ? queue.last : tasks_[gone.next].previous) = gone.previous;
  if (!queue.hopeless) --waiting_;
}

void Runner::look(std::span<const Offer> offers) {
  std::erase_if(wanted_, [this](std::uint32_t demand) {
    Queue& queue = queues_[demand];
    queue.listed = queue.first != kNone;
    return !queue.listed;
  });
  for (const std::uint32_t demand : wanted_) {
    Queue& queue = queues_[demand];
    queue.failed = now_;
    for (std::uint32_t i = 0; i < offers.size(); ++i) {
      if (!placer_.full(i)) note(queue, placer_.agent(i), placer_.obstacle(demand, i));
    }
  }
}

void Runner::note(Queue& queue, const AgentClasses::Agent& agent, Obstacle why) {
  if (agent.number >= queue.looks.size()) queue.looks.resize(std::size_t{agent.number} + 1);
  const std::size_t cells = classes_.classes().size() * kObstacles;
  if (cells > queue.counts.size()) queue.counts.resize(cells);
  std::uint8_t& seen = queue.looks[agent.number];
  std::uint32_t* const counts = &queue.counts[std::size_t{agent.agent_class} * kObstacles];
  // 0 is NotOffered: never seen, never counted.
  if (seen != 0) --counts[seen];
  seen = static_cast<std::uint8_t>(why);
  ++counts[seen];
}

ClassObstacles Runner::obstacles(std::uint32_t demand) const {
  ClassObstacles all;
  const Queue& queue = queues_[demand];
  const auto& classes = classes_.classes();
  for (std::uint32_t of = 0; of < classes.size(); ++of) {
    std::uint32_t unseen = classes[of].count;
    if (const auto never = placer_.verdict(demand, of)) {
      if (unseen > 0) all.push_back({of, *never, unseen});
      continue;
    }
    const std::size_t cell = std::size_t{of} * kObstacles;
    std::uint32_t seen = 0;
    for (std::uint32_t why = 1; why < kObstacles; ++why) {
      if (cell + why < queue.counts.size()) seen += queue.counts[cell + why];
    }
    unseen -= std::min(unseen, seen);
    if (unseen > 0) all.push_back({of, Obstacle::NotOffered, unseen});
    for (std::uint32_t why = 1; why < kObstacles; ++why) {
      if (cell + why >= queue.counts.size() || queue.counts[cell + why] == 0) continue;
      all.push_back({of, static_cast<Obstacle>(why), queue.counts[cell + why]});
    }
  }
  return all;
}

void Runner::tell_wait(std::uint32_t task, bool launched) {
  if (!options_.explain_waits || waits_told_ >= options_.waits_told_max) return;
  ++waits_told_;
  const Task& waited = tasks_[task];
  census_.waited({.framework = options_.framework,
                  .task = load_->name(task, waited.attempt),
                  .waited = now_ - waited.since,
                  .launched = launched,
                  .obstacles = obstacles(waited.demand)});
}

std::vector<Runner::Waiting> Runner::waiting() const {
  std::vector<Waiting> all;
  for (std::uint32_t task = 0; task < tasks_.size(); ++task) {
    const Task& waits = tasks_[task];
    if (waits.phase != Phase::Waiting) continue;
    all.push_back({.task = load_->name(task, waits.attempt),
                   .since = waits.since,
                   .hopeless = queues_[waits.demand].hopeless,
                   .obstacles = obstacles(waits.demand)});
  }
  return all;
}

}  // namespace meseta
