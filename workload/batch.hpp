// Batch: so many tasks of one kind, each of which ends once.
//
// A task that is lost is submitted again at once; one that fails is not. How long it runs, and how
// it ends, is the same in each attempt.
#pragma once

#include <cstdint>
#include <vector>

#include "workload/arrivals.hpp"
#include "workload/distribution.hpp"
#include "workload/load.hpp"

namespace meseta {

class Batch final : public Load {
 public:
  struct Options {
    std::uint32_t tasks = 0;
    Demand demand;
    Duration start;  // From the start of the run.
    Arrivals arrivals;
    Distribution duration;
    std::uint32_t fail_per_million = 0;  // Ends FAILED at its end, not FINISHED.
    std::uint32_t hang_per_million = 0;  // Never ends.
  };

  // Its choices are named by `entity`, different for each framework.
  Batch(Options options, const Choices& choices, std::uint64_t entity);

  [[nodiscard]] const std::vector<Demand>& demands() const override { return demands_; }
  void begin(Time start) override { start_ = start + options_.start; }
  [[nodiscard]] Time next() const override;
  void advance(Time now, Submissions& to) override;
  void launched(std::uint32_t /*task*/) override {}
  void ended(std::uint32_t task, TaskState state, Time now, Submissions& to) override;
  [[nodiscard]] bool exhausted() const override { return arrivals_.done(); }
  [[nodiscard]] TaskScript script(std::uint32_t task, std::uint32_t attempt) const override;
  [[nodiscard]] Text name(std::uint32_t task, std::uint32_t attempt) const override {
    return number_name(task, attempt);
  }
  [[nodiscard]] std::optional<Name> parse(const Text& name) const override {
    return parse_number_name(name);
  }

 private:
  Options options_;
  Choices choices_;
  std::uint64_t entity_;
  std::vector<Demand> demands_;
  ArrivalTimes arrivals_;
  std::uint32_t submitted_ = 0;
  Time start_;
};

}  // namespace meseta
