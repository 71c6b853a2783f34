#include "scenarios/reader.hpp"

#include <utility>

#include "scenarios/builders.hpp"
#include "scenarios/overrides.hpp"
#include "scenarios/yaml.hpp"

namespace meseta {

namespace {

std::vector<GoalSpec> build_goals(const scenario::Scenario& from, const Building& building) {
  std::vector<GoalSpec> goals;
  for (int i = 0; i < from.goals_size(); ++i) {
    const Place place = building.places.of_item(from, "goals", i);
    goals.push_back({.expr = from.goals(i),
                     .line = place.overridden() ? 0 : place.line,
                     .column = place.overridden() ? 0 : place.column});
  }
  return goals;
}

Scenario build(const scenario::Scenario& from, FileReader& files, const Building& building) {
  Scenario made;
  made.name = from.name();
  made.seed = from.seed();
  if (from.has_duration()) made.duration = nanoseconds(from.duration());
  made.network = build_network(from.network(), building);
  made.costs = build_costs(from.costs());
  made.policy = build_policy(from.policy(), building);
  if (building.findings.any()) return made;

  std::vector<LoadedTrace> traces = load_traces(from, files, building);
  if (building.findings.any()) return made;
  made.cluster = build_cluster(from, traces, building);
  made.frameworks = build_frameworks(from, traces, building);
  made.faults = build_faults(from, made, building);
  made.goals = build_goals(from, building);
  for (LoadedTrace& trace : traces) made.traces.push_back(std::move(trace.spec));
  return made;
}

// Parts that were left out have their presets too.
void add_missing_parts(YamlNode& root) {
  for (const char* const key : {"network", "costs", "policy"}) {
    if (root.find(key) != nullptr) continue;
    YamlNode empty;
    empty.kind = YamlNode::Kind::Map;
    empty.place = root.place;
    root.entries.push_back({.key = key, .place = root.place, .value = std::move(empty)});
  }
}

}  // namespace

Result<Scenario> parse_scenario(std::string_view yaml, std::string_view file_name,
                                const std::vector<std::string>& overrides, FileReader& files) {
  const Sources sources{.file = std::string(file_name), .overrides = overrides};
  auto root = parse_yaml(yaml, sources);
  if (!root) return tl::unexpected(root.error());
  if (auto applied = apply_overrides(*root, sources); !applied) {
    return tl::unexpected(applied.error());
  }
  if (root->kind == YamlNode::Kind::Map) add_missing_parts(*root);

  Findings findings(sources);
  Places places;
  scenario::Scenario message;
  read_message(*root, message, places, findings);
  if (findings.any()) return tl::unexpected(*findings.error());
  Scenario made = build(message, files, {places, findings});
  if (findings.any()) return tl::unexpected(*findings.error());
  return made;
}

Result<Scenario> read_scenario(const std::string& path, const std::vector<std::string>& overrides) {
  DiskFiles files;
  const auto text = files.read(path);
  if (!text) return refuse(path + ":1:1: " + text.error().message);
  return parse_scenario(*text, path, overrides, files);
}

}  // namespace meseta
