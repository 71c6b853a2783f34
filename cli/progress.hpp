// Progress: one line on a terminal that says how far a long run has come.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "cli/stopwatch.hpp"
#include "engine/base/time.hpp"

namespace meseta::cli {

struct ProgressState {
  Duration simulated;
  std::optional<Duration> duration;  // Of the whole run, if it is known.
  std::uint64_t events = 0;
  std::uint64_t tasks_ended = 0;
  std::uint64_t tasks = 0;  // Of which so many are known to come.
};

// `1h 5m simulated, 1,200,000 events (3,000,000/s), 500 of 2,000 tasks ended, 25 %, 12 s left`
std::string progress_text(const ProgressState& state, Duration elapsed);

class Progress {
 public:
  // Without a terminal nothing is ever printed.
  Progress(bool terminal, std::size_t width) : terminal_(terminal), width_(width) {}
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  ~Progress() { clear(); }

  // Whether show() would print now: some time after the last one.
  [[nodiscard]] bool due() const { return terminal_ && watch_.elapsed() >= next_; }
  void show(const ProgressState& state);
  void clear();

 private:
  bool terminal_;
  std::size_t width_;
  Stopwatch watch_;
  Duration next_ = milliseconds(500);  // A short run needs no progress.
  bool shown_ = false;
};

}  // namespace meseta::cli
