// Checkers: all of them as one, and what they found.
#pragma once

#include <memory>
#include <vector>

#include "backends/sim/cast.hpp"
#include "backends/sim/checkers/checker.hpp"

namespace meseta {

class Checkers final : public LaunchWatch {
 public:
  // `first`: the place of the first agent.
  Checkers(const Cast& cast, Place first, Time start);

  // One more; it must outlive this.
  void add(Checker& checker);

  void launched(const Run& run, Time now) override;
  void ended(const Run& run, TaskState state, Time now) override;
  void gone(const Run& run, Time now) override;
  void look(const Sight& sight);

  [[nodiscard]] const Violations& violations() const { return violations_; }

 private:
  void own(std::unique_ptr<Checker> checker);

  Violations violations_;
  std::vector<std::unique_ptr<Checker>> owned_;
  std::vector<Checker*> all_;
};

}  // namespace meseta
