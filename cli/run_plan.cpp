#include "cli/run_plan.hpp"

#include <fstream>
#include <utility>

#include "cli/output_file.hpp"
#include "engine/event/encoder.hpp"
#include "engine/event/history.hpp"
#include "scenarios/reader.hpp"

namespace meseta::cli {

namespace {

// Leaves room for what stands beside the configuration in a history's first record.
constexpr std::size_t kConfigurationMax = kHistoryRecordMax - 1024;

// Whether the text at this place stands in quotes: then it begins one column later.
bool is_quoted(const std::string& path, const GoalSpec& goal) {
  std::ifstream file(path);
  std::string line;
  for (std::uint32_t i = 0; i < goal.line; ++i) {
    if (!std::getline(file, line)) return false;
  }
  if (goal.column == 0 || goal.column > line.size()) return false;
  const char first = line[goal.column - 1];
  return first == '"' || first == '\'';
}

std::string place_of(const std::string& path, const GoalSpec& goal, std::size_t offset) {
  if (goal.line == 0) return "--set goals: '" + goal.expr + "'";
  const std::size_t column = goal.column + offset + (is_quoted(path, goal) ? 1 : 0);
  return path + ":" + std::to_string(goal.line) + ":" + std::to_string(column);
}

Result<std::vector<Goal>> parse_goals(const std::string& path, const Scenario& scenario) {
  const std::vector<std::string> frameworks = framework_names(scenario);
  std::vector<Goal> goals;
  for (const GoalSpec& spec : scenario.goals) {
    auto goal = parse_goal(spec.expr, frameworks);
    if (!goal) {
      return refuse(place_of(path, spec, goal.error().offset) + ": " + goal.error().message);
    }
    goals.push_back(std::move(*goal));
  }
  return goals;
}

std::string encoded(const Scenario& scenario) {
  std::string bytes;
  Encoder(bytes).encode(scenario);
  return bytes;
}

Result<void> check_backend(const Flags& flags) {
  const std::string backend = flags.get("backend").value_or("sim");
  if (backend == "sim") return {};
  if (backend == "linux") {
    return refuse("--backend is 'linux': this build has no linux backend; expected sim");
  }
  return refuse("--backend is '" + backend + "'; expected sim or linux");
}

Result<void> check_outputs(const RunPlan& plan) {
  if (plan.out) {
    if (auto checked = check_folder("--out", *plan.out); !checked) return checked;
  }
  if (!plan.history) return {};
  if (plan.configuration.size() > kConfigurationMax) {
    return refuse("--history: the scenario with its traces is larger than a history can hold");
  }
  return check_file("--history", *plan.history);
}

std::string repeat_command(const RunPlan& plan, const std::vector<std::string>& overrides) {
  std::string command = "meseta run " + plan.scenario_path;
  for (const std::string& text : overrides) command += " --set '" + text + "'";
  return command + " --seed " + std::to_string(plan.scenario.seed);
}

}  // namespace

std::vector<std::string> framework_names(const Scenario& scenario) {
  std::vector<std::string> names;
  for (const FrameworkSpec& framework : scenario.frameworks) {
    for (std::uint32_t i = 0; i < framework.count; ++i)
      names.push_back(framework_name(framework, i));
  }
  return names;
}

Result<RunPlan> plan_run(const Flags& flags) {
  RunPlan plan{.scenario_path = flags.argument(),
               .out = flags.get("out"),
               .history = flags.get("history"),
               .json = flags.has("json"),
               .chart = flags.has("chart")};
  if (auto checked = check_backend(flags); !checked) return tl::unexpected(checked.error());
  std::optional<std::uint64_t> seed;
  if (const auto text = flags.get("seed")) {
    const auto number = parse_number("--seed", *text);
    if (!number) return tl::unexpected(number.error());
    seed = *number;
  }
  const std::vector<std::string> overrides = flags.all("set");
  auto scenario = read_scenario(plan.scenario_path, overrides);
  if (!scenario) return tl::unexpected(scenario.error());
  plan.scenario = std::move(*scenario);
  if (seed) plan.scenario.seed = *seed;
  auto goals = parse_goals(plan.scenario_path, plan.scenario);
  if (!goals) return tl::unexpected(goals.error());
  plan.goals = std::move(*goals);
  if (plan.out || plan.history) plan.configuration = encoded(plan.scenario);
  if (auto checked = check_outputs(plan); !checked) return tl::unexpected(checked.error());
  plan.again = repeat_command(plan, overrides);
  return plan;
}

}  // namespace meseta::cli
