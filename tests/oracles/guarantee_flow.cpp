#include "tests/oracles/guarantee_flow.hpp"

#include <algorithm>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/push_relabel_max_flow.hpp>
#include <set>

namespace meseta::oracles {

namespace {

using Traits = boost::adjacency_list_traits<boost::vecS, boost::vecS, boost::directedS>;
using Graph = boost::adjacency_list<
    boost::vecS, boost::vecS, boost::directedS, boost::no_property,
    boost::property<
        boost::edge_capacity_t, std::int64_t,
        boost::property<boost::edge_residual_capacity_t, std::int64_t,
                        boost::property<boost::edge_reverse_t, Traits::edge_descriptor>>>>;
using Vertex = Traits::vertex_descriptor;

// Above any sum of amounts, and itself far from the end of 64 bits when some are added.
constexpr std::int64_t kEndless = std::int64_t{1} << 58U;

// A network whose edges have bounds on both sides.
class Network {
 public:
  Network() : surplus_(add_vertex()), deficit_(add_vertex()) {}

  Vertex add_vertex() { return boost::add_vertex(graph_); }

  // What must flow is put in at the end of the edge and taken out at its beginning.
  void connect(Vertex from, Vertex to, std::int64_t least, std::int64_t most) {
    possible_ = possible_ && least <= most;
    if (!possible_) return;
    add_edge(from, to, most - least);
    if (least == 0) return;
    add_edge(surplus_, to, least);
    add_edge(from, deficit_, least);
    demanded_ += least;
  }

  [[nodiscard]] bool circulates() {
    return possible_ && boost::push_relabel_max_flow(graph_, surplus_, deficit_) == demanded_;
  }

 private:
  void add_edge(Vertex from, Vertex to, std::int64_t capacity) {
    const auto there = boost::add_edge(from, to, graph_).first;
    const auto back = boost::add_edge(to, from, graph_).first;
    boost::put(boost::edge_capacity, graph_, there, capacity);
    boost::put(boost::edge_capacity, graph_, back, std::int64_t{0});
    boost::put(boost::edge_reverse, graph_, there, back);
    boost::put(boost::edge_reverse, graph_, back, there);
  }

  Graph graph_;
  Vertex surplus_;
  Vertex deficit_;
  std::int64_t demanded_ = 0;
  bool possible_ = true;
};

std::string above(const std::string& role) {
  const std::size_t slash = role.rfind('/');
  return slash == std::string::npos ? "" : role.substr(0, slash);
}

std::set<std::string> roles_of(const FlowCluster& cluster) {
  std::set<std::string> roles;
  const auto insert = [&](std::string role) {
    for (; !role.empty(); role = above(role)) roles.insert(role);
  };
  for (const FlowFramework& framework : cluster.frameworks) insert(framework.role);
  for (const auto& [role, quota] : cluster.quotas) insert(role);
  return roles;
}

std::int64_t reserved_below(const FlowCluster& cluster, const std::string& role) {
  std::int64_t sum = 0;
  for (const FlowAgent& agent : cluster.agents) {
    for (const auto& [reserved_for, amount] : agent.reserved) {
      if ((reserved_for + "/").rfind(role + "/", 0) == 0) sum += amount;
    }
  }
  return sum;
}

}  // namespace

bool satisfiable(const FlowCluster& cluster) {
  Network network;
  const Vertex source = network.add_vertex();
  const Vertex sink = network.add_vertex();
  network.connect(sink, source, 0, kEndless);
  std::map<std::string, Vertex> roles;
  for (const std::string& role : roles_of(cluster)) roles[role] = network.add_vertex();
  for (const auto& [role, vertex] : roles) {
    const auto found = cluster.quotas.find(role);
    const FlowQuota quota = found == cluster.quotas.end() ? FlowQuota{} : found->second;
    const std::int64_t reserved = reserved_below(cluster, role);
    const std::int64_t least = std::max<std::int64_t>(quota.guarantee - reserved, 0);
    // Reservations beyond the limit are there all the same; nothing may be added to them.
    const std::int64_t most =
        quota.limit ? std::max<std::int64_t>(*quota.limit - reserved, 0) : kEndless;
    network.connect(vertex, above(role).empty() ? sink : roles.at(above(role)), least, most);
  }
  std::vector<Vertex> agents;
  for (const FlowAgent& agent : cluster.agents) {
    agents.push_back(network.add_vertex());
    network.connect(source, agents.back(), 0, agent.unreserved);
  }
  for (const FlowFramework& framework : cluster.frameworks) {
    const Vertex vertex = network.add_vertex();
    network.connect(vertex, roles.at(framework.role), 0, kEndless);
    for (const std::size_t agent : framework.agents) {
      network.connect(agents.at(agent), vertex, 0, kEndless);
    }
  }
  return network.circulates();
}

}  // namespace meseta::oracles
