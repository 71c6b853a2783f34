// run_scenario: a planned run, from its first event to its results.
#pragma once

#include "backends/sim/checkers/checker.hpp"
#include "cli/run_histories.hpp"
#include "cli/run_plan.hpp"
#include "cli/terminal.hpp"
#include "report/summary.hpp"

namespace meseta::cli {

struct RunOptions {
  Terminal screen;
  Checker* checker = nullptr;  // One more than those of every run.
  std::uint64_t out_history_events_max = kOutHistoryEventsMax;
};

// Prints what the plan asks for, writes its files and returns the exit status.
int run_scenario(const RunPlan& plan, const RunOptions& options);

// What a run that came to this exits with.
int status_of(const Summary& summary);

}  // namespace meseta::cli
