#include "backends/sim/faults/fault_plan.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace meseta {
namespace {

struct Recorded final : Hands {
  void vanish(Boot::Role, std::uint32_t index) override {
    did.push_back("-" + std::to_string(index));
  }
  void boot(Boot::Role, std::uint32_t index) override {
    did.push_back("+" + std::to_string(index));
  }

  std::vector<std::string> did;
};

void run(Agenda& agenda) {
  while (agenda.next() < kTimeMax) agenda.step();
}

const std::vector<AgentClass> kCluster = {{.name = "a", .count = 2, .domain = "z/r1"},
                                          {.name = "b", .count = 1, .domain = "z/r2"}};
using Did = std::vector<std::string>;

TEST(FaultPlan, ALostDomainComesBackWhenItIsHealed) {
  Agenda agenda;
  Recorded hands;
  const Topology topology(kCluster);
  const FaultPlan plan(agenda, hands, topology,
                       {{.at = seconds(5), .heal = seconds(7), .domain = "z/r1"}}, {});
  EXPECT_EQ(agenda.next(), Time{} + seconds(5));
  agenda.step();
  EXPECT_EQ(plan.active(), 1);
  EXPECT_EQ(agenda.next(), Time{} + seconds(12));
  agenda.step();

  EXPECT_EQ(hands.did, (Did{"-0", "-1", "+0", "+1"}));
  EXPECT_EQ(plan.active(), 0);
  EXPECT_EQ(plan.begun(), 1);
}

TEST(FaultPlan, ALossThatIsNeverHealedLasts) {
  Agenda agenda;
  Recorded hands;
  const Topology topology(kCluster);
  const FaultPlan plan(agenda, hands, topology, {{.at = seconds(5), .agent_class = "b"}}, {});
  run(agenda);

  EXPECT_EQ(hands.did, (Did{"-2"}));
  EXPECT_EQ(plan.active(), 1);
}

TEST(FaultPlan, WhatTwoFaultsTookComesBackWithTheLast) {
  Agenda agenda;
  Recorded hands;
  const Topology topology(kCluster);
  const FaultPlan plan(agenda, hands, topology,
                       {{.at = seconds(1), .heal = seconds(10), .domain = "z"},
                        {.at = seconds(2), .heal = seconds(20), .agent_class = "b"}},
                       {});
  run(agenda);

  EXPECT_EQ(hands.did, (Did{"-0", "-1", "-2", "+0", "+1", "+2"}));
}

}  // namespace
}  // namespace meseta
