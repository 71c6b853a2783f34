#include "engine/master/terms.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/builders/constraints.hpp"
#include "tests/engine/master/harness.hpp"
#include "tests/fakes/glob_matchers.hpp"

namespace meseta {
namespace {

using testing::IsEmpty;

constexpr SessionId kAgent{1};
constexpr SessionId kFramework{2};

FrameworkInfo wanting(const OfferConstraints& wanted) {
  FrameworkInfo info = framework_info("dev");
  info.constraints = wanted;
  return info;
}

Ref<AgentInfo> agent_with(std::string_view attributes) {
  AgentInfo info = *agent_info();
  info.attributes = *parse_attributes(attributes);
  return make_ref(std::move(info));
}

TEST(Terms, AMasterWithoutMatchersKnowsNoRegexes) {
  MasterOptions options;
  EXPECT_EQ(refusal(master::compile_constraints(
                wanting(constraints("dev", {{{matches("rack", "a")}}})), options)),
            "offer_constraints.role_constraints[\"dev\"].groups[0].constraints[0].text_matches."
            "regex: this master knows no regexes");
  options.text_matchers = std::make_shared<GlobMatchers>();
  EXPECT_TRUE(master::compile_constraints(wanting(constraints("dev", {{{matches("rack", "a")}}})),
                                          options));
}

TEST(Terms, ConstraintsAreOfTheFrameworksRoles) {
  const auto filter =
      master::compile_constraints(wanting(constraints("ops", {{{exists("rack")}}})), {});
  EXPECT_EQ(refusal(filter),
            "offer_constraints.role_constraints[\"ops\"]: expected a role of the framework");
  EXPECT_EQ(*master::compile_constraints(wanting({}), {}), nullptr);
}

TEST(Terms, ADomainIsRegionAndZone) {
  const AgentFacts facts = master::facts_of({.hostname = Text("h"), .domain = Text("eu/1/rack")});
  EXPECT_EQ(facts.hostname, Text("h"));
  EXPECT_EQ(facts.region, Text("eu"));
  EXPECT_EQ(facts.zone, Text("1"));
}

TEST(Terms, ConstraintsComeBackFromTheRegistry) {
  MasterHarness m;
  const FrameworkId id{1, 0};
  const FrameworkInfo info = wanting(constraints("dev", {{{equals("rack", "a")}}}));
  m.elect({FrameworkAdmitted{id, make_ref(info)}});
  m.admit_agent(kAgent, agent_with("rack:b"));
  m.say(kFramework, subscribe(info, id));
  EXPECT_THAT(m.said<Subscribed>(kFramework), testing::SizeIs(1));
  EXPECT_THAT(m.offers(kFramework), IsEmpty());
  m.admit_agent(SessionId{3}, agent_with("rack:a"));
  EXPECT_THAT(m.offers(kFramework), testing::SizeIs(1));
}

}  // namespace
}  // namespace meseta
