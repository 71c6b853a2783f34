#include "backends/sim/checkers/capacity_checker.hpp"

#include <algorithm>

#include "engine/resources/text_form.hpp"

namespace meseta {

namespace {

std::string excess_text(const LaunchWatch::Run& run, const Resources& free,
                        const Resources& total) {
  const Resources& wanted = *run.task.resources;
  std::string text = "capacity: task " + run.task.name.str() + " of framework " +
                     to_string(run.framework) + " runs with " + to_string(wanted);
  if (!wanted.cards().empty()) text += " on cards " + to_string(wanted.cards());
  text += " where " + to_string(free);
  if (!free.cards().empty()) text += " on cards " + to_string(free.cards());
  return text + " is free of " + to_string(total);
}

}  // namespace

CapacityChecker::CapacityChecker(Place first, const std::vector<Ref<AgentInfo>>& agents)
    : first_(first) {
  computers_.reserve(agents.size());
  for (const Ref<AgentInfo>& info : agents) {
    computers_.push_back({.info = info, .free = info->resources, .excess = {}});
  }
}

CapacityChecker::Computer* CapacityChecker::find(Place place) {
  if (place < first_ || place.value - first_.value >= computers_.size()) return nullptr;
  return &computers_[place.value - first_.value];
}

void CapacityChecker::launched(const Run& run, Time now) {
  Computer* const computer = find(run.place);
  if (computer == nullptr)
    return violated(now, run.agent, "capacity: a task runs where no agent is");
  const Resources& wanted = *run.task.resources;
  if (computer->free.contains(wanted)) return computer->free.subtract(wanted);
  violated(now, run.agent, excess_text(run, computer->free, computer->info->resources));
  computer->excess.push_back({{run.framework, run.task.name}, wanted});
}

void CapacityChecker::gone(const Run& run, Time) {
  Computer* const computer = find(run.place);
  if (computer == nullptr) return;
  std::vector<Excess>& excess = computer->excess;
  if (excess.empty()) return computer->free.add(*run.task.resources);
  const TaskId task{run.framework, run.task.name};
  const auto found = std::find_if(excess.begin(), excess.end(),
                                  [&](const Excess& one) { return one.task == task; });
  if (found != excess.end()) {
    excess.erase(found);
    return;
  }
  computer->free.add(*run.task.resources);
  // Those that had no room may have some now.
  std::erase_if(excess, [&](const Excess& one) {
    if (!computer->free.contains(one.resources)) return false;
    computer->free.subtract(one.resources);
    return true;
  });
}

}  // namespace meseta
