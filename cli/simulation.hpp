// Simulation: a scenario run by backends/sim, as the subcommands need it: run it, then ask what it
// came to.
#pragma once

#include <memory>
#include <vector>

#include "backends/sim/world.hpp"
#include "cli/card_watch.hpp"
#include "cli/progress.hpp"
#include "cli/tally.hpp"
#include "report/run_series.hpp"
#include "report/summary.hpp"
#include "scenarios/scenario.hpp"

namespace meseta::cli {

// When simulated clocks that are right begin. Part of what a history is replayed from.
inline constexpr Time kSimulationStart{};

class Simulation final : private Observer {
 public:
  struct Options {
    Observer* observer = nullptr;
    Checker* checker = nullptr;  // One more than those of every run.
  };

  // All of them must outlive this.
  Simulation(const Scenario& scenario, const Options& options, Progress& progress);

  void run();
  // Ends the run early, at once. What it came to is of no use then.
  void stop() { world_.stop(); }

  [[nodiscard]] const Dispatcher& dispatcher() const { return world_.dispatcher(); }

  // After the run: all but goals, wall time and memory.
  [[nodiscard]] Summary summary();
  [[nodiscard]] std::vector<RunPoint> points() const;
  [[nodiscard]] Capacity capacity() const;

 private:
  void handled(const Handled& what, std::span<const Want> wants) override;
  [[nodiscard]] World::Options options(Progress& progress, Checker* checker);
  void show(Progress& progress, Time now, std::uint64_t events) const;
  void fill_use(Summary& summary) const;
  void tell_waiting();

  const Scenario& scenario_;
  Observer* observer_;
  Tally tally_;
  std::unique_ptr<CardWatch> cards_;  // Where there are any.
  World world_;
};

// What a replay makes components of.
class ReplayCast {
 public:
  explicit ReplayCast(const Scenario& scenario);  // Which must outlive this.

  [[nodiscard]] ComponentFactory& factory() { return cast_; }

 private:
  Census census_;
  Cast cast_;
};

}  // namespace meseta::cli
