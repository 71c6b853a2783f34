// Tally: a census that also remembers how long tasks took to launch and why they waited.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "report/quantiles.hpp"
#include "report/summary.hpp"
#include "workload/census.hpp"

namespace meseta::cli {

class Tally final : public Census {
 public:
  // Waits that are remembered, of placed and of never placed tasks each.
  static constexpr std::size_t kWaitsMax = 100'000;

  explicit Tally(std::uint32_t frameworks) : Census(frameworks), times_of_(frameworks) {}

  // Counts, latencies and waits. frameworks_detail must have its names; `class_names` are those of
  // the agent classes that obstacles name by index.
  void fill(Summary& summary, std::span<const std::string> class_names);

  // How many agent classes beyond the first `known` the waits name.
  [[nodiscard]] std::size_t other_classes(std::size_t known) const;

 private:
  struct Times {
    Quantiles launch;
    Quantiles waiting;
  };

  void on_launch(std::uint32_t framework, Duration waited) override;
  void on_start(std::uint32_t framework, Duration latency) override;
  void on_wait(const Wait& wait) override;

  Times times_;
  std::vector<Times> times_of_;
  std::uint64_t waits_ = 0;
  std::vector<Wait> unplaced_;
  std::vector<Wait> placed_;
};

// In one word why a task waited: what kept it from most agents; or, if none could ever take it,
// too-large or wrong-model.
std::string main_reason(const ClassObstacles& obstacles);

}  // namespace meseta::cli
