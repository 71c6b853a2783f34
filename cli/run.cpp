#include "cli/commands.hpp"
#include "cli/exit_status.hpp"
#include "cli/run_scenario.hpp"

namespace meseta::cli {

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
  return run_scenario(*plan, {.screen = terminal()});
}

}  // namespace meseta::cli
