// Service: keeps so many instances running. One that ends or is lost is submitted again after a
// delay; one whose description is refused (ERROR) is given up.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <vector>

#include "workload/distribution.hpp"
#include "workload/load.hpp"

namespace meseta {

class Service final : public Load {
 public:
  struct Options {
    std::uint32_t instances = 0;
    Demand demand;
    Duration start;                        // From the start of the run.
    std::optional<Distribution> lifetime;  // Absent: an instance runs until something kills it.
    Duration restart_delay;
    std::uint32_t fail_per_million = 0;  // Of those whose lifetime is over: FAILED, not FINISHED.
  };

  // Its choices are named by `entity`, different for each framework.
  Service(Options options, const Choices& choices, std::uint64_t entity);

  [[nodiscard]] const std::vector<Demand>& demands() const override { return demands_; }
  void begin(Time start) override;
  [[nodiscard]] Time next() const override;
  void advance(Time now, Submissions& to) override;
  void launched(std::uint32_t /*task*/) override {}
  void ended(std::uint32_t task, TaskState state, Time now, Submissions& to) override;
  [[nodiscard]] bool exhausted() const override { return options_.instances == given_up_; }
  [[nodiscard]] TaskScript script(std::uint32_t task, std::uint32_t attempt) const override;
  [[nodiscard]] Text name(std::uint32_t task, std::uint32_t attempt) const override {
    return number_name(task, attempt);
  }
  [[nodiscard]] std::optional<Name> parse(const Text& name) const override {
    return parse_number_name(name);
  }

 private:
  struct Due {
    Time at;
    std::uint32_t instance;
  };

  Options options_;
  Choices choices_;
  std::uint64_t entity_;
  std::vector<Demand> demands_;
  std::deque<Due> due_;  // In order: the delay is the same for all.
  std::uint32_t given_up_ = 0;
};

}  // namespace meseta
