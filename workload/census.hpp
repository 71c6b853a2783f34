// Census: how many tasks of each framework are in which state, as the frameworks know it.
//
//     submitted = pending + running + finished + failed + killed + lost + error
//
// A task is running from its launch to its end, whatever it does in between; a task that is lost
// and submitted anew is lost and a new task. Whoever reports derives and is told what counters
// forget.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/base/text.hpp"
#include "engine/base/time.hpp"
#include "engine/event/task_state.hpp"
#include "workload/obstacle.hpp"

namespace meseta {

class Census {
 public:
  struct Counts {
    std::uint64_t submitted = 0;
    std::uint64_t pending = 0;    // Withdrawn ones included.
    std::uint64_t withdrawn = 0;  // Before they were launched.
    std::uint64_t running = 0;
    std::uint64_t running_max = 0;  // At one instant.
    std::uint64_t finished = 0;
    std::uint64_t failed = 0;
    std::uint64_t killed = 0;
    std::uint64_t lost = 0;
    std::uint64_t error = 0;
  };

  // A task that could not be placed at once, when it is launched or withdrawn.
  struct Wait {
    std::uint32_t framework;
    Text task;
    Duration waited;
    bool launched;
    ClassObstacles obstacles;
  };

  explicit Census(std::uint32_t frameworks) : of_(frameworks), busy_of_(frameworks) {}
  Census(const Census&) = delete;
  Census& operator=(const Census&) = delete;
  virtual ~Census() = default;

  void submitted(std::uint32_t framework);
  void launched(std::uint32_t framework, Duration waited);
  void withdrawn(std::uint32_t framework);
  void started(std::uint32_t framework, Duration latency);
  void ended(std::uint32_t framework, TaskState state);
  void waited(const Wait& wait) { on_wait(wait); }
  // Whether the framework has, or will have, a task that may still run.
  void busy(std::uint32_t framework, bool is);

  [[nodiscard]] const Counts& total() const { return total_; }
  [[nodiscard]] const Counts& of(std::uint32_t framework) const { return of_[framework]; }
  // Nobody is busy: all that can happen to tasks has happened.
  [[nodiscard]] bool over() const { return busy_ == 0; }
  [[nodiscard]] std::uint32_t busy() const { return busy_; }

 private:
  // From submission to launch; to the handling of RUNNING, the first time.
  virtual void on_launch(std::uint32_t /*framework*/, Duration /*waited*/) {}
  virtual void on_start(std::uint32_t /*framework*/, Duration /*latency*/) {}
  virtual void on_wait(const Wait& /*wait*/) {}

  template <class Change>
  void change(std::uint32_t framework, Change change) {
    change(total_);
    change(of_[framework]);
  }

  Counts total_;
  std::vector<Counts> of_;
  std::vector<bool> busy_of_;
  std::uint32_t busy_ = 0;  // Frameworks.
};

}  // namespace meseta
