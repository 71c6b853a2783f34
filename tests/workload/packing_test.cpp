// How well frameworks that share agents through whole offers fill a cluster, against one scheduler
// that sees everything.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <memory>
#include <numeric>
#include <sstream>

#include "engine/scheduler/driver.hpp"
#include "tests/builders/framework.hpp"
#include "tests/builders/offer.hpp"
#include "tests/builders/stage.hpp"
#include "tests/oracles/best_fit.hpp"
#include "workload/runner.hpp"
#include "workload/trace/openb.hpp"
#include "workload/trace_replay.hpp"

namespace meseta {
namespace {

constexpr SessionId kSession{31};

std::string file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream bytes;
  bytes << in.rdbuf();
  return bytes.str();
}

struct Openb {
  std::vector<TraceNode> nodes;
  std::vector<TraceJob> jobs;                             // All at once, none ends.
  std::map<std::string, std::vector<std::uint32_t>> qos;  // Jobs of each class.
};

std::optional<Openb> read_openb(const std::string& folder, const std::string& list) {
  const std::string pods_text = file(folder + "/openb_pod_list_" + list + ".csv");
  if (pods_text.empty()) return std::nullopt;
  auto pods = parse_openb_pods(pods_text, list);
  auto nodes = parse_openb_nodes(file(folder + "/openb_node_list_all_node.csv"), "nodes");
  if (!pods || !nodes) return std::nullopt;
  Openb read{.nodes = *std::move(nodes)};
  for (const OpenbPod& pod : *pods) {
    read.qos[pod.qos].push_back(static_cast<std::uint32_t>(read.jobs.size()));
    TraceJob job = job_of(pod);
    job.submit = Duration{};
    job.duration.reset();
    job.deadline.reset();
    read.jobs.push_back(std::move(job));
  }
  return read;
}

AgentInfo agent_of(const TraceNode& node) {
  AgentInfo info;
  info.resources.add(Resource::of(KnownName::Cpus, Quantity{node.cpus_milli}));
  info.resources.add(Resource::of(KnownName::Mem, Quantity::whole(node.mem_mib)));
  if (node.cards > 0) {
    info.resources.add(Resource::of(KnownName::Gpus, Quantity::whole(node.cards)));
    info.attributes.list.push_back({.name = Text("gpu_model"), .text = Text(node.model)});
  }
  info.resources = *info.resources.with_whole_cards();
  return info;
}

// Agents that are offered whole, and frameworks that decline for good what they do not take.
class Market {
 public:
  explicit Market(const Openb& trace) : census_(4) {
    std::map<std::string, AgentClasses::Class> kinds;
    for (const TraceNode& node : trace.nodes) {
      agents_.push_back(make_ref(agent_of(node)));
      free_.push_back(agents_.back()->resources);
      auto& kind = kinds[to_string(free_.back()) + node.model];
      kind = {Text(node.model), kind.count + 1, *agents_.back()};
    }
    std::vector<AgentClasses::Class> all;
    for (auto& [name, kind] : kinds) all.push_back(std::move(kind));
    classes_ = AgentClasses(std::move(all));
    for (const auto& [qos, jobs] : trace.qos) add(trace, jobs);
  }

  // Deals agents to frameworks, in turns if `fair`, else all to the first that wants them, until
  // nobody takes any more. `order` are indices of frameworks.
  std::uint64_t unplaced(const std::vector<std::size_t>& order, bool fair) {
    bool any = true;
    while (any) {
      any = false;
      std::vector<std::vector<std::uint32_t>> dealt(frameworks_.size());
      std::size_t turn = 0;
      for (std::uint32_t agent = 0; agent < agents_.size(); ++agent) {
        for (std::size_t i = 0; i < order.size(); ++i) {
          Framework& framework = *frameworks_[order[(turn + i) % order.size()]];
          if (framework.refused[agent] || census_.of(framework.number).pending == 0) continue;
          dealt[order[(turn + i) % order.size()]].push_back(agent);
          any = true;
          break;
        }
        if (fair) ++turn;
      }
      for (const std::size_t i : order) offer(*frameworks_[i], dealt[i]);
    }
    return census_.total().pending;
  }

 private:
  struct Framework {
    std::uint32_t number;
    std::unique_ptr<Runner> runner;
    std::unique_ptr<Driver> driver;
    std::unique_ptr<Stage> stage;
    std::vector<bool> refused;
  };

  void add(const Openb& trace, std::vector<std::uint32_t> jobs) {
    auto made = std::make_unique<Framework>();
    made->number = static_cast<std::uint32_t>(frameworks_.size());
    made->runner = std::make_unique<Runner>(
        Runner::Options{.framework = made->number, .placer = {.placement = Placement::BestFit}},
        std::make_unique<TraceReplay>(trace.jobs, std::move(jobs)), classes_, census_);
    made->driver = std::make_unique<Driver>(Driver::Options{.info = make_ref(framework_info())},
                                            *made->runner);
    made->stage = std::make_unique<Stage>(*made->driver);
    made->refused.resize(agents_.size());
    made->stage->report(Boot{Boot::Role::Scheduler});
    made->stage->report(LeaderIs{NodeId{5}, {7}});
    made->stage->report(SessionOpened{NodeId{5}, kSession});
    made->stage->say(kSession, Subscribed{{7, made->number}});
    made->stage->store();
    frameworks_.push_back(std::move(made));
  }

  void offer(Framework& to, const std::vector<std::uint32_t>& agents) {
    Offers message;
    for (const std::uint32_t agent : agents) {
      to.refused[agent] = true;
      message.offers.push_back({.id = {7, agent},
                                .agent = {7, agent},
                                .info = agents_[agent],
                                .resources = free_[agent]});
    }
    to.stage->say(kSession, std::move(message));
    for (const Accept& accept : to.stage->said<Accept>()) {
      for (const Ref<TaskInfo>& task : accept.tasks) {
        ASSERT_TRUE(free_[task->agent.number].contains(*task->resources));
        free_[task->agent.number].subtract(*task->resources);
      }
    }
  }

  Census census_;
  AgentClasses classes_;
  std::vector<Ref<AgentInfo>> agents_;
  std::vector<Resources> free_;
  std::vector<std::unique_ptr<Framework>> frameworks_;
};

// Each framework once the first to be served, one by one and in turns: the most that are left over.
std::uint64_t worst_unplaced(const Openb& trace) {
  std::vector<std::size_t> order(trace.qos.size());
  std::iota(order.begin(), order.end(), 0);
  std::uint64_t worst = 0;
  for (std::size_t first = 0; first < order.size(); ++first) {
    for (const bool fair : {false, true}) {
      worst = std::max(worst, Market(trace).unplaced(order, fair));
    }
    std::rotate(order.begin(), order.begin() + 1, order.end());
  }
  return worst;
}

TEST(Packing, FrameworksThatShareAgentsFillTheSampleNearlyAsWellAsOneThatSeesAll) {
  for (const char* list : {"default", "gpuspec33"}) {
    const auto trace = read_openb("scenarios/traces", list);
    ASSERT_TRUE(trace.has_value());
    // The sample is small: a few tasks are more than 5 %.
    EXPECT_LE(worst_unplaced(*trace), unplaced_by_best_fit(trace->nodes, trace->jobs) + 5) << list;
  }
}

TEST(Packing, FrameworksThatShareAgentsFillTheTraceAsWellAsOneThatSeesAll) {
  for (const char* list : {"default", "gpuspec33"}) {
    const auto trace = read_openb("../shared/traces", list);
    if (!trace) GTEST_SKIP() << "needs ../shared/traces";
    const std::uint64_t seen_all = unplaced_by_best_fit(trace->nodes, trace->jobs);
    EXPECT_LE(worst_unplaced(*trace), seen_all + seen_all / 20) << list;
  }
}

}  // namespace
}  // namespace meseta
