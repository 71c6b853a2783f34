#include "cli/run_histories.hpp"

#include <algorithm>
#include <cstdio>
#include <utility>

namespace meseta::cli {

Result<std::unique_ptr<RunHistories>> RunHistories::create(const RunPlan& plan,
                                                           std::uint64_t out_events_max) {
  auto histories = std::make_unique<RunHistories>();
  const HistoryHead head{.seed = plan.scenario.seed, .configuration = plan.configuration};
  std::vector<std::pair<std::string, std::uint64_t>> wanted;
  if (plan.history) wanted.emplace_back(*plan.history, HistoryRecorder::kUnbounded);
  const bool fits = plan.configuration.size() < kHistoryRecordMax / 2;
  if (plan.out && fits) wanted.emplace_back(*plan.out + "/history.bin", out_events_max);
  for (const auto& [path, events_max] : wanted) {
    auto recorder = HistoryRecorder::create(path, head, events_max);
    if (!recorder) return tl::unexpected(recorder.error());
    histories->recorders_.push_back({path, std::move(*recorder)});
  }
  return histories;
}

void RunHistories::handled(const Handled& what, std::span<const Want> wants) {
  for (const Kept& kept : recorders_) {
    kept.recorder->handled(what, wants);
    if (kept.recorder->failed() && failure_) std::exchange(failure_, nullptr)();
  }
}

Result<void> RunHistories::finish(const Dispatcher& dispatcher) {
  // A run that was stopped because one failed is no run: the others are not to be kept either.
  const auto failed = std::find_if(recorders_.begin(), recorders_.end(),
                                   [](const Kept& kept) { return kept.recorder->failed(); });
  if (failed != recorders_.end()) {
    return tl::unexpected(failed->recorder->finish(dispatcher).error());
  }
  for (const Kept& kept : recorders_) {
    const auto written = kept.recorder->finish(dispatcher);
    if (!written) return tl::unexpected(written.error());
    if (!*written) std::remove(kept.path.c_str());
  }
  return {};
}

}  // namespace meseta::cli
