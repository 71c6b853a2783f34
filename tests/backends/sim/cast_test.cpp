#include "backends/sim/cast.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace meseta {
namespace {

using testing::ElementsAre;

TEST(Cast, MastersAreToldWhichAgentsMayBeOffered) {
  const MasterOptions plain = master_options({});
  EXPECT_TRUE(plain.allocator.filter_gpu_resources);
  EXPECT_EQ(plain.allocator.region, Text());
  EXPECT_EQ(plain.allocator.whitelist, std::nullopt);
  EXPECT_NE(plain.text_matchers, nullptr);

  PolicySpec policy;
  policy.filter_gpu_resources = false;
  policy.domain = "eu/1";
  policy.whitelist = {"a-0000"};
  const MasterOptions options = master_options(policy);
  EXPECT_FALSE(options.allocator.filter_gpu_resources);
  EXPECT_EQ(options.allocator.region, Text("eu"));
  ASSERT_TRUE(options.allocator.whitelist);
  EXPECT_THAT(*options.allocator.whitelist, ElementsAre(Text("a-0000")));
}

TEST(Cast, FrameworksSayWhatTheyKnowOf) {
  Scenario scenario;
  scenario.cluster = {{.name = "a", .count = 1, .resources = "cpus:1"}};
  FrameworkSpec framework{.name = "f"};
  framework.service = ServiceLoad{};
  framework.capabilities = {.region_aware = true};
  scenario.frameworks = {framework};
  Census census(1);
  const Cast cast(scenario, 1, census);
  EXPECT_EQ(cast.framework(0)->capabilities, framework.capabilities);
}

}  // namespace
}  // namespace meseta
