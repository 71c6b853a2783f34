#include "backends/sim/faults/fault_plan.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace meseta {
namespace {

using Did = std::vector<std::string>;

// Writes down whom it was told to take (-), to end (x) and to boot (+).
struct Recorded final : Hands {
  void vanish(Boot::Role role, std::uint32_t index) override {
    did.push_back("-" + name(role, index));
  }
  void end(Boot::Role role, std::uint32_t index) override {
    did.push_back("x" + name(role, index));
  }
  void boot(Boot::Role role, std::uint32_t index) override {
    did.push_back("+" + name(role, index));
  }
  [[nodiscard]] std::optional<std::uint32_t> leading_master() const override { return leader; }

  static std::string name(Boot::Role role, std::uint32_t index) {
    constexpr const char* kNames[] = {"master", "agent", "framework"};
    return kNames[static_cast<std::size_t>(role)] + std::to_string(index);
  }

  std::optional<std::uint32_t> leader;
  Did did;
};

constexpr auto kCrash = FaultSpec::Kind::Crash;

// Three agents, two classes; web and three of etl; three masters.
class FaultPlanTest : public testing::Test {
 protected:
  FaultPlanTest() {
    scenario_.cluster = {{.name = "a", .count = 2, .domain = "z/r1"},
                         {.name = "b", .count = 1, .domain = "z/r2"}};
    scenario_.frameworks = {{.name = "web"}, {.name = "etl", .count = 3}};
    scenario_.policy.masters = 3;
    topology_.emplace(scenario_.cluster);
  }

  FaultPlan& plan(std::vector<FaultSpec> faults) {
    scenario_.faults = std::move(faults);
    return plan_.emplace(agenda_, hands_, *topology_, scenario_, Time{});
  }
  Did run() {
    while (agenda_.next() < kTimeMax) agenda_.step();
    return hands_.did;
  }

  Scenario scenario_;
  std::optional<Topology> topology_;
  Agenda agenda_;
  Recorded hands_;
  std::optional<FaultPlan> plan_;
};

TEST_F(FaultPlanTest, ALostDomainComesBackWhenItIsHealed) {
  const FaultPlan& made = plan({{.at = seconds(5), .heal = seconds(7), .domain = "z/r1"}});
  EXPECT_EQ(agenda_.next(), Time{} + seconds(5));
  agenda_.step();
  EXPECT_EQ(made.active(), 1);
  EXPECT_EQ(agenda_.next(), Time{} + seconds(12));
  agenda_.step();

  EXPECT_EQ(hands_.did, (Did{"-agent0", "-agent1", "+agent0", "+agent1"}));
  EXPECT_EQ(made.active(), 0);
  EXPECT_EQ(made.begun(), 1);
}

TEST_F(FaultPlanTest, ALossThatIsNeverHealedLasts) {
  const FaultPlan& made = plan({{.at = seconds(5), .agent_class = "b"}});

  EXPECT_EQ(run(), (Did{"-agent2"}));
  EXPECT_EQ(made.active(), 1);
}

TEST_F(FaultPlanTest, WhatTwoFaultsTookComesBackWithTheLast) {
  plan({{.at = seconds(1), .heal = seconds(10), .domain = "z"},
        {.at = seconds(2), .heal = seconds(20), .agent_class = "b"}});

  EXPECT_EQ(run(), (Did{"-agent0", "-agent1", "-agent2", "+agent0", "+agent1", "+agent2"}));
}

TEST_F(FaultPlanTest, ACrashEndsProcessesAndLeavesComputersAlone) {
  plan({{.kind = kCrash, .at = seconds(1), .heal = seconds(1), .agent_class = "a"}});

  EXPECT_EQ(run(), (Did{"xagent0", "xagent1", "+agent0", "+agent1"}));
}

TEST_F(FaultPlanTest, FrameworksAreHitByTheirOwnNameOrTheOneTheyShare) {
  plan({{.kind = kCrash, .at = seconds(1), .framework = "etl"},
        {.kind = kCrash, .at = seconds(2), .framework = "web"},
        {.at = seconds(3), .framework = "etl-0002"}});

  EXPECT_EQ(run(),
            (Did{"xframework1", "xframework2", "xframework3", "xframework0", "-framework3"}));
}

TEST_F(FaultPlanTest, MastersAreHitByNumberOrAll) {
  plan({{.kind = kCrash, .at = seconds(1), .heal = seconds(1), .master = "1"},
        {.kind = kCrash, .at = seconds(3), .master = "all"}});

  EXPECT_EQ(run(), (Did{"xmaster1", "+master1", "xmaster0", "xmaster1", "xmaster2"}));
}

TEST_F(FaultPlanTest, TheLeaderIsTheOneOfThatInstantAndComesBackWhoeverLeadsThen) {
  plan({{.kind = kCrash, .at = seconds(1), .heal = seconds(9), .master = "leader"}});
  hands_.leader = 2;
  agenda_.step();
  hands_.leader = 0;

  EXPECT_EQ(run(), (Did{"xmaster2", "+master2"}));
}

TEST_F(FaultPlanTest, WhereNobodyLeadsNoLeaderIsHit) {
  plan({{.kind = kCrash, .at = seconds(1), .heal = seconds(9), .master = "leader"}});

  EXPECT_EQ(run(), Did{});
}

TEST_F(FaultPlanTest, AComputerCanVanishWhoseProcessHasCrashedAndBothMustBeOver) {
  plan({{.kind = kCrash, .at = seconds(1), .heal = seconds(9), .agent_class = "b"},
        {.at = seconds(2), .heal = seconds(3), .agent_class = "b"}});

  EXPECT_EQ(run(), (Did{"xagent2", "-agent2", "+agent2"}));
}

TEST_F(FaultPlanTest, WhatHasVanishedCannotCrash) {
  plan({{.at = seconds(1), .heal = seconds(3), .agent_class = "b"},
        {.kind = kCrash, .at = seconds(2), .heal = seconds(9), .agent_class = "b"}});

  EXPECT_EQ(run(), (Did{"-agent2", "+agent2"}));
}

}  // namespace
}  // namespace meseta
