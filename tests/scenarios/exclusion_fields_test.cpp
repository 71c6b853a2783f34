// What a scenario says of who may be offered which agents.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "scenarios/reader.hpp"
#include "tests/scenarios/memory_files.hpp"

namespace meseta {
namespace {

using ::testing::ElementsAre;

Result<Scenario> parse(const std::string& line4) {
  testing::MemoryFiles files;
  return parse_scenario(
      "name: s\nduration: 1h\ncluster: [{name: a, count: 1, resources: cpus:4}]\n" + line4 + "\n",
      "s.yaml", {}, files);
}

std::string refusal(const std::string& line4) {
  const auto made = parse(line4);
  return made ? "no error" : made.error().message;
}

std::string framework(const std::string& capabilities) {
  return "frameworks: [{name: f, capabilities: " + capabilities +
         ", service: {instances: 1, task: {resources: cpus:1}}}]";
}

std::string whitelist(std::size_t names) {
  std::string list;
  for (std::size_t i = 0; i < names; ++i) list += "a,";
  return "policy: {whitelist: [" + list + "]}";
}

TEST(ExclusionFields, APolicyMaySayAllThree) {
  const auto made =
      parse("policy: {filter_gpu_resources: false, domain: eu/1, whitelist: [a-0000, other host]}");
  ASSERT_TRUE(made) << made.error().message;
  EXPECT_FALSE(made->policy.filter_gpu_resources);
  EXPECT_EQ(made->policy.domain, "eu/1");
  ASSERT_TRUE(made->policy.whitelist);
  EXPECT_THAT(*made->policy.whitelist, ElementsAre("a-0000", "other host"));
}

TEST(ExclusionFields, AnEmptyWhitelistIsNotNone) {
  const auto without = parse("policy: {}");
  ASSERT_TRUE(without) << without.error().message;
  EXPECT_TRUE(without->policy.filter_gpu_resources);
  EXPECT_EQ(without->policy.whitelist, std::nullopt);
  const auto empty = parse("policy: {whitelist: []}");
  ASSERT_TRUE(empty) << empty.error().message;
  EXPECT_EQ(empty->policy.whitelist, std::vector<std::string>{});
}

TEST(ExclusionFields, AWhitelistHasAHundredThousandNamesAtMost) {
  EXPECT_EQ(refusal(whitelist(100'000)), "no error");
  EXPECT_EQ(refusal(whitelist(100'001)),
            "s.yaml:4:21: whitelist has 100001 items; expected at most 100000");
  EXPECT_EQ(refusal("policy: {domain: eu//1}").substr(0, 21), "s.yaml:4:18: domain i");
}

TEST(ExclusionFields, AFrameworkKnowsOfEverythingUnlessItSaysOfWhat) {
  const auto all =
      parse("frameworks: [{name: f, service: {instances: 1, task: {resources: cpus:1}}}]");
  ASSERT_TRUE(all) << all.error().message;
  const Capabilities everything{true, true, true, true, true};
  EXPECT_EQ(all->frameworks.at(0).capabilities, everything);
  const auto none = parse(framework("[]"));
  ASSERT_TRUE(none) << none.error().message;
  EXPECT_EQ(none->frameworks.at(0).capabilities, Capabilities{});
  const auto some = parse(framework("[REGION_AWARE, GPU_RESOURCES]"));
  ASSERT_TRUE(some) << some.error().message;
  EXPECT_EQ(some->frameworks.at(0).capabilities,
            (Capabilities{.gpu_resources = true, .region_aware = true}));
}

TEST(ExclusionFields, CapabilitiesAreKnownAndGivenOnce) {
  const std::string known =
      " REVOCABLE_RESOURCES, SHARED_RESOURCES, GPU_RESOURCES, RESERVATION_REFINEMENT, REGION_AWARE";
  EXPECT_EQ(refusal(framework("[REGION_AWARE, gpus]")),
            "s.yaml:4:53: 'gpus' is no capability; expected" + known);
  EXPECT_EQ(refusal(framework("[REGION_AWARE, REGION_AWARE]")),
            "s.yaml:4:53: 'REGION_AWARE' is there twice; expected each once of" + known);
  EXPECT_EQ(refusal(framework("[A, A, A, A, A, A]")),
            "s.yaml:4:38: capabilities has 6 items; expected at most 5");
}

}  // namespace
}  // namespace meseta
