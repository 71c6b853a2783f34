// Agents.
#include <map>
#include <set>
#include <tuple>

#include "scenarios/builders.hpp"
#include "scenarios/resource_texts.hpp"
#include "workload/trace/table.hpp"

namespace meseta {

namespace {

constexpr std::uint64_t kAgentsMax = 1'000'000;

AgentClass build_class(const scenario::AgentClass& from, const Building& building) {
  const std::int64_t gpus = gpus_milli(from.resources());
  if (gpus % 1000 != 0) {
    building.refuse(from, "resources",
                    "an agent has a part of a card; expected whole gpus such as gpus:8");
  }
  if (from.has_devices() && gpus == 0) {
    building.refuse(from, "devices",
                    "devices name a model, but the resources have no gpus; expected gpus:N there");
  }
  return {.name = from.name(),
          .count = from.count(),
          .resources = from.resources(),
          .gpu_model = from.devices().model(),
          .attributes = from.attributes(),
          .domain = from.domain(),
          .agent_names = {}};
}

std::string thousandths(std::int64_t milli) {
  std::string text = std::to_string(milli / 1000);
  if (milli % 1000 == 0) return text;
  const std::string decimals = std::to_string(1000 + milli % 1000);
  return text + "." + decimals.substr(1);
}

std::string mem_word(std::int64_t mib) {
  return mib % 1024 == 0 ? std::to_string(mib / 1024) + "g" : std::to_string(mib) + "m";
}

// `G2-96c-384g-8gpu`, `cpu-32c-256g`.
AgentClass class_of_shape(const TraceNode& node) {
  AgentClass made;
  made.name = (node.model.empty() ? "cpu" : node.model) + "-" + thousandths(node.cpus_milli) +
              "c-" + mem_word(node.mem_mib);
  made.resources = "cpus:" + thousandths(node.cpus_milli) + ";mem:" + std::to_string(node.mem_mib);
  if (node.cards > 0) {
    made.name += "-" + std::to_string(node.cards) + "gpu";
    made.resources += ";gpus:" + std::to_string(node.cards);
  }
  made.gpu_model = node.model;
  return made;
}

// Nodes that are alike become one class, in the order of shapes and then of the trace.
std::vector<AgentClass> classes_of_nodes(const std::vector<TraceNode>& nodes) {
  using Shape = std::tuple<std::string, std::uint32_t, std::int64_t, std::int64_t>;
  std::map<Shape, AgentClass> classes;
  for (const TraceNode& node : nodes) {
    const auto [found, added] =
        classes.try_emplace({node.model, node.cards, node.cpus_milli, node.mem_mib}, AgentClass{});
    if (added) found->second = class_of_shape(node);
    ++found->second.count;
    found->second.agent_names.push_back(node.name);
  }
  std::vector<AgentClass> list;
  list.reserve(classes.size());
  for (auto& [shape, agents] : classes) list.push_back(std::move(agents));
  return list;
}

}  // namespace

std::vector<AgentClass> build_cluster(const scenario::Scenario& from,
                                      const std::vector<LoadedTrace>& traces,
                                      const Building& building) {
  std::vector<AgentClass> cluster;
  std::set<std::string> names;
  std::uint64_t agents = 0;
  const auto add = [&](AgentClass made, const google::protobuf::Message& at) {
    agents += made.count;
    if (!names.insert(made.name).second) {
      building.refuse(
          at, "name",
          "two classes of agents are called " + excerpt(made.name) + "; expected each name once");
    }
    cluster.push_back(std::move(made));
  };
  for (const auto& agent_class : from.cluster()) {
    add(build_class(agent_class, building), agent_class);
  }
  for (const LoadedTrace& trace : traces) {
    for (AgentClass& made : classes_of_nodes(trace.nodes)) add(std::move(made), *trace.source);
  }
  if (agents == 0) {
    building.refuse(from, "cluster",
                    "the cluster is empty; expected at least one agent, such as "
                    "{name: rack, count: 10, resources: \"cpus:16;mem:65536\"}");
  }
  if (agents > kAgentsMax) {
    building.refuse(
        from, "cluster",
        "the cluster has " + std::to_string(agents) + " agents; expected at most 1000000");
  }
  return cluster;
}

}  // namespace meseta
