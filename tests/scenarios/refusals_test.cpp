// Each kind of bad input, with the exact place and text of its error.
#include <gtest/gtest.h>

#include <string>

#include "scenarios/reader.hpp"
#include "scenarios/yaml.hpp"
#include "tests/scenarios/memory_files.hpp"

namespace meseta {
namespace {

// A valid head; what is tested begins in line 4.
constexpr const char* kHead =
    "name: s\nduration: 1h\ncluster: [{name: a, count: 1, resources: \"cpus:4;gpus:1\"}]\n";

std::string refusal(const std::string& yaml) {
  testing::MemoryFiles files({{"dir/pods.csv", "name\n"}, {"dir/cut.gz", "\x1f\x8b\x08"}});
  const auto made = parse_scenario(yaml, "dir/s.yaml", {}, files);
  return made ? "no error" : made.error().message;
}

std::string refusal_after_head(const std::string& yaml) { return refusal(kHead + yaml); }

// Of one framework with this load.
std::string refusal_of_load(const std::string& load) {
  return refusal_after_head("frameworks: [{name: f, " + load + "}]\n");
}

TEST(Refusals, WhatIsNoYaml) {
  EXPECT_EQ(refusal(""),
            "dir/s.yaml:1:1: the scenario is nothing; expected a map with keys such as name, seed, "
            "duration, cluster, network, costs, policy, frameworks, traces, faults, goals");
  EXPECT_EQ(refusal("name: [a\n"),
            "dir/s.yaml:2:1: this is no YAML (end of sequence flow not found); expected a map such "
            "as 'key: value'");
  EXPECT_EQ(
      refusal("name: s\n\tseed: 1\n"),
      "dir/s.yaml:2:1: this is no YAML (illegal tab when looking for indentation); expected a "
      "map such as 'key: value'");
  EXPECT_EQ(refusal(std::string("name: s\nseed: \0", 15)),
            "dir/s.yaml:2:1: there is a zero byte; expected text");
}

TEST(Refusals, WhatIsYamlButNotStrict) {
  EXPECT_EQ(refusal("name: s\nname: t\n"),
            "dir/s.yaml:2:1: key 'name' is there twice, first in line 1; expected each key once");
  EXPECT_EQ(refusal("name: &n s\n"), "dir/s.yaml:1:7: there is an anchor; expected none");
  EXPECT_EQ(refusal("name: &n s\ngoals: [*n]\n"),
            "dir/s.yaml:1:7: there is an anchor; expected none");
  EXPECT_EQ(refusal("name: !!str s\n"),
            "dir/s.yaml:1:7: there is the tag 'tag:yaml.org,2002:str'; expected none");
  EXPECT_EQ(refusal("name: s\n---\nname: t\n"),
            "dir/s.yaml:2:1: a second document begins; expected one");
  EXPECT_EQ(refusal("? [a]\n: b\n"),
            "dir/s.yaml:1:3: a key is a list; expected a word (is a bracket left open?)");
  EXPECT_EQ(refusal("name: " + std::string(40, '[') + std::string(40, ']')),
            "dir/s.yaml:1:38: this is nested too deeply; expected at most 32 maps and lists");
  EXPECT_EQ(refusal(std::string(kYamlBytesMax + 1, ' ')),
            "dir/s.yaml:1:1: there are 4194305 bytes; expected at most 4194304");
}

TEST(Refusals, WhatTheSchemaDoesNotKnow) {
  EXPECT_EQ(refusal_after_head("polcy: {}\n"),
            "dir/s.yaml:4:1: unknown key 'polcy' in the scenario; expected one of name, seed, "
            "duration, cluster, network, costs, policy, frameworks, traces, faults, goals");
  EXPECT_EQ(refusal_after_head("network: {jitter: 1ms}\n"),
            "dir/s.yaml:4:11: unknown key 'jitter' in network; expected one of latency, "
            "session_breaks_per_hour, break_detected_within, clocks");
  EXPECT_EQ(refusal_after_head("policy: {quota: []}\n").substr(0, 60),
            "dir/s.yaml:4:10: unknown key 'quota' in policy; expected one");
}

TEST(Refusals, WhatHasTheWrongType) {
  EXPECT_EQ(refusal("name: s\ncluster: {}\n"),
            "dir/s.yaml:2:10: cluster is a map; expected a list");
  EXPECT_EQ(refusal_after_head("network: 5\n"),
            "dir/s.yaml:4:10: network is '5'; expected a map with keys such as latency, "
            "session_breaks_per_hour, break_detected_within, clocks");
  EXPECT_EQ(refusal_after_head("policy:\n"), "dir/s.yaml:4:1: policy has no value; expected a map");
  EXPECT_EQ(refusal_after_head("seed: \"1\"\n"),
            "dir/s.yaml:4:7: seed is '1'; expected an integer from 0 to 18446744073709551615");
  EXPECT_EQ(refusal_after_head("seed: [1]\n"),
            "dir/s.yaml:4:7: seed is a list; expected an integer from 0 to 18446744073709551615");
  EXPECT_EQ(refusal_of_load("checkpoint: yes"),
            "dir/s.yaml:4:36: checkpoint is 'yes'; expected true or false");
  EXPECT_EQ(refusal_of_load("placement: worst"),
            "dir/s.yaml:4:35: placement is 'worst'; expected one of first_fit, best_fit");
  EXPECT_EQ(refusal_after_head("policy: {allocator: lottery}\n"),
            "dir/s.yaml:4:21: allocator is 'lottery'; expected one of drf, random");
  EXPECT_EQ(refusal_after_head("goals: [{a: b}]\n"),
            "dir/s.yaml:4:9: goals[0] is a map; expected one line of at most 255 bytes");
}

TEST(Refusals, WhatNoOfferOrQuotaCanBe) {
  EXPECT_EQ(refusal_after_head("policy: {max_offer: cpus:x}\n"),
            "dir/s.yaml:4:21: max_offer is 'cpus:x': column 6: 'x' is not a number; expected a "
            "number such as 4 or 0.125; expected a form such as `cpus:4;mem:8192`");
  EXPECT_EQ(refusal_after_head("policy: {max_offer: cpus:4;mem:0}\n"),
            "dir/s.yaml:4:21: max_offer is 'cpus:4;mem:0': an amount of 0 offers nothing; expected "
            "a form such as `cpus:4;mem:8192`");
  EXPECT_EQ(refusal_after_head("policy: {max_offer: cpus:0.009;mem:31}\n"),
            "dir/s.yaml:4:21: max_offer is 'cpus:0.009;mem:31', less than each of "
            "'cpus:0.01|mem:32'; expected room for one of min_allocatable_resources");
  EXPECT_EQ(refusal_after_head("policy: {quotas: [{role: a, limits: cpus}]}\n"),
            "dir/s.yaml:4:37: limits is 'cpus'; expected a form such as `cpus:10;mem:65536`");
  EXPECT_EQ(refusal_after_head("policy: {quotas: [{role: a, limits: 'cpus:1;cpus:0'}]}\n"),
            "dir/s.yaml:4:18: quota of role 'a', limits: 'cpus' occurs twice; expected it once; "
            "expected quotas that go together");
  EXPECT_EQ(refusal_after_head("policy: {quotas: [{role: a, guarantees: 'cpus:2'}, {role: a/b, "
                               "guarantees: 'cpus:3'}]}\n"),
            "dir/s.yaml:4:18: quota of role 'a', guarantees: cpus:3 below 'a' is more than the "
            "guarantee of 'a', 2; expected quotas that go together");
}

TEST(Refusals, WhatIsOutOfBoundsOrHasTheWrongUnit) {
  EXPECT_EQ(refusal("name: s\ncluster:\n  - {name: a, count: -1, resources: cpus:1}\n"),
            "dir/s.yaml:3:22: count is '-1'; expected an integer from 0 to 1000000");
  EXPECT_EQ(refusal("name: s\ncluster:\n  - {name: a, count: 1000001, resources: cpus:1}\n"),
            "dir/s.yaml:3:22: count is '1000001'; expected an integer from 0 to 1000000");
  EXPECT_EQ(
      refusal_after_head("policy: {allocation_interval: 5}\n"),
      "dir/s.yaml:4:31: allocation_interval is '5'; expected a duration such as 500us, 15s or "
      "1h30m from 1ms to 1h");
  EXPECT_EQ(refusal_after_head("policy: {allocation_interval: 2h}\n"),
            "dir/s.yaml:4:31: allocation_interval is '2h'; expected a duration such as 500us, 15s "
            "or 1h30m from 1ms to 1h");
  EXPECT_EQ(refusal_after_head("policy: {allocation_batch: 1001ms}\n"),
            "dir/s.yaml:4:28: allocation_batch is '1001ms'; expected a duration such as 500us, 15s "
            "or 1h30m from 0s to 1s");
  EXPECT_EQ(refusal_after_head("policy: {weights: [{role: a, weight: 0}]}\n"),
            "dir/s.yaml:4:38: weight is '0'; expected a number such as 2 or 0.125 from 0.001 to "
            "1048.576");
  EXPECT_EQ(refusal_of_load("batch: {fail: 5, tasks: 1, task: {resources: cpus:1}, duration: 1s}"),
            "dir/s.yaml:4:38: fail is '5'; expected odds such as 0.5% or 1 in 200");
}

TEST(Refusals, WhatIsMissing) {
  EXPECT_EQ(refusal("seed: 1\n"),
            "dir/s.yaml:1:1: the scenario has no name; expected name: a name such as rack-1, of "
            "letters, digits, '_', '.' and '-', at most 63");
  EXPECT_EQ(
      refusal("name: s\ncluster:\n  - name: a\n    resources: cpus:1\n"),
      "dir/s.yaml:3:5: cluster[0] has no count; expected count: an integer from 0 to 1000000");
}

TEST(Refusals, ACluster) {
  const std::string empty =
      ": the cluster is empty; expected at least one agent, such as {name: rack, count: 10, "
      "resources: \"cpus:16;mem:65536\"}";
  EXPECT_EQ(refusal("name: s\n"), "dir/s.yaml:1:1" + empty);
  EXPECT_EQ(refusal("name: s\ncluster: []\n"), "dir/s.yaml:2:10" + empty);
  EXPECT_EQ(refusal("name: s\ncluster: [{name: a, count: 0, resources: cpus:1}]\n"),
            "dir/s.yaml:2:10" + empty);
  EXPECT_EQ(refusal("name: s\ncluster:\n  - {name: a, count: 600000, resources: cpus:1}\n"
                    "  - {name: b, count: 600000, resources: cpus:1}\n"),
            "dir/s.yaml:3:3: the cluster has 1200000 agents; expected at most 1000000");
  EXPECT_EQ(refusal("name: s\ncluster:\n  - {name: a, count: 1, resources: cpus:1}\n"
                    "  - {count: 1, name: a, resources: cpus:1}\n"),
            "dir/s.yaml:4:22: two classes of agents are called 'a'; expected each name once");
  EXPECT_EQ(
      refusal("name: s\ncluster: [{name: a, count: 1, resources: cpus:1, devices: T4}]\n"),
      "dir/s.yaml:2:59: devices name a model, but the resources have no gpus; expected gpus:N "
      "there");
  EXPECT_EQ(refusal("name: s\ncluster: [{name: a, count: 1, resources: gpus:0.5}]\n"),
            "dir/s.yaml:2:42: an agent has a part of a card; expected whole gpus such as gpus:8");
}

TEST(Refusals, ResourcesPointIntoTheirText) {
  // The engine's parser says what is wrong and where; the reader adds where the text begins.
  EXPECT_EQ(refusal("name: s\ncluster: [{name: a, count: 1, resources: cpus:x}]\n").substr(0, 51),
            "dir/s.yaml:2:47: resources is 'cpus:x': 'x' is not ");
  EXPECT_EQ(
      refusal("name: s\ncluster: [{name: a, count: 1, resources: \"cpus:x\"}]\n").substr(0, 16),
      "dir/s.yaml:2:48:");
  EXPECT_EQ(refusal("name: s\ncluster: [{name: a, count: 1, resources: ;}]\n"),
            "dir/s.yaml:2:42: resources is ';': there is nothing in it; expected resources such as "
            "cpus:16;mem:65536");
  EXPECT_EQ(
      refusal_after_head("policy: {min_allocatable_resources: \"cpus:1|mem:x\"}\n").substr(0, 68),
      "dir/s.yaml:4:49: min_allocatable_resources is 'cpus:1|mem:x': 'x' is");
}

TEST(Refusals, Roles) {
  EXPECT_EQ(refusal_after_head("policy: {roles: [web]}\nframeworks: [{name: f, role: wbe, batch: "
                               "{tasks: 1, task: {resources: cpus:1}, duration: 1s}}]\n"),
            "dir/s.yaml:5:30: role 'wbe' is not one of policy.roles; expected one of those");
  EXPECT_EQ(refusal_after_head("policy: {roles: [web], weights: [{role: wbe, weight: 1}]}\n"),
            "dir/s.yaml:4:41: role 'wbe' is not one of policy.roles; expected one of those");
  EXPECT_EQ(refusal_after_head("policy: {weights: [{role: a, weight: 1}, {role: a, weight: 2}]}\n"),
            "dir/s.yaml:4:27: role 'a' has 2 weights; expected one");
  EXPECT_EQ(refusal_of_load("role: -x"),
            "dir/s.yaml:4:30: role is '-x'; expected a role such as *, web or eng/search");
}

TEST(Refusals, Frameworks) {
  EXPECT_EQ(refusal_of_load("user: u"),
            "dir/s.yaml:4:14: framework 'f' has 0 loads; expected one of service, batch, trace");
  EXPECT_EQ(
      refusal_after_head(
          "frameworks:\n"
          "  - {name: f, count: 2, batch: {tasks: 1, task: {resources: cpus:1}, duration: 1s}}\n"
          "  - {name: f-0001, batch: {tasks: 1, task: {resources: cpus:1}, duration: 1s}}\n"),
      "dir/s.yaml:6:12: two frameworks are called 'f-0001'; expected each name once");
  EXPECT_EQ(
      refusal("name: s\ncluster: [{name: a, count: 1, resources: cpus:4}]\n"
              "frameworks: [{name: f, service: {instances: 1, task: {resources: cpus:1}}}]\n"),
      "dir/s.yaml:3:33: framework 'f' is a service, so the run never ends; expected a duration "
      "for the scenario");
  EXPECT_EQ(refusal_of_load("service: {instances: 1, task: {resources: \"cpus:1;gpus:1\"}}"),
            "dir/s.yaml:4:66: a task's resources have gpus; expected cards: 1 (and card_milli) "
            "beside them");
  EXPECT_EQ(refusal_of_load("service: {instances: 1, task: {resources: cpus:1, models: [T4]}}"),
            "dir/s.yaml:4:82: models is there without cards; expected cards");
  EXPECT_EQ(refusal_of_load("service: {instances: 1, task: {resources: cpus:1}, lifetime: 0s}"),
            "dir/s.yaml:4:85: no lifetime is above 0s; expected some that are");
  EXPECT_EQ(refusal_of_load("batch: {tasks: 1000000, task: {resources: cpus:1}, arrivals: {every: "
                            "1h}, duration: 1s}"),
            "dir/s.yaml:4:93: 1000000 tasks arrive over more than ten years; expected less");
  EXPECT_EQ(refusal_of_load("batch: {tasks: 1, task: {resources: cpus:1}, arrivals: {every: 1h, "
                            "within: 1h}, duration: 1s}"),
            "dir/s.yaml:4:79: there is no single way to arrive; expected one of at_once: true, "
            "every, poisson, within");
  EXPECT_EQ(refusal_of_load("count: 100000, batch: {tasks: 10000000, task: {resources: cpus:1}, "
                            "duration: 1s}"),
            "dir/s.yaml:4:14: there are more than 100000000 tasks; expected fewer");
}

TEST(Refusals, Distributions) {
  const auto of = [](const std::string& latency) {
    return refusal_after_head("network: {latency: " + latency + "}\n");
  };
  const std::string one =
      "; expected one of fixed, min with max, exponential, lognormal, empirical";
  EXPECT_EQ(of("{}"), "dir/s.yaml:4:20: there is not one distribution but 0, or half of one" + one);
  EXPECT_EQ(of("{min: 1s}"),
            "dir/s.yaml:4:20: there is not one distribution but 1, or half of one" + one);
  EXPECT_EQ(of("{min: 1s, max: 2s, fixed: 1s}"),
            "dir/s.yaml:4:20: there is not one distribution but 2, or half of one" + one);
  EXPECT_EQ(of("{min: 2s, max: 1s}"),
            "dir/s.yaml:4:35: max is less than min; expected at least min");
  EXPECT_EQ(of("{lognormal: {median: 1s, sigma: 5}}"),
            "dir/s.yaml:4:52: sigma is '5'; expected a number such as 2 or 0.125 from 0.001 to 4");
}

TEST(Refusals, Faults) {
  EXPECT_EQ(
      refusal_after_head("faults: [{at: 1s, kind: lose}]\n"),
      "dir/s.yaml:4:10: a fault must say whom it hits; expected one of domain, agents, framework, "
      "master");
  EXPECT_EQ(
      refusal_after_head("faults: [{at: 1s, kind: crash, agents: a, master: leader}]\n"),
      "dir/s.yaml:4:10: a fault must say whom it hits; expected one of domain, agents, framework, "
      "master");
  EXPECT_EQ(
      refusal_after_head("faults: [{at: 1s, kind: lose, domain: eu}]\n"),
      "dir/s.yaml:4:39: no agents stand in domain 'eu'; expected the domain of a class, or one "
      "around it");
  EXPECT_EQ(
      refusal_after_head("faults: [{at: 1s, kind: lose, agents: b}]\n"),
      "dir/s.yaml:4:39: no class of agents is called 'b'; expected the name of one in cluster");
  EXPECT_EQ(refusal_after_head("faults: [{at: 1s, kind: burn, agents: a}]\n"),
            "dir/s.yaml:4:25: kind is 'burn'; expected one of lose, crash");
  EXPECT_EQ(refusal_after_head("faults: [{at: 1s, kind: crash, framework: b}]\n"),
            "dir/s.yaml:4:43: no framework is called 'b'; expected the name of one in frameworks");
  for (const std::string master : {"1", "00", "first"}) {
    EXPECT_EQ(refusal_after_head("faults: [{at: 1s, kind: crash, master: " + master + "}]\n"),
              "dir/s.yaml:4:40: there is no master '" + master +
                  "'; expected leader, all, or a number from 0 to 0");
  }
}

TEST(Refusals, Traces) {
  EXPECT_EQ(refusal_after_head("traces: [{format: openb, pods: gone.csv}]\n"),
            "dir/s.yaml:4:32: cannot read dir/gone.csv (not there); expected a file that can be "
            "read");
  EXPECT_EQ(refusal_after_head("traces: [{format: openb, pods: cut.gz}]\n"),
            "dir/s.yaml:4:32: the compressed data end too early; expected a whole gzip file");
  EXPECT_EQ(refusal_after_head("traces: [{format: openb, pods: pods.csv}]\n").substr(0, 48),
            "dir/pods.csv:1: there is no column cpu_milli; ex");
  EXPECT_EQ(refusal_after_head("traces: [{format: openb}]\n"),
            "dir/s.yaml:4:10: a trace of format openb has no files; expected nodes, pods or both");
  EXPECT_EQ(refusal_after_head("traces: [{format: swf, pods: x}]\n"),
            "dir/s.yaml:4:30: pods does not go with format swf; expected jobs");
  EXPECT_EQ(refusal_of_load("trace: {}"),
            "dir/s.yaml:4:31: there is not one trace but 0; expected trace: and a name");
  EXPECT_EQ(refusal_of_load("trace: {trace: x}"),
            "dir/s.yaml:4:39: no trace is called 'x'; expected the name of one in traces");
}

}  // namespace
}  // namespace meseta
