#include "cli/history_recorder.hpp"

#include <utility>

namespace meseta::cli {

Result<std::unique_ptr<HistoryRecorder>> HistoryRecorder::create(const std::string& path,
                                                                 const HistoryHead& head,
                                                                 std::uint64_t events_max) {
  auto file = OutputFile::create(path);
  if (!file) return tl::unexpected(file.error());
  return std::unique_ptr<HistoryRecorder>(new HistoryRecorder(std::move(*file), head, events_max));
}

void HistoryRecorder::handled(const Handled& what, std::span<const Want> wants) {
  if (!recorder_) return;
  if (what.number >= events_max_) {
    recorder_.reset();
    file_.reset();
    return;
  }
  recorder_->handled(what, wants);
}

Result<bool> HistoryRecorder::finish(const Dispatcher& dispatcher) {
  if (!recorder_) return false;
  recorder_->end(dispatcher);
  recorder_.reset();
  const auto committed = file_->commit();
  if (!committed) return tl::unexpected(committed.error());
  return true;
}

}  // namespace meseta::cli
