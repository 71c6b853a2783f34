#include "engine/allocator/exclusions.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/builders/constraints.hpp"
#include "tests/fakes/glob_matchers.hpp"

namespace meseta {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr Capabilities kAll{.gpu_resources = true, .region_aware = true};

std::shared_ptr<ConstraintFilter> compiled(const OfferConstraints& constraints,
                                           GlobMatchers& matchers) {
  return std::make_shared<ConstraintFilter>(*ConstraintFilter::compile(constraints, matchers));
}

std::vector<ClientSlot> list(const Bits& bits) {
  std::vector<ClientSlot> clients;
  bits.for_each([&](ClientSlot client) { clients.push_back(client); });
  return clients;
}

TEST(Exclusions, AreNoneWhereNothingIsAsked) {
  Exclusions exclusions({});
  exclusions.set_agent(0, facts("rack:a", "h", "eu"), true);
  exclusions.set_client(0, {Text("eng"), kAll, nullptr});
  EXPECT_TRUE(exclusions.none());
  EXPECT_THAT(list(exclusions.excluded(0)), IsEmpty());

  exclusions.set_client(1, {Text("eng"), {}, nullptr});
  EXPECT_FALSE(exclusions.none());
  exclusions.drop_client(1);
  EXPECT_TRUE(exclusions.none());
}

TEST(Exclusions, AgentsWithGpusAreForThoseWhoKnowGpus) {
  Exclusions exclusions({});
  exclusions.set_agent(0, facts(""), true);
  exclusions.set_agent(1, facts(""), false);
  exclusions.set_client(0, {Text("eng"), {}, nullptr});
  exclusions.set_client(1, {Text("eng"), kAll, nullptr});

  EXPECT_THAT(list(exclusions.excluded(0)), ElementsAre(0));
  EXPECT_THAT(list(exclusions.excluded(1)), IsEmpty());
  EXPECT_EQ(exclusions.why(0, 0), Exclusion::GpuAgent);
  EXPECT_EQ(exclusions.why(1, 0), std::nullopt);

  exclusions.set_gpus(0, false);
  EXPECT_THAT(list(exclusions.excluded(0)), IsEmpty());
}

TEST(Exclusions, AgentsWithGpusAreForAllIfTheOperatorSaysSo) {
  Exclusions exclusions({.filter_gpu_resources = false});
  exclusions.set_agent(0, facts(""), true);
  exclusions.set_client(0, {Text("eng"), {}, nullptr});
  EXPECT_TRUE(exclusions.none());
  EXPECT_EQ(exclusions.why(0, 0), std::nullopt);
}

TEST(Exclusions, AnotherRegionIsForThoseWhoKnowRegions) {
  Exclusions exclusions({.region = Text("eu")});
  exclusions.set_agent(0, facts("", "h", "us/1"), false);
  exclusions.set_agent(1, facts("", "h", "eu/1"), false);
  exclusions.set_agent(2, facts("", "h", ""), false);
  exclusions.set_client(0, {Text("eng"), {}, nullptr});
  exclusions.set_client(1, {Text("eng"), kAll, nullptr});

  EXPECT_THAT(list(exclusions.excluded(0)), ElementsAre(0));
  EXPECT_EQ(exclusions.why(0, 0), Exclusion::RemoteRegion);
  EXPECT_THAT(list(exclusions.excluded(1)), IsEmpty());
  EXPECT_THAT(list(exclusions.excluded(2)), IsEmpty());
}

TEST(Exclusions, AClassIsAskedOnceAndEachHostnameForItself) {
  GlobMatchers matchers;
  Exclusions exclusions({});
  for (AgentSlot agent = 0; agent < 10; ++agent) {
    exclusions.set_agent(agent, facts("rack:a", "h" + std::to_string(agent)), false);
  }
  const auto rack = compiled(constraints("eng", {{{matches("rack", "b*")}}}), matchers);
  const auto host = compiled(constraints("eng", {{{matches("HOSTNAME", "h3*")}}}), matchers);
  exclusions.set_client(0, {Text("eng"), kAll, rack});
  exclusions.set_client(1, {Text("eng"), kAll, host});
  EXPECT_EQ(matchers.times_matched("h3*", "h3"), 0) << "nobody has looked at it";

  EXPECT_THAT(list(exclusions.excluded(2)), ElementsAre(0, 1));
  EXPECT_THAT(list(exclusions.excluded(3)), ElementsAre(0));
  EXPECT_EQ(exclusions.why(1, 2), Exclusion::Constraints);
  EXPECT_EQ(exclusions.why(1, 3), std::nullopt);
  EXPECT_EQ(matchers.times_matched_most(), 1);
  EXPECT_EQ(matchers.times_matched("h3*", "h4"), 0);

  exclusions.set_agent(3, facts("rack:b", "h4"), false);
  EXPECT_THAT(list(exclusions.excluded(3)), ElementsAre(1));
}

TEST(Exclusions, TellWhetherOtherTermsLetMoreBeOffered) {
  GlobMatchers matchers;
  const auto rack_a = compiled(constraints("eng", {{{equals("rack", "a")}}}), matchers);
  const auto rack_b = compiled(constraints("eng", {{{equals("rack", "b")}}}), matchers);
  Exclusions exclusions({});
  exclusions.set_agent(0, facts("rack:a"), false);

  EXPECT_FALSE(exclusions.set_client(0, {Text("eng"), kAll, rack_a}));
  EXPECT_FALSE(exclusions.set_client(0, {Text("eng"), kAll, rack_b}));
  EXPECT_FALSE(exclusions.set_client(0, {Text("eng"), kAll, rack_b}));
  EXPECT_TRUE(exclusions.set_client(0, {Text("eng"), kAll, rack_a}));
  EXPECT_FALSE(exclusions.set_client(0, {Text("eng"), kAll, nullptr}));
}

TEST(Exclusions, WhatIsNotWhitelistedIsForNobody) {
  Exclusions exclusions({});
  exclusions.set_agent(0, facts("", "h0"), false);
  exclusions.set_agent(1, facts("", "h1"), false);
  exclusions.set_client(0, {Text("eng"), kAll, nullptr});

  EXPECT_THAT(exclusions.set_whitelist({{Text("h1"), Text("h1"), Text("h9")}}), IsEmpty());
  EXPECT_THAT(list(exclusions.excluded(0)), ElementsAre(0));
  EXPECT_EQ(exclusions.why(0, 0), Exclusion::NotWhitelisted);
  EXPECT_THAT(list(exclusions.excluded(1)), IsEmpty());

  exclusions.set_agent(2, facts("", "h9"), false);
  EXPECT_THAT(list(exclusions.excluded(2)), IsEmpty());
  EXPECT_THAT(exclusions.set_whitelist({std::vector<Text>{}}), IsEmpty());
  EXPECT_THAT(list(exclusions.excluded(2)), ElementsAre(0));
  EXPECT_THAT(exclusions.set_whitelist(std::nullopt), ElementsAre(0, 1, 2));
  EXPECT_TRUE(exclusions.none());
}

TEST(Exclusions, AWhitelistMayHaveAMillionNames) {
  Exclusions exclusions({});
  std::vector<Text> names(kWhitelistMax, Text("h"));
  exclusions.set_whitelist(names);
  names.emplace_back("h");
  EXPECT_DEATH(exclusions.set_whitelist(names), "kWhitelistMax");
}

}  // namespace
}  // namespace meseta
