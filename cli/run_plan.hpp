// RunPlan: what `meseta run` was asked to do, all of it valid. Making it writes nothing.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/flags.hpp"
#include "engine/base/result.hpp"
#include "report/goals.hpp"
#include "scenarios/scenario.hpp"

namespace meseta::cli {

struct RunPlan {
  std::string scenario_path;
  std::string again;  // The command that repeats the run.
  Scenario scenario;
  std::string configuration;  // The scenario, encoded.
  std::vector<Goal> goals;
  std::optional<std::string> out;
  std::optional<std::string> history;
  bool json = false;
  bool chart = false;
};

// The refusal is for the user: `FILE:LINE:COLUMN: what is wrong; expected form`.
[[nodiscard]] Result<RunPlan> plan_run(const Flags& flags);

std::vector<std::string> framework_names(const Scenario& scenario);

}  // namespace meseta::cli
