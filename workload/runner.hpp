// Runner: the framework of every workload: queues what a load submits, places it on what is
// offered, and follows each task to its end.
//
//     load --submit--> waiting, by demand --offers--> launched --RUNNING--> running --> over
//       ^                  | withdraw                     |                    |          |
//       +------------------+------- submitted again, if the load wants it ----+----------+
//
// Offers are answered at once: one Accept for each that takes tasks, one Decline for the rest.
// Tasks are placed in the order of submission; of one demand that finds no place no second task is
// tried, so a message costs demands times offers, whatever the number of tasks that wait. A
// withdrawal comes before a placement at the same instant.
//
// When nothing waits the runner suppresses, always or only once its load is exhausted, and it
// revives when a demand begins to wait: all it has declined before, it declined without that demand
// in mind. Tasks that no class of agents can ever hold wait apart, and no offers are asked for on
// their account.
//
// If the master refuses the framework for good, its live tasks are lost and nothing is launched any
// more. A task that is lost counts as over. If it turns up again while another attempt took its
// place it is killed.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "engine/scheduler/policy.hpp"
#include "workload/agent_classes.hpp"
#include "workload/census.hpp"
#include "workload/load.hpp"
#include "workload/placer.hpp"

namespace meseta {

class Runner final : public SchedulerPolicy, private Submissions {
 public:
  struct Options {
    std::uint32_t framework = 0;     // Of the census.
    Duration refuse = seconds(5);    // The filter of declines and of what accepts leave over.
    bool suppress_when_idle = true;  // Otherwise only once the load is exhausted.
    bool explain_waits = true;  // Tells the census of each task that could not be placed at once.
    std::uint32_t waits_told_max = 1'000'000;
    Placer::Options placer;
    Duration kill_grace;
  };

  // The catalogue and the census must outlive the runner.
  Runner(Options options, std::unique_ptr<Load> load, AgentClasses& classes, Census& census);

  // A task that waits now.
  struct Waiting {
    Text task;
    Time since;
    bool hopeless;  // No class of agents can ever hold it.
    ClassObstacles obstacles;
  };
  [[nodiscard]] std::vector<Waiting> waiting() const;  // By number.

  void started(Time now, Calls& calls) override;
  void subscribed(FrameworkId framework, Time now, Calls& calls) override;
  void disconnected(Time now, Calls& calls) override;
  void offered(std::span<const Offer> offers, Time now, Calls& calls) override;
  void rescinded(std::span<const OfferId> offers, Time now, Calls& calls) override;
  void prefetch(const Text& task, int step) const override;
  void update(const StatusUpdate& status, Time now, Calls& calls) override;
  void agent_failed(AgentId agent, Time now, Calls& calls) override;
  void woken(Time now, Calls& calls) override;
  void refused(const Text& message, Time now, Calls& calls) override;
  [[nodiscard]] std::vector<Reconcile::Claim> claims() const override;

 private:
  static constexpr std::uint32_t kNone = UINT32_MAX;
  static constexpr std::size_t kDemandsMax = 1U << 24U;

  enum class Phase : std::uint8_t { None, Waiting, Launched, Running, Over };

  struct Task {
    Time since;                  // Of its submission.
    AgentId agent;               // Once launched.
    std::uint32_t next = kNone;  // Of those that wait for the same demand.
    std::uint32_t previous = kNone;
    std::uint32_t attempt = 0;
    std::uint32_t demand : 24 = 0;
    Phase phase : 8 = Phase::None;
  };
  static_assert(sizeof(Task) == 32);

  // The tasks that wait for one demand, and what was seen of the agents that did not take them.
  struct Queue {
    std::uint32_t first = kNone;
    std::uint32_t last = kNone;
    bool hopeless = false;
    bool listed = false;                // In wanted_.
    Time failed{INT64_MIN};             // When it last found no place.
    std::vector<std::uint8_t> looks;    // By agent: the last Obstacle.
    std::vector<std::uint32_t> counts;  // Agents by class and obstacle.
  };

  // queue.cpp
  void submit(std::uint32_t task, std::uint32_t demand) override;
  void withdraw(std::uint32_t task) override;
  void unlink(std::uint32_t task);
  void look(std::span<const Offer> offers);
  void note(Queue& queue, const AgentClasses::Agent& agent, Obstacle why);
  [[nodiscard]] ClassObstacles obstacles(std::uint32_t demand) const;
  void tell_wait(std::uint32_t task, bool launched);

  void step(Time now, Calls& calls);
  void settle(Calls& calls);
  void place(std::span<const Offer> offers, Calls& calls);
  void launch(std::uint32_t task, const Offer& offer, Placer::Place place, Accept& into);
  void end(std::uint32_t task, TaskState state);

  Options options_;
  std::unique_ptr<Load> load_;
  AgentClasses& classes_;
  Census& census_;
  Placer placer_;

  std::vector<Task> tasks_;
  std::vector<Queue> queues_;  // By demand.
  std::vector<std::uint32_t>
      wanted_;                 // Demands, all for which a task waits; without hopeless ones.
  std::uint64_t waiting_ = 0;  // Tasks, without hopeless ones.
  std::uint64_t live_ = 0;     // Launched or running.
  std::uint32_t waits_told_ = 0;
  Time now_;  // Of the callback that runs.
  bool begun_ = false;
  bool refused_ = false;
  bool suppressed_ = false;
  bool revive_ = false;  // A demand began to wait.
  Time armed_ = kTimeMax;
  std::vector<std::uint32_t> accept_of_;  // By offer of the message: which accept, or kNone.
};

}  // namespace meseta
