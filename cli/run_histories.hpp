// RunHistories: the histories a run keeps: where it was told to, and in the folder of its results
// unless it is too long.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "cli/history_recorder.hpp"
#include "cli/run_plan.hpp"

namespace meseta::cli {

// In `--out`, of shorter runs only.
inline constexpr std::uint64_t kOutHistoryEventsMax = 5'000'000;

class RunHistories final : public Observer {
 public:
  // The folder must be there. In it, runs of so many events or more leave no history.
  [[nodiscard]] static Result<std::unique_ptr<RunHistories>> create(
      const RunPlan& plan, std::uint64_t out_events_max = kOutHistoryEventsMax);

  // What is called, once, as soon as one of them cannot be written.
  void on_failure(std::function<void()> failure) { failure_ = std::move(failure); }

  [[nodiscard]] bool any() const { return !recorders_.empty(); }

  void handled(const Handled& what, std::span<const Want> wants) override;

  // Puts the files in their place, or none if one of them could not be written. One that was too
  // long takes the one of an earlier run with it.
  [[nodiscard]] Result<void> finish(const Dispatcher& dispatcher);

 private:
  struct Kept {
    std::string path;
    std::unique_ptr<HistoryRecorder> recorder;
  };
  std::vector<Kept> recorders_;
  std::function<void()> failure_;
};

}  // namespace meseta::cli
