#include "cli/run_scenario.hpp"

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "cli/crash_report.hpp"
#include "cli/exit_status.hpp"
#include "cli/output_file.hpp"
#include "cli/simulation.hpp"
#include "cli/stopwatch.hpp"
#include "report/csv.hpp"
#include "report/summary_json.hpp"
#include "report/summary_text.hpp"

namespace meseta::cli {

namespace {

struct Outcome {
  Summary summary;
  std::string chart;
  std::string time_series;
};

Result<Outcome> simulate(const RunPlan& plan, const RunOptions& options) {
  const Terminal& screen = options.screen;
  const Stopwatch watch;
  auto histories = RunHistories::create(plan, options.out_history_events_max);
  if (!histories) return tl::unexpected(histories.error());
  Progress progress(screen.err, screen.width);
  Simulation simulation(
      plan.scenario,
      {.observer = (*histories)->any() ? histories->get() : nullptr, .checker = options.checker},
      progress);
  const CrashReport crash(plan.again, simulation.dispatcher());
  (*histories)->on_failure([&simulation] { simulation.stop(); });
  simulation.run();
  progress.clear();
  if (auto finished = (*histories)->finish(simulation.dispatcher()); !finished) {
    return tl::unexpected(finished.error());
  }

  Outcome outcome{.summary = simulation.summary()};
  Summary& summary = outcome.summary;
  summary.wall = watch.elapsed();
  summary.peak_rss_bytes = peak_rss_bytes();
  for (const Goal& goal : plan.goals) summary.goals.push_back(evaluate(goal, summary));
  const std::vector<RunPoint> points = simulation.points();
  if (screen.out || plan.chart) {
    outcome.chart =
        run_chart(points, simulation.capacity(), {.width = screen.width, .ascii = !screen.utf8});
  }
  outcome.time_series = run_csv(points);
  return outcome;
}

Result<void> write_folder(const std::string& folder, const Outcome& outcome) {
  const std::pair<const char*, std::string> files[] = {
      {"summary.json", summary_json(outcome.summary)},
      {"summary.txt", summary_text(outcome.summary, {.chart = outcome.chart})},
      {"timeseries.csv", outcome.time_series},
      {"waits.csv", waits_csv(outcome.summary)},
  };
  for (const auto& [name, bytes] : files) {
    if (auto written = write_file(folder + "/" + name, bytes); !written) return written;
  }
  return {};
}

}  // namespace

int status_of(const Summary& summary) {
  if (!summary.violations.empty()) return Violated;
  const bool met = std::all_of(summary.goals.begin(), summary.goals.end(),
                               [](const GoalResult& goal) { return goal.met; });
  return met ? Met : Missed;
}

int run_scenario(const RunPlan& plan, const RunOptions& options) {
  if (plan.out) {
    if (auto made = make_folder(*plan.out); !made) return bad_input(made.error().message);
  }
  const auto outcome = simulate(plan, options);
  if (!outcome) return bad_input(outcome.error().message);
  if (plan.out) {
    if (auto written = write_folder(*plan.out, *outcome); !written) {
      return bad_input(written.error().message);
    }
  }
  const Summary& summary = outcome->summary;
  return print_out(
      plan.json ? summary_json(summary) : summary_text(summary, {.chart = outcome->chart}),
      status_of(summary));
}

}  // namespace meseta::cli
