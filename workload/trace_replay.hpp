// TraceReplay: submits the jobs of a trace when the trace says, and lets them run as long and end
// as they did.
//
// A job may have several tasks, which start independently. What still waits at its job's deadline
// is withdrawn; what is lost before it is submitted again. A task is called like its job, `job.2`
// if the job has several, `job~1` in its second attempt.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/base/lookup.hpp"
#include "workload/load.hpp"
#include "workload/trace/trace.hpp"

namespace meseta {

class TraceReplay final : public Load {
 public:
  // `which` are indices into `jobs` whose submits do not decrease. The jobs must outlive the
  // replay.
  TraceReplay(std::span<const TraceJob> jobs, std::vector<std::uint32_t> which);

  [[nodiscard]] const std::vector<Demand>& demands() const override { return demands_; }
  void begin(Time start) override { start_ = start; }
  [[nodiscard]] Time next() const override;
  void advance(Time now, Submissions& to) override;
  void launched(std::uint32_t task) override;
  void ended(std::uint32_t task, TaskState state, Time now, Submissions& to) override;
  [[nodiscard]] bool exhausted() const override { return submitted_ == which_.size(); }
  [[nodiscard]] TaskScript script(std::uint32_t task, std::uint32_t attempt) const override;
  [[nodiscard]] Text name(std::uint32_t task, std::uint32_t attempt) const override;
  [[nodiscard]] std::optional<Name> parse(const Text& name) const override;

 private:
  struct Task {
    std::uint32_t job;  // Index into which_.
    Text name;          // Of its first attempt.
    bool waits = false;
  };
  struct Deadline {
    Time at;
    std::uint32_t task;

    // Heaps have the greatest on top.
    friend bool operator<(const Deadline& a, const Deadline& b) {
      if (a.at != b.at) return a.at > b.at;
      return a.task > b.task;
    }
  };

  [[nodiscard]] const TraceJob& job(std::uint32_t position) const {
    return jobs_[which_[position]];
  }
  [[nodiscard]] Time next_submit() const;
  [[nodiscard]] Time next_deadline() const;
  void submit_job(Submissions& to);
  void submit(std::uint32_t task, Submissions& to);
  void drop_done();

  std::span<const TraceJob> jobs_;
  std::vector<std::uint32_t> which_;
  std::vector<Demand> demands_;
  std::vector<std::uint32_t> demand_of_;  // By position in which_.
  Time start_;
  std::uint32_t submitted_ = 0;  // Jobs.
  std::vector<Task> tasks_;
  Lookup<Text, std::uint32_t> named_;
  std::vector<Deadline> deadlines_;  // A heap; its top is of a task that waits.
};

}  // namespace meseta
