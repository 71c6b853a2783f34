// RunHistories: the histories a run keeps: where it was told to, and in the folder of its results
// unless it is too long.
#pragma once

#include <memory>
#include <vector>

#include "cli/history_recorder.hpp"
#include "cli/run_plan.hpp"

namespace meseta::cli {

// In `--out`, of shorter runs only.
inline constexpr std::uint64_t kOutHistoryEventsMax = 5'000'000;

class RunHistories final : public Observer {
 public:
  // The folder must be there.
  [[nodiscard]] static Result<std::unique_ptr<RunHistories>> create(const RunPlan& plan);

  [[nodiscard]] bool any() const { return !recorders_.empty(); }

  void handled(const Handled& what, std::span<const Want> wants) override;

  // Puts the files in their place. One that was too long takes the one of an earlier run with it.
  [[nodiscard]] Result<void> finish(const Dispatcher& dispatcher);

 private:
  struct Kept {
    std::string path;
    std::unique_ptr<HistoryRecorder> recorder;
  };
  std::vector<Kept> recorders_;
};

}  // namespace meseta::cli
