// Who may be offered an agent at all, and when a change of that makes a run due.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <vector>

#include "tests/builders/allocation.hpp"
#include "tests/builders/constraints.hpp"
#include "tests/fakes/glob_matchers.hpp"

namespace meseta {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

struct Cluster : Allocation {
  explicit Cluster(AllocatorOptions options = {.batch = std::nullopt})
      : Allocation(std::move(options)) {}

  void host(std::uint32_t n, std::string_view attributes, std::string_view hostname = "host") {
    allocator.add_agent(agent_id(n), resources("cpus:4;mem:4096"), now,
                        facts(attributes, hostname));
  }
  void subscribe(std::uint32_t n, const OfferConstraints& wanted) {
    GlobMatchers matchers;
    const std::vector<Text> roles{Text("*")};
    const Subscription terms{.framework = framework_id(n),
                             .name = Text("framework-" + std::to_string(n)),
                             .roles = roles,
                             .constraints = std::make_shared<ConstraintFilter>(
                                 *ConstraintFilter::compile(wanted, matchers))};
    if (known.insert(n).second) return allocator.add_framework(terms);
    allocator.update_framework(terms);
  }

  std::set<std::uint32_t> known;
};

TEST(Terms, ConstraintsChooseAmongAgents) {
  Cluster cluster;
  cluster.host(1, "rack:a");
  cluster.host(2, "rack:b");
  cluster.subscribe(1, constraints("*", {{{equals("rack", "b")}}}));
  EXPECT_THAT(cluster.run(), ElementsAre("2 -> 1"));
  cluster.subscribe(2, {});
  EXPECT_THAT(cluster.run(), ElementsAre("1 -> 2"));
}

TEST(Terms, ThatLetMoreBeOfferedMakeARunDue) {
  Cluster cluster;
  cluster.host(1, "rack:a");
  cluster.subscribe(1, constraints("*", {{{equals("rack", "b")}}}));
  EXPECT_THAT(cluster.wait(seconds(3)), IsEmpty());
  cluster.subscribe(1, constraints("*", {{{equals("rack", "c")}}}));
  EXPECT_EQ(cluster.allocator.next_run(cluster.now), std::nullopt);
  cluster.subscribe(1, constraints("*", {{{equals("rack", "a")}}}));
  EXPECT_THAT(cluster.wait({}), ElementsAre("1 -> 1"));
}

TEST(Terms, OtherAttributesMakeARunDueAndRefusalsVoid) {
  Cluster cluster;
  cluster.host(1, "rack:a");
  cluster.subscribe(1, {});
  EXPECT_THAT(cluster.run(), ElementsAre("1 -> 1"));
  cluster.decline(1, seconds(100));
  cluster.allocator.set_facts(Allocation::agent_id(1), facts("rack:a"), cluster.now);
  EXPECT_THAT(cluster.wait(seconds(3)), IsEmpty());
  cluster.allocator.set_facts(Allocation::agent_id(1), facts("rack:a", "h2"), cluster.now);
  EXPECT_THAT(cluster.wait(seconds(3)), IsEmpty()) << "the hostname is no attribute";
  cluster.allocator.set_facts(Allocation::agent_id(1), facts("rack:b", "h2"), cluster.now);
  EXPECT_THAT(cluster.wait({}), ElementsAre("1 -> 1"));
}

TEST(Terms, WhatComesOntoTheWhitelistIsOffered) {
  Cluster cluster({.batch = std::nullopt, .whitelist = {{Text("h2")}}});
  cluster.host(1, "", "h1");
  cluster.host(2, "", "h2");
  cluster.subscribe(1, {});
  EXPECT_THAT(cluster.run(), ElementsAre("2 -> 1"));
  EXPECT_EQ(cluster.allocator.why_excluded(Allocation::framework_id(1), Text("*"),
                                           Allocation::agent_id(1)),
            Exclusion::NotWhitelisted);
  cluster.allocator.set_whitelist({{Text("h1")}}, cluster.now);
  EXPECT_THAT(cluster.wait({}), ElementsAre("1 -> 1"));
  cluster.decline(2, Duration{});
  EXPECT_THAT(cluster.wait(seconds(3)), IsEmpty());
}

TEST(Terms, GpusThatComeLaterMakeItAnAgentWithGpus) {
  Cluster cluster;
  cluster.host(1, "");
  cluster.allocator.update_agent(Allocation::agent_id(1), agent_resources("cpus:4;mem:4096;gpus:1"),
                                 cluster.now);
  cluster.subscribe(1, {});
  EXPECT_THAT(cluster.run(), IsEmpty());
  cluster.allocator.update_agent(Allocation::agent_id(1), resources("cpus:4;mem:4096"),
                                 cluster.now);
  EXPECT_THAT(cluster.wait({}), ElementsAre("1 -> 1"));
}

}  // namespace
}  // namespace meseta
