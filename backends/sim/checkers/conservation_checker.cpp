#include "backends/sim/checkers/conservation_checker.hpp"

namespace meseta {

namespace {

std::string number(std::uint64_t n) { return std::to_string(n); }

}  // namespace

void ConservationChecker::ended(const Run& run, TaskState state, Time) {
  const auto next = static_cast<std::uint32_t>(ran_of_.size());
  const auto [slot, fresh] = slots_.insert(run.framework, next);
  if (fresh) ran_of_.emplace_back();
  for (Ran* const ran : {&ran_, &ran_of_[*slot]}) {
    if (state == TaskState::Finished) ++ran->finished;
    if (state == TaskState::Failed) ++ran->failed;
  }
}

void ConservationChecker::tell(Law law, Time now, NodeId node, const std::string& what) {
  if (told_.insert({law, node}).second) violated(now, node, "conservation: " + what);
}

void ConservationChecker::check(const Census::Counts& counts, const Ran& ran, Time now,
                                NodeId node) {
  const std::uint64_t sum = counts.pending + counts.running + counts.finished + counts.failed +
                            counts.killed + counts.lost + counts.error;
  if (sum != counts.submitted) {
    tell(Law::Sum, now, node,
         number(counts.submitted) + " tasks were submitted, " + number(sum) + " are accounted for");
  }
  if (counts.finished > ran.finished) {
    tell(Law::Finished, now, node,
         number(counts.finished) + " tasks count as finished, but only " + number(ran.finished) +
             " ran to their end");
  }
  if (counts.failed > ran.failed) {
    tell(Law::Failed, now, node,
         number(counts.failed) + " tasks count as failed, but only " + number(ran.failed) + " did");
  }
}

void ConservationChecker::check_leader(const Sight::Leader& leader, Time now) {
  if (leader.allocated != leader.tasks) {
    tell(Law::Allocated, now, leader.node,
         "the master counts " + to_string(leader.allocated) + " as allocated, its tasks take " +
             to_string(leader.tasks));
  }
  if (!total_.contains(leader.tasks)) {
    tell(Law::Total, now, leader.node,
         "the master's tasks take " + to_string(leader.tasks) + ", the cluster has " +
             to_string(total_));
  }
}

void ConservationChecker::look(const Sight& sight) {
  check(sight.counts, ran_, sight.now, {});
  for (const Sight::Framework& framework : sight.frameworks) {
    const std::uint32_t* const slot = slots_.find(framework.id);
    check(framework.counts, slot == nullptr ? Ran{} : ran_of_[*slot], sight.now, framework.node);
  }
  if (sight.leader) check_leader(*sight.leader, sight.now);
}

}  // namespace meseta
