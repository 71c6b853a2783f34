#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

#include "cli/commands.hpp"
#include "cli/crash_report.hpp"
#include "cli/exit_status.hpp"
#include "cli/run_histories.hpp"
#include "cli/run_plan.hpp"
#include "cli/simulation.hpp"
#include "cli/stopwatch.hpp"
#include "cli/terminal.hpp"
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

Result<Outcome> simulate(const RunPlan& plan, const Terminal& screen) {
  const Stopwatch watch;
  auto histories = RunHistories::create(plan);
  if (!histories) return tl::unexpected(histories.error());
  Progress progress(screen.err, screen.width);
  Simulation simulation(plan.scenario, (*histories)->any() ? histories->get() : nullptr, progress);
  const CrashReport crash(plan.again, simulation.dispatcher());
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

int status_of(const Summary& summary) {
  if (!summary.violations.empty()) return kViolated;
  const bool met = std::all_of(summary.goals.begin(), summary.goals.end(),
                               [](const GoalResult& goal) { return goal.met; });
  return met ? kMet : kMissed;
}

}  // namespace

const CommandLine& run_line() {
  static const CommandLine kLine{
      .command = "run",
      .argument = "SCENARIO",
      .about =
          "Runs a scenario and reports what it came to. The exit status is 0 if all goals were "
          "met, 1 if one was missed, 2 for bad input, 3 if an invariant was violated.",
      .flags = {
          {"backend", "sim|linux", "Where it runs. Without this flag: sim."},
          {"seed", "N", "The seed, instead of the scenario's."},
          {"set", "PATH=VALUE", "Replaces a part of the scenario, as cluster.rack-a.count=20.",
           true},
          {"out", "DIR",
           "Writes summary.json, summary.txt, timeseries.csv, waits.csv and, for runs below five "
           "million events, history.bin into this folder."},
          {"json", "", "Prints one JSON object and nothing else."},
          {"history", "FILE", "Writes the history, which `meseta replay` reads."},
          {"chart", "", "Draws the chart even if this is no terminal."},
      }};
  return kLine;
}

int run(const Flags& flags) {
  const auto plan = plan_run(flags);
  if (!plan) return bad_input(plan.error().message);
  if (plan->out) {
    if (auto made = make_folder(*plan->out); !made) return bad_input(made.error().message);
  }
  const auto outcome = simulate(*plan, terminal());
  if (!outcome) return bad_input(outcome.error().message);
  if (plan->out) {
    if (auto written = write_folder(*plan->out, *outcome); !written) {
      return bad_input(written.error().message);
    }
  }
  const Summary& summary = outcome->summary;
  return print_out(
      plan->json ? summary_json(summary) : summary_text(summary, {.chart = outcome->chart}),
      status_of(summary));
}

}  // namespace meseta::cli
