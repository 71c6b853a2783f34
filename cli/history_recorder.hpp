// HistoryRecorder: an observer that writes a history to a file, unless the run turns out too long
// for it.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "cli/output_file.hpp"
#include "engine/loop/recorder.hpp"

namespace meseta::cli {

class HistoryRecorder final : public Observer {
 public:
  static constexpr std::uint64_t kUnbounded = UINT64_MAX;

  // A run of `events_max` or more events leaves no file.
  [[nodiscard]] static Result<std::unique_ptr<HistoryRecorder>> create(const std::string& path,
                                                                       const HistoryHead& head,
                                                                       std::uint64_t events_max);

  void handled(const Handled& what, std::span<const Want> wants) override;

  // Something could not be written: there will be no file.
  [[nodiscard]] bool failed() const { return file_ && file_->failed(); }

  // Closes the history with what the run came to. False: it was too long, and there is no file.
  [[nodiscard]] Result<bool> finish(const Dispatcher& dispatcher);

 private:
  HistoryRecorder(std::unique_ptr<OutputFile> file, const HistoryHead& head,
                  std::uint64_t events_max)
      : file_(std::move(file)), recorder_(std::in_place, *file_, head), events_max_(events_max) {}

  std::unique_ptr<OutputFile> file_;
  std::optional<Recorder> recorder_;  // Writes to file_.
  std::uint64_t events_max_;
};

}  // namespace meseta::cli
