#include "backends/sim/checkers/checkers.hpp"

#include <utility>

#include "backends/sim/checkers/capacity_checker.hpp"
#include "backends/sim/checkers/conservation_checker.hpp"

namespace meseta {

Checkers::Checkers(const Cast& cast, Place first, Time start) : violations_(start) {
  std::vector<Ref<AgentInfo>> agents;
  Quantities total;
  for (std::uint32_t i = 0; i < cast.count(Boot::Role::Agent); ++i) {
    agents.push_back(cast.agent(i));
    total += agents.back()->resources.quantities();
  }
  own(std::make_unique<CapacityChecker>(first, agents));
  own(std::make_unique<ConservationChecker>(std::move(total)));
}

void Checkers::own(std::unique_ptr<Checker> checker) {
  add(*checker);
  owned_.push_back(std::move(checker));
}

void Checkers::add(Checker& checker) {
  checker.report_to(violations_);
  all_.push_back(&checker);
}

void Checkers::launched(const Run& run, Time now) {
  for (Checker* const checker : all_) checker->launched(run, now);
}

void Checkers::ended(const Run& run, TaskState state, Time now) {
  for (Checker* const checker : all_) checker->ended(run, state, now);
}

void Checkers::gone(const Run& run, Time now) {
  for (Checker* const checker : all_) checker->gone(run, now);
}

void Checkers::look(const Sight& sight) {
  for (Checker* const checker : all_) checker->look(sight);
}

}  // namespace meseta
