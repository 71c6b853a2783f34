// CapacityChecker: at no time do the tasks that run on a computer take more than it has, resource
// by resource and card by card.
//
// What the agent's process believes does not matter: an agent that forgets a task which still runs
// is found out as soon as it launches too many others.
#pragma once

#include <vector>

#include "backends/sim/checkers/checker.hpp"
#include "engine/resources/resources.hpp"

namespace meseta {

class CapacityChecker final : public Checker {
 public:
  // What there is by place, from `first` on.
  CapacityChecker(Place first, const std::vector<Ref<AgentInfo>>& agents);

  void launched(const Run& run, Time now) override;
  void gone(const Run& run, Time now) override;

 private:
  // A task for which there was no room.
  struct Excess {
    TaskId task;
    Resources resources;
  };
  struct Computer {
    Ref<AgentInfo> info;
    Resources free;  // Of the total, without what runs and is not in excess.
    std::vector<Excess> excess;
  };

  // Null if nothing is known of the place.
  [[nodiscard]] Computer* find(Place place);

  Place first_;
  std::vector<Computer> computers_;
};

}  // namespace meseta
