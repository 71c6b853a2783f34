// The workloads of quotas that bench/allocator measures, at their smallest: who is offered what is
// what the oracle has.
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "engine/allocator/allocator.hpp"
#include "tests/builders/resources.hpp"
#include "tests/oracles/allocator_oracle.hpp"

namespace meseta {
namespace {

using oracles::AllocatorOracle;

// Frameworks of roles of their own or shared, then agents of 2 cpus, mem:2048 and disk:2048.
struct Both {
  Allocator allocator{{.batch = std::nullopt}};
  AllocatorOracle oracle{{.interval = seconds(1),
                          .batch = std::nullopt,
                          .smallest_offers = AllocatorOptions{}.smallest_offers}};
  Time now = Time{} + seconds(1000);

  static FrameworkId framework_id(std::uint32_t n) { return {1, n + 1}; }

  void framework(std::uint32_t n, const std::string& role) {
    const std::vector<Text> roles{Text(role)};
    const std::string name = "framework-" + std::to_string(n);
    allocator.add_framework({.framework = framework_id(n), .name = Text(name), .roles = roles});
    oracle.set_framework(framework_id(n), name, {role}, {}, {});
  }
  void quota(const std::string& role, std::string_view amount) {
    const Quantities quantities = resources(amount).scalars();
    std::vector<Quantities::Amount> list;
    quantities.for_each([&](const ResourceName& name, Quantity quantity) {
      list.push_back({name, quantity});
    });
    EXPECT_TRUE(allocator.set_quotas({{Text(role), list, list}}, true, now).has_value());
    oracle.set_quota(role, oracles::amounts_of(quantities), oracles::amounts_of(quantities));
  }
  void agents(std::uint32_t count) {
    const Resources total = resources("cpus:2;mem:2048;disk:2048");
    for (std::uint32_t n = 1; n <= count; ++n) {
      allocator.add_agent({1, n}, total, now);
      oracle.set_agent({1, n}, total, now);
    }
  }

  // How many grants there were; equal ones.
  std::size_t run() {
    std::vector<Grant> grants;
    allocator.run(now, grants);
    const std::vector<AllocatorOracle::Grant> expected = oracle.run(now);
    EXPECT_EQ(grants.size(), expected.size());
    if (grants.size() != expected.size()) return 0;
    for (std::size_t i = 0; i < grants.size(); ++i) {
      EXPECT_EQ(grants[i].framework, expected[i].client.first) << "grant " << i;
      EXPECT_EQ(grants[i].role.view(), expected[i].client.second) << "grant " << i;
      EXPECT_EQ(grants[i].agent, expected[i].agent) << "grant " << i;
      EXPECT_EQ(grants[i].resources, expected[i].resources) << "grant " << i;
    }
    return grants.size();
  }
  // A cycle that looks at all that is free once more.
  std::size_t run_again() {
    now = now + seconds(1);
    allocator.revive(framework_id(0), {});
    oracle.revive(framework_id(0), {});
    return run();
  }
};

// 5 large roles are given an agent each, 25 small ones a half, whereupon half an agent is left: so
// one large role needs two offers more, the others one.
TEST(QuotaWorkloads, LargeAndSmallQuotasAreFilledAsTheOracleHasItAndThenNothing) {
  Both both;
  for (std::uint32_t n = 0; n < 30; ++n) {
    const bool large = n < 5;
    const std::string role = (large ? "large-" : "small-") + std::to_string(n);
    both.quota(role, large ? "cpus:4;mem:4096;disk:4096" : "cpus:1;mem:1024;disk:1024");
    both.framework(n, role);
  }
  both.agents(30);

  EXPECT_EQ(both.run(), 25U + 5U + 4U + 2U);
  EXPECT_EQ(both.run_again(), 0U);
}

TEST(QuotaWorkloads, TwoFrameworksToARoleAreOfferedAllAsTheOracleHasItQuotaOrNot) {
  for (const bool with_quota : {false, true}) {
    Both both;
    for (std::uint32_t n = 0; n < 20; ++n) {
      const std::string role = "role-" + std::to_string(n / 2);
      if (with_quota && n % 2 == 0) both.quota(role, "cpus:4;mem:4096;disk:4096");
      both.framework(n, role);
    }
    both.agents(20);

    EXPECT_EQ(both.run(), 20U);
    EXPECT_EQ(both.run_again(), 0U);
  }
}

// What is offered of cpus, mem and disk runs out together or not: five roles find memory for four
// on an agent.
TEST(QuotaWorkloads, QuotasThatDoNotFitAnAgentAreFilledFromSeveralAsTheOracleHasIt) {
  Both both;
  for (std::uint32_t n = 0; n < 10; ++n) {
    const std::string role = "role-" + std::to_string(n);
    both.quota(role, "cpus:0.3;mem:512;disk:256");
    both.framework(n, role);
  }
  both.agents(6);

  EXPECT_GT(both.run(), 10U);
  EXPECT_EQ(both.run_again(), 0U);
}

}  // namespace
}  // namespace meseta
