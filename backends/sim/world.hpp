// World: a whole cluster, built from a scenario and a seed, and run.
//
// Every process of the scenario is a component on one Loop; the ports behind it are the
// simulator's. A process lives at a place (a computer), which outlives it: what boots there again
// has the same disk, the same clock and the same links, but is a new node.
//
// The run ends at the scenario's duration or, without one, once nothing more can happen to any
// task; then it goes on for `linger`, so that the last messages are heard.
//
// Nothing here costs an event: what a report wants to see over time is looked at between two
// events.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "backends/sim/cast.hpp"
#include "backends/sim/checkers/checkers.hpp"
#include "backends/sim/drive.hpp"
#include "backends/sim/faults/fault_plan.hpp"
#include "backends/sim/series.hpp"
#include "backends/sim/sim_election.hpp"
#include "backends/sim/sim_launcher.hpp"
#include "backends/sim/sim_network.hpp"
#include "backends/sim/sim_store.hpp"

namespace meseta {

class World final : private Hands {
 public:
  struct Options {
    std::uint64_t seed = 1;
    Time start;  // What a clock that is right shows at the beginning; at least clock_offset_max.
    Duration linger = seconds(1);  // After the end of the last task. Not with a duration.
    Observer* observer = nullptr;
    Checker* checker = nullptr;    // One more than those that always watch.
    QueueWatch* queues = nullptr;  // Shown the loop's and the agenda's as if they were one.
    // Now and then, a few times a second of real time.
    std::function<void(Time now, std::uint64_t events)> progress;
  };

  // The scenario and the census must outlive the world.
  World(const Scenario& scenario, Census& census, Options options);
  ~World();

  void run();
  // Lets time pass up to and with `until`, or until the run is over, whichever is first.
  void run_until(Time until);
  // Lets no more time pass, now or later. From within an event: it is the last one.
  void stop() { stopped_ = true; }
  [[nodiscard]] bool over() const { return over_; }

  [[nodiscard]] Time start() const { return options_.start; }
  [[nodiscard]] Time now() const { return clock_.now(); }
  // When the run ended for those who count, without the linger; before, now.
  [[nodiscard]] Time end() const { return over_ ? end_ : now(); }

  [[nodiscard]] const Scenario& scenario() const { return scenario_; }
  [[nodiscard]] const Cast& cast() const { return cast_; }
  [[nodiscard]] Loop& loop() { return loop_; }
  [[nodiscard]] const Loop& loop() const { return loop_; }
  [[nodiscard]] const Dispatcher& dispatcher() const { return loop_.dispatcher(); }
  [[nodiscard]] const Usage& usage() const { return launcher_.usage(); }
  [[nodiscard]] const Series& series() const { return series_; }
  [[nodiscard]] const FaultPlan& faults() const { return *faults_; }

  // The component that lives at a place now; null while none does.
  [[nodiscard]] const Master* master(std::uint32_t index) const;
  [[nodiscard]] const Agent* agent(std::uint32_t index) const;
  [[nodiscard]] const Driver* scheduler(std::uint32_t index) const;
  // Also of one whose process does not live: the policy and the id outlive it.
  [[nodiscard]] const Runner* runner(std::uint32_t index) const { return cast_.runner(index); }
  [[nodiscard]] FrameworkId framework_id(std::uint32_t index) const;
  // The one that was elected last, if it lives.
  [[nodiscard]] const Master* leader() const;
  // Of all masters there ever were: what they did, summed.
  [[nodiscard]] MasterStats master_stats() const;
  [[nodiscard]] std::uint32_t agents_up() const { return agents_up_; }

  // What the checkers of invariants found.
  [[nodiscard]] std::vector<std::string> violations() const {
    return checkers_.violations().texts();
  }

 private:
  struct Process {
    std::uint32_t incarnations = 0;
    NodeId node;            // Invalid while none lives.
    NodeId last;            // The one that lives or, while none does, lived last.
    FrameworkId framework;  // Of a scheduler that does not live.
    Actor actor;
  };

  void vanish(Boot::Role role, std::uint32_t index) override;
  void end(Boot::Role role, std::uint32_t index) override;
  void boot(Boot::Role role, std::uint32_t index) override;
  [[nodiscard]] std::optional<std::uint32_t> leading_master() const override;
  void bury(Boot::Role role, Process& gone);

  Process& process(Boot::Role role, std::uint32_t index);
  [[nodiscard]] const Process& process(Boot::Role role, std::uint32_t index) const;
  [[nodiscard]] Place place(Boot::Role role, std::uint32_t index) const;
  [[nodiscard]] Skew skew(Place place) const;
  void after_turn();
  void finish();
  [[nodiscard]] Point point() const;
  [[nodiscard]] Sight sight() const;
  void look();

  const Scenario& scenario_;
  Census& census_;
  Options options_;
  Choices choices_;
  Cast cast_;

  SimClock clock_;
  Agenda agenda_;
  Loop loop_{clock_};
  SimNetwork network_;
  SimStore store_;
  Checkers checkers_;
  SimLauncher launcher_;
  SimElection election_;
  std::unique_ptr<FaultPlan> faults_;
  std::vector<Process> processes_;  // Masters, agents, schedulers. They hold bodies of the loop's.

  Time last_ = kTimeMax;  // When the run ends; with a duration from the beginning.
  Time end_;
  bool over_ = false;
  bool stopped_ = false;
  std::uint32_t agents_up_ = 0;
  std::uint64_t turns_ = 0;
  std::uint64_t next_look_ = 0;  // In turns.
  MasterStats past_;             // Of masters that are gone.
  Series series_;
};

}  // namespace meseta
