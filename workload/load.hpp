// Load: what a framework wants to run, and when. The Runner asks; where and how is its business.
//
// A load names its tasks by small numbers, counted from 0. A task that is submitted again is the
// same number in its next attempt. Instants are on the framework's clock; begin() says when the run
// started.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/base/text.hpp"
#include "engine/base/time.hpp"
#include "engine/event/task_state.hpp"
#include "workload/demand.hpp"
#include "workload/task_script.hpp"

namespace meseta {

// What a load asks of the runner.
class Submissions {
 public:
  // The task must be new, or over.
  virtual void submit(std::uint32_t task, std::uint32_t demand) = 0;
  // Nothing happens if it does not wait.
  virtual void withdraw(std::uint32_t task) = 0;

 protected:
  Submissions() = default;
  Submissions(const Submissions&) = default;
  Submissions& operator=(const Submissions&) = default;
  ~Submissions() = default;
};

class Load {
 public:
  struct Name {
    std::uint32_t task;
    std::uint32_t attempt;
  };

  Load() = default;
  Load(const Load&) = delete;
  Load& operator=(const Load&) = delete;
  virtual ~Load() = default;

  // All the different demands there are; submit() says which by index.
  [[nodiscard]] virtual const std::vector<Demand>& demands() const = 0;

  virtual void begin(Time start) = 0;
  // When advance() has something to do next; kTimeMax: not by itself.
  [[nodiscard]] virtual Time next() const = 0;
  // Submits and withdraws what is due by `now`, in order.
  virtual void advance(Time now, Submissions& to) = 0;
  // The task does not wait any more.
  virtual void launched(std::uint32_t task) = 0;
  // The task came to its end, or was lost. May submit it again, now or later.
  virtual void ended(std::uint32_t task, TaskState state, Time now, Submissions& to) = 0;
  // Nothing will be submitted any more, unless a task ends.
  [[nodiscard]] virtual bool exhausted() const = 0;

  [[nodiscard]] virtual TaskScript script(std::uint32_t task, std::uint32_t attempt) const = 0;
  [[nodiscard]] virtual Text name(std::uint32_t task, std::uint32_t attempt) const = 0;
  // The inverse; nothing for a name that is none of its own.
  [[nodiscard]] virtual std::optional<Name> parse(const Text& name) const = 0;
};

// `17`, and `17.2` for its third attempt: what loads call tasks that have no name of their own.
[[nodiscard]] Text number_name(std::uint32_t task, std::uint32_t attempt);
[[nodiscard]] std::optional<Load::Name> parse_number_name(const Text& name);

// Whether a task in this state is not over by its own doing and may be tried elsewhere.
constexpr bool is_lost(TaskState state) {
  switch (state) {
    case TaskState::Lost:
    case TaskState::Dropped:
    case TaskState::Unreachable:
    case TaskState::Gone:
    case TaskState::GoneByOperator:
    case TaskState::Unknown:
      return true;
    default:
      return false;
  }
}

}  // namespace meseta
