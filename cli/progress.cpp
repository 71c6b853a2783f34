#include "cli/progress.hpp"

#include <algorithm>
#include <cstdio>

#include "report/measure.hpp"

namespace meseta::cli {

namespace {

constexpr Duration kInterval = milliseconds(200);

// How much is done. The run ends at its duration or, without one, with its last task.
Fraction done(const ProgressState& state) {
  if (state.duration && *state.duration > Duration{}) {
    return fraction_of(static_cast<std::uint64_t>(state.simulated.ns),
                       static_cast<std::uint64_t>(state.duration->ns));
  }
  return fraction_of(state.tasks_ended, state.tasks);
}

}  // namespace

std::string progress_text(const ProgressState& state, Duration elapsed) {
  std::string text =
      to_text(state.simulated) + " simulated, " + with_separators(state.events) + " events";
  const std::int64_t ms = elapsed / milliseconds(1);
  if (ms > 0) {
    text += " (" + with_separators(state.events * 1000 / static_cast<std::uint64_t>(ms)) + "/s)";
  }
  if (state.tasks > 0) {
    text += ", " + with_separators(state.tasks_ended) + " of " + with_separators(state.tasks) +
            " tasks ended";
  }
  const Fraction fraction = done(state);
  if (fraction.millionths > 0 && fraction.millionths < 1'000'000) {
    const Wide left = Wide{elapsed.ns} * (1'000'000 - fraction.millionths) / fraction.millionths;
    text += ", " + std::to_string(fraction.millionths / 10'000) + " %, " +
            to_text(Duration{static_cast<std::int64_t>(std::min<Wide>(left, days(999).ns)) /
                             seconds(1).ns * seconds(1).ns}) +
            " left";
  }
  return text;
}

void Progress::show(const ProgressState& state) {
  const Duration elapsed = watch_.elapsed();
  std::string text = progress_text(state, elapsed);
  text.resize(std::min(text.size(), width_ - 1));
  std::fprintf(stderr, "\r\x1b[K%s", text.c_str());
  std::fflush(stderr);
  next_ = elapsed + kInterval;
  shown_ = true;
}

void Progress::clear() {
  if (!shown_) return;
  std::fputs("\r\x1b[K", stderr);
  std::fflush(stderr);
  shown_ = false;
}

}  // namespace meseta::cli
