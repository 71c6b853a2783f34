#include "engine/registry/registry.hpp"

#include <gtest/gtest.h>

#include "tests/builders/agent.hpp"
#include "tests/builders/framework.hpp"

namespace meseta {
namespace {

constexpr AgentId kAgent{1, 1};
constexpr FrameworkId kFramework{1, 2};

TEST(Registry, AnAgentIsReachableUntilARecordSaysOtherwise) {
  Registry registry({});
  EXPECT_EQ(registry.agent(kAgent), nullptr);
  registry.apply(AgentAdmitted{kAgent, agent_info()});
  EXPECT_TRUE(registry.agent(kAgent)->reachable);

  registry.apply(AgentUnreachable{kAgent, Time{7}});
  EXPECT_FALSE(registry.agent(kAgent)->reachable);
  EXPECT_EQ(registry.agent(kAgent)->unreachable_since, Time{7});
  registry.apply(AgentUnreachable{kAgent, Time{9}});
  EXPECT_EQ(registry.agent(kAgent)->unreachable_since, Time{7});

  registry.apply(AgentReachable{kAgent});
  EXPECT_TRUE(registry.agent(kAgent)->reachable);
}

TEST(Registry, AdmittedAgainAnAgentIsReachableWithItsNewInfo) {
  Registry registry({});
  registry.apply(AgentAdmitted{kAgent, agent_info()});
  registry.apply(AgentUnreachable{kAgent, Time{7}});
  registry.apply(AgentAdmitted{kAgent, agent_info("cpus:1")});
  EXPECT_TRUE(registry.agent(kAgent)->reachable);
  EXPECT_EQ(registry.agent(kAgent)->info->resources, resources("cpus:1"));
}

TEST(Registry, WhatIsSaidOfTheUnknownIsPassedOver) {
  Registry registry({});
  registry.apply(AgentUnreachable{kAgent, Time{7}});
  registry.apply(AgentReachable{kAgent});
  registry.apply(FrameworkRemoved{kFramework});
  registry.apply(AgentIdentity{kAgent});
  registry.apply(FrameworkIdentity{kFramework});
  EXPECT_TRUE(registry.agents().empty());
  EXPECT_TRUE(registry.frameworks().empty());
  EXPECT_FALSE(registry.removed(kFramework));
}

TEST(Registry, ARemovedFrameworkIsRememberedAndNeverComesBack) {
  Registry registry({});
  const auto info = make_ref(framework_info());
  registry.apply(FrameworkAdmitted{kFramework, info});
  EXPECT_EQ(registry.framework(kFramework), info);
  registry.apply(FrameworkRemoved{kFramework});
  registry.apply(FrameworkAdmitted{kFramework, info});
  EXPECT_FALSE(registry.framework(kFramework));
  EXPECT_TRUE(registry.removed(kFramework));
}

TEST(Registry, OnlySoManyRemovedFrameworksAreRemembered) {
  Registry registry({.removed_frameworks_max = 2});
  for (std::uint32_t i = 0; i < 3; ++i) {
    registry.apply(FrameworkAdmitted{{1, i}, make_ref(framework_info())});
    registry.apply(FrameworkRemoved{{1, i}});
  }
  EXPECT_FALSE(registry.removed({1, 0}));
  EXPECT_TRUE(registry.removed({1, 1}));
  EXPECT_TRUE(registry.removed({1, 2}));
}

TEST(Registry, TheSameRecordsTwiceAddUpToTheSame) {
  Registry once({});
  Registry twice({});
  const std::vector<Record> records{AgentAdmitted{kAgent, agent_info()},
                                    AgentUnreachable{kAgent, Time{7}},
                                    FrameworkAdmitted{kFramework, make_ref(framework_info())}};
  for (const Record& record : records) once.apply(record);
  for (const Record& record : records) twice.apply(record);
  for (const Record& record : records) twice.apply(record);
  EXPECT_EQ(once.agents().size(), twice.agents().size());
  EXPECT_EQ(once.agent(kAgent)->reachable, twice.agent(kAgent)->reachable);
  EXPECT_EQ(once.frameworks(), twice.frameworks());
}

}  // namespace
}  // namespace meseta
