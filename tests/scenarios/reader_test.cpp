#include "scenarios/reader.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "engine/event/decoder.hpp"
#include "engine/event/encoder.hpp"
#include "tests/scenarios/memory_files.hpp"

namespace meseta {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// Valid, with one of everything; tests replace what they are about.
constexpr const char* kScenario = R"(name: s
seed: 7
duration: 1h30m
cluster:
  - {name: rack-a, count: 20, resources: "cpus:16;mem:65536;gpus:2", devices: T4, domain: eu/a}
  - {name: rack.b, count: 1, resources: "cpus:1;mem:1024", attributes: "os:debian"}
network: {latency: 1ms, session_breaks_per_hour: 0.5, clocks: {offset_max: 10ms}}
costs: {receive: 2us, handle: {run_task: 5us, ack: 1us}, inbox_max: 1000}
policy:
  masters: 3
  allocator: random
  allocation_batch: 1s
  offer_timeout: 30secs
  roles: [web, data]
  weights: [{"role": "web", "weight": 2.5}]
  max_offer: cpus:4
  quotas: [{role: web, guarantees: "cpus:2", limits: "cpus:8;mem:4096;gpus:0"}]
frameworks:
  - name: web
    role: web
    service: {instances: 4, task: {resources: "cpus:1;mem:64"}, lifetime: {min: 1m, max: 2m}, fail: 1%}
  - name: etl
    count: 2
    role: data
    refuse_seconds: 1h
    placement: best_fit
    batch:
      tasks: 9
      task: {resources: "cpus:0.5;mem:64", cards: 1, card_milli: 250, models: [T4, A10]}
      arrivals: {poisson: 2s}
      duration: {lognormal: {base: 10m, median: 1m, sigma: 0.5}}
      hang: 1 in 1000
faults:
  - {at: 5m, kind: lose, domain: eu, for: 1m}
  - {at: 6m, kind: crash, framework: etl-0001}
  - {at: 7m, kind: crash, master: leader, for: 1s}
goals:
  - tasks.lost == 0
)";

Result<Scenario> parse(const std::string& yaml, const std::vector<std::string>& overrides = {}) {
  testing::MemoryFiles files;
  return parse_scenario(yaml, "s.yaml", overrides, files);
}

std::string error_of(const std::string& yaml, const std::vector<std::string>& overrides = {}) {
  const auto made = parse(yaml, overrides);
  return made ? "no error" : made.error().message;
}

TEST(Reader, EveryPartArrives) {
  const auto made = parse(kScenario);
  ASSERT_TRUE(made) << made.error().message;
  EXPECT_EQ(made->name, "s");
  EXPECT_EQ(made->seed, 7);
  EXPECT_EQ(made->duration, minutes(90));
  EXPECT_THAT(made->cluster, ElementsAre(AgentClass{.name = "rack-a",
                                                    .count = 20,
                                                    .resources = "cpus:16;mem:65536;gpus:2",
                                                    .gpu_model = "T4",
                                                    .domain = "eu/a"},
                                         AgentClass{.name = "rack.b",
                                                    .count = 1,
                                                    .resources = "cpus:1;mem:1024",
                                                    .attributes = "os:debian"}));
  EXPECT_EQ(made->network.latency, Distribution::fixed(milliseconds(1)));
  EXPECT_EQ(made->network.session_breaks_per_hour_milli, 500);
  EXPECT_EQ(made->network.clock_offset_max, milliseconds(10));
  EXPECT_EQ(made->costs.receive, microseconds(2));
  EXPECT_EQ(made->costs.inbox_max, 1000);
  EXPECT_THAT(made->costs.handle, ElementsAre(CostSpec::PerType{"ack", microseconds(1)},
                                              CostSpec::PerType{"run_task", microseconds(5)}));
  EXPECT_EQ(made->policy.masters, 3);
  EXPECT_EQ(made->policy.allocator, "random");
  EXPECT_EQ(made->policy.allocation_batch, seconds(1));
  EXPECT_EQ(made->policy.max_offer, "cpus:4");
  const QuotaConfig quota{Text("web"),
                          {{KnownName::Cpus, Quantity::whole(2)}},
                          {{KnownName::Cpus, Quantity::whole(8)},
                           {KnownName::Mem, Quantity::whole(4096)},
                           {KnownName::Gpus, Quantity{}}}};
  EXPECT_THAT(made->policy.quotas, ElementsAre(quota));
  EXPECT_EQ(made->policy.offer_timeout, seconds(30));
  EXPECT_THAT(made->policy.roles, ElementsAre("web", "data"));
  EXPECT_THAT(made->policy.weights, ElementsAre(RoleWeight{"web", 2500}));
  EXPECT_THAT(
      made->faults,
      ElementsAre(
          FaultSpec{.at = minutes(5), .heal = minutes(1), .domain = "eu"},
          FaultSpec{.kind = FaultSpec::Kind::Crash, .at = minutes(6), .framework = "etl-0001"},
          FaultSpec{.kind = FaultSpec::Kind::Crash,
                    .at = minutes(7),
                    .heal = seconds(1),
                    .master = "leader"}));
  EXPECT_THAT(made->goals, ElementsAre(GoalSpec{"tasks.lost == 0", 38, 5}));
}

TEST(Reader, AServiceArrives) {
  const auto made = parse(kScenario);
  ASSERT_TRUE(made) << made.error().message;
  ServiceLoad service{.instances = 4, .task = {.resources = "cpus:1;mem:64"}};
  service.lifetime = Distribution::uniform(minutes(1), minutes(2));
  service.fail_per_million = 10'000;
  FrameworkSpec web{.name = "web", .role = "web"};
  web.service = service;
  EXPECT_EQ(made->frameworks.at(0), web);
}

TEST(Reader, ABatchArrives) {
  const auto made = parse(kScenario);
  ASSERT_TRUE(made) << made.error().message;
  BatchLoad batch{.tasks = 9,
                  .task = {.resources = "cpus:0.5;mem:64",
                           .cards = 1,
                           .card_milli = 250,
                           .gpu_models = {"A10", "T4"}},
                  .arrivals = {.kind = Arrivals::Kind::Poisson, .interval = seconds(2)}};
  batch.duration = {.kind = Distribution::Kind::Lognormal,
                    .base = minutes(10),
                    .center = minutes(1),
                    .sigma_milli = 500};
  batch.hang_per_million = 1000;
  FrameworkSpec etl{.name = "etl", .count = 2, .role = "data", .refuse_seconds = hours(1)};
  etl.placement = FrameworkSpec::Placement::BestFit;
  etl.batch = batch;
  EXPECT_EQ(made->frameworks.at(1), etl);
}

TEST(Reader, WhatIsLeftOutHasTheValueThatTheStructsHave) {
  const auto made = parse("name: s\ncluster: [{name: a, count: 1, resources: cpus:1}]\n");
  ASSERT_TRUE(made) << made.error().message;
  EXPECT_EQ(made->seed, 1);
  EXPECT_EQ(made->duration, std::nullopt);
  EXPECT_EQ(made->network, NetworkSpec{});
  EXPECT_EQ(made->costs, CostSpec{});
  EXPECT_EQ(made->policy, PolicySpec{});

  const auto with = parse(
      "name: s\nduration: 1s\ncluster: [{name: a, count: 1, resources: cpus:1}]\n"
      "frameworks: [{name: f, service: {instances: 1, task: {resources: cpus:1}}}]\n");
  ASSERT_TRUE(with) << with.error().message;
  FrameworkSpec framework{.name = "f"};
  framework.service = ServiceLoad{.instances = 1, .task = {.resources = "cpus:1"}};
  EXPECT_THAT(with->frameworks, ElementsAre(framework));
}

TEST(Reader, AScenarioSurvivesTheHistorysEncoding) {
  const auto made = parse(kScenario);
  ASSERT_TRUE(made) << made.error().message;
  std::string bytes;
  Encoder(bytes).encode(*made);

  Scenario again;
  Decoder decoder;
  decoder.feed(bytes);
  decoder.decode(again);

  EXPECT_TRUE(decoder.done());
  EXPECT_EQ(again, *made);
}

TEST(Reader, OverridesReplaceWhatTheirPathNames) {
  const auto made = parse(
      kScenario,
      {"cluster.rack-a.count=30", "cluster.rack.b.count=2", "cluster[0].domain=us/x",
       "frameworks[0].role=*", "frameworks.etl.batch.arrivals={every: 1s}", "faults[0].domain=us",
       "policy.weights.role=data", "network.latency={min: 1ms, max: 2ms}",
       "goals=[\"tasks.failed == 0\"]", "seed=18446744073709551615", "costs.handle.update=3us"});
  ASSERT_TRUE(made) << made.error().message;
  EXPECT_EQ(made->cluster[0].count, 30);
  EXPECT_EQ(made->cluster[1].count, 2);
  EXPECT_EQ(made->cluster[0].domain, "us/x");
  EXPECT_EQ(made->frameworks[0].role, "*");
  EXPECT_EQ(made->frameworks[1].batch->arrivals,
            (Arrivals{.kind = Arrivals::Kind::Every, .interval = seconds(1)}));
  EXPECT_EQ(made->faults[0].domain, "us");
  EXPECT_EQ(made->policy.weights[0].role, "data");
  EXPECT_EQ(made->network.latency, Distribution::uniform(milliseconds(1), milliseconds(2)));
  EXPECT_THAT(made->goals, ElementsAre(GoalSpec{"tasks.failed == 0", 0, 0}));
  EXPECT_EQ(made->seed, UINT64_MAX);
  EXPECT_EQ(made->costs.handle.size(), 3);
}

TEST(Reader, AnOverrideCanEmptyAListAndMakeAPart) {
  const auto made =
      parse("name: s\ncluster: [{name: a, count: 1, resources: cpus:1}]\ngoals: [x]\n",
            {"goals=[]", "policy.masters=3", "network.clocks.drift_ppm_max=50"});
  ASSERT_TRUE(made) << made.error().message;
  EXPECT_THAT(made->goals, IsEmpty());
  EXPECT_EQ(made->policy.masters, 3);
  EXPECT_EQ(made->network.clock_drift_ppm_max, 50);
}

TEST(Reader, AnOverrideThatIsWrongIsItsOwnPlace) {
  const auto refusal = [](const std::string& override) { return error_of(kScenario, {override}); };
  EXPECT_EQ(refusal("cluster.rack-a.count=-1"),
            "--set cluster.rack-a.count=-1: count is '-1'; expected an integer from 0 to 1000000");
  EXPECT_EQ(
      refusal("cluster.rack-z.count=1"),
      "--set cluster.rack-z.count=1: there is no item 'rack-z'; expected one of rack-a, rack.b");
  EXPECT_EQ(refusal("frameworks[2].role=x"),
            "--set frameworks[2].role=x: '[2]' names no item; expected [0] to [1]");
  EXPECT_EQ(refusal("frameworks[0.role=x"),
            "--set frameworks[0.role=x: '[0.role' names no item; expected [0] to [1]");
  EXPECT_EQ(
      refusal("sead=3"),
      "--set sead=3: unknown key 'sead' in the scenario; expected one of name, seed, duration, "
      "cluster, network, costs, policy, frameworks, traces, faults, goals");
  EXPECT_EQ(
      refusal("seed"),
      "--set seed: this is no override; expected path=value, such as cluster.rack-a.count=20");
  EXPECT_EQ(refusal("seed="),
            "--set seed=: seed has no value; expected an integer from 0 to 18446744073709551615");
  EXPECT_EQ(refusal("name.x=1"),
            "--set name.x=1: there is nothing beneath 's'; expected a map before 'x'");
  EXPECT_EQ(
      refusal("policy..masters=1"),
      "--set policy..masters=1: the path has an empty part before '.masters'; expected a path "
      "such as cluster.name.count");
  EXPECT_EQ(refusal("policy.=1"),
            "--set policy.=1: the path ends in '.'; expected a path such as cluster.name.count");
  EXPECT_EQ(refusal("goals=[a, b"),
            "--set goals=[a, b: a key is a list; expected a word (is a bracket left open?)");
}

}  // namespace
}  // namespace meseta
