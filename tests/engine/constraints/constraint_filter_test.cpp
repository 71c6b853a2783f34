#include "engine/constraints/constraint_filter.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/builders/constraints.hpp"
#include "tests/builders/resources.hpp"
#include "tests/fakes/glob_matchers.hpp"

namespace meseta {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const Text kEng("eng");

ConstraintFilter filter(const OfferConstraints& constraints) {
  GlobMatchers matchers;
  return *ConstraintFilter::compile(constraints, matchers);
}

// Whether the constraint alone lets the agent be offered.
bool wants(const AttributeConstraint& constraint, const AgentFacts& agent) {
  GlobMatchers matchers;
  auto compiled = ConstraintFilter::compile(constraints("eng", {{{constraint}}}), matchers);
  return !compiled->excludes(kEng, agent);
}

TEST(ConstraintFilter, ARoleWithoutEntryIsUnconstrained) {
  ConstraintFilter eng = filter(constraints("eng", {{{exists("rack")}}}));

  EXPECT_TRUE(eng.excludes(kEng, facts("")));
  EXPECT_FALSE(eng.excludes(Text("ops"), facts("")));
  EXPECT_FALSE(eng.excludes(Text("eng/web"), facts("")));
  EXPECT_TRUE(eng.constrains(kEng));
  EXPECT_FALSE(eng.constrains(Text("ops")));
}

TEST(ConstraintFilter, KnowsWhichRolesAskForTheHostname) {
  OfferConstraints two = constraints("eng", {{{exists("rack")}}, {{equals("HOSTNAME", "a")}}});
  two.roles.push_back({Text("ops"), {{{equals("REGION", "a"), exists("hostname")}}}});
  const ConstraintFilter both = filter(two);

  EXPECT_TRUE(both.asks_hostname(kEng));
  EXPECT_FALSE(both.asks_hostname(Text("ops")));
  EXPECT_FALSE(both.asks_hostname(Text("dev")));
}

TEST(ConstraintFilter, WithoutConstraintsExcludesNobody) {
  EXPECT_FALSE(ConstraintFilter().excludes(kEng, facts("")));
  EXPECT_FALSE(filter({}).excludes(kEng, facts("")));
}

TEST(ConstraintFilter, OfAGroupAllMustHold) {
  ConstraintFilter both = filter(constraints("eng", {{{exists("rack"), exists("ssd")}}}));

  EXPECT_FALSE(both.excludes(kEng, facts("rack:a;ssd:b")));
  EXPECT_TRUE(both.excludes(kEng, facts("rack:a")));
  EXPECT_TRUE(both.excludes(kEng, facts("ssd:b")));
}

TEST(ConstraintFilter, OfTheGroupsOneMustHold) {
  ConstraintFilter either = filter(constraints("eng", {{{exists("rack")}}, {{exists("ssd")}}}));

  EXPECT_FALSE(either.excludes(kEng, facts("rack:a")));
  EXPECT_FALSE(either.excludes(kEng, facts("ssd:b")));
  EXPECT_TRUE(either.excludes(kEng, facts("")));
}

TEST(ConstraintFilter, RolesDoNotSeeEachOther) {
  OfferConstraints two = constraints("eng", {{{equals("rack", "a")}}});
  two.roles.push_back({Text("ops"), {{{not_equals("rack", "a")}}}});
  ConstraintFilter both = filter(two);

  for (int repeat = 0; repeat < 2; ++repeat) {
    EXPECT_FALSE(both.excludes(kEng, facts("rack:a")));
    EXPECT_TRUE(both.excludes(Text("ops"), facts("rack:a")));
    EXPECT_TRUE(both.excludes(kEng, facts("rack:b")));
    EXPECT_FALSE(both.excludes(Text("ops"), facts("rack:b")));
  }
}

TEST(ConstraintFilter, WhatIsAbsentHoldsInTheNegative) {
  const AgentFacts agent = facts("other:a");

  EXPECT_FALSE(wants(exists("rack"), agent));
  EXPECT_FALSE(wants(equals("rack", ""), agent));
  EXPECT_FALSE(wants(matches("rack", "*"), agent));
  EXPECT_TRUE(wants(not_exists("rack"), agent));
  EXPECT_TRUE(wants(not_equals("rack", ""), agent));
  EXPECT_TRUE(wants(not_matches("rack", "*"), agent));
}

TEST(ConstraintFilter, TextIsComparedAndMatched) {
  const AgentFacts agent = facts("rack:abc");

  EXPECT_TRUE(wants(exists("rack"), agent));
  EXPECT_FALSE(wants(not_exists("rack"), agent));
  EXPECT_TRUE(wants(equals("rack", "abc"), agent));
  EXPECT_FALSE(wants(equals("rack", "ab"), agent));
  EXPECT_FALSE(wants(not_equals("rack", "abc"), agent));
  EXPECT_TRUE(wants(not_equals("rack", "ABC"), agent));
  EXPECT_TRUE(wants(matches("rack", "a*"), agent));
  EXPECT_FALSE(wants(matches("rack", "b*"), agent));
  EXPECT_FALSE(wants(not_matches("rack", "a*"), agent));
  EXPECT_TRUE(wants(not_matches("rack", "b*"), agent));
}

TEST(ConstraintFilter, EveryConstraintOnTheTextOfWhatIsNoneHolds) {
  for (const char* const agent : {"rack:7", "rack:[1-2]", "rack:{a, b}"}) {
    EXPECT_TRUE(wants(exists("rack"), facts(agent))) << agent;
    EXPECT_FALSE(wants(not_exists("rack"), facts(agent))) << agent;
    EXPECT_TRUE(wants(equals("rack", "a"), facts(agent))) << agent;
    EXPECT_TRUE(wants(not_equals("rack", ""), facts(agent))) << agent;
    EXPECT_TRUE(wants(matches("rack", "a"), facts(agent))) << agent;
    EXPECT_TRUE(wants(not_matches("rack", "*"), facts(agent))) << agent;
  }
}

TEST(ConstraintFilter, TheFirstOfOneNameCounts) {
  EXPECT_TRUE(wants(equals("rack", "a"), facts("rack:a;rack:b")));
  EXPECT_FALSE(wants(equals("rack", "b"), facts("rack:a;rack:b")));
  EXPECT_FALSE(wants(equals("rack", "b"), facts("rack:a;rack:7")));
  EXPECT_TRUE(wants(equals("rack", "b"), facts("rack:7;rack:a")));
}

TEST(ConstraintFilter, PseudoAttributesAreTextsOfTheirOwn) {
  const AgentFacts agent = facts("HOSTNAME:x;REGION:x;ZONE:x", "h1", "eu/a/r7");

  EXPECT_TRUE(wants(equals("HOSTNAME", "h1"), agent));
  EXPECT_TRUE(wants(equals("REGION", "eu"), agent));
  EXPECT_TRUE(wants(equals("ZONE", "a"), agent));
  EXPECT_TRUE(wants(matches("HOSTNAME", "h*"), agent));
  const AttributeSelector attribute{AttributeSelector::Kind::AttributeName, Text("ZONE")};
  EXPECT_TRUE(wants({attribute, equals("", "x").predicate}, agent));
}

TEST(ConstraintFilter, RegionAndZoneMayBeAbsentButNotTheHostname) {
  EXPECT_TRUE(wants(not_exists("REGION"), facts("")));
  EXPECT_TRUE(wants(not_exists("ZONE"), facts("")));
  EXPECT_TRUE(wants(exists("HOSTNAME"), facts("", "")));
  EXPECT_TRUE(wants(equals("REGION", "eu"), facts("", "h", "eu")));
  EXPECT_TRUE(wants(not_exists("ZONE"), facts("", "h", "eu")));
  EXPECT_TRUE(wants(equals("ZONE", "a"), facts("", "h", "eu/a")));
}

TEST(ConstraintFilter, SaysOfEachGroupWhatFailedFirst) {
  const ConstraintFilter three = filter(constraints("eng", {
                                                               {{exists("rack"), exists("ssd")}},
                                                               {{exists("gpu"), exists("ssd")}},
                                                               {{matches("rack", "b*")}},
                                                           }));

  EXPECT_THAT(three.why(kEng, facts("rack:a")),
              ElementsAre(ConstraintPlace{0, 1}, ConstraintPlace{1, 0}, ConstraintPlace{2, 0}));
  EXPECT_THAT(three.why(kEng, facts("rack:b")), IsEmpty());
  EXPECT_THAT(three.why(Text("ops"), facts("")), IsEmpty());
}

TEST(ConstraintFilter, MatchesATextOnceForAllConstraintsRolesAndAgents) {
  OfferConstraints given =
      constraints("eng", {{{matches("rack", "a*"), exists("ssd")}}, {{matches("rack", "a*")}}});
  given.roles.push_back({Text("ops"), {{{not_matches("HOSTNAME", "a*")}}}});
  GlobMatchers matchers;
  ConstraintFilter filter = *ConstraintFilter::compile(given, matchers);

  for (int repeat = 0; repeat < 3; ++repeat) {
    EXPECT_FALSE(filter.excludes(kEng, facts("rack:a7", "h1")));
    EXPECT_FALSE(filter.excludes(kEng, facts("rack:a7;ssd:x", "h2")));
    EXPECT_TRUE(filter.excludes(Text("ops"), facts("", "a7")));
    EXPECT_TRUE(filter.excludes(kEng, facts("rack:b7")));
  }

  EXPECT_THAT(matchers.compiled, ElementsAre("a*"));
  EXPECT_EQ(matchers.times_matched("a*", "a7"), 1);
  EXPECT_EQ(matchers.times_matched("a*", "b7"), 1);
}

TEST(ConstraintFilter, RemembersAgentsByWhatTheConstraintsLookAt) {
  ConstraintFilter racks = filter(constraints("eng", {{{equals("rack", "a"), exists("ssd")}}}));
  EXPECT_TRUE(racks.excludes(kEng, facts("rack:a", "h1")));
  const std::size_t one_class = racks.remembered_bytes();
  EXPECT_GT(one_class, 0U);

  EXPECT_TRUE(racks.excludes(kEng, facts("rack:a;os:linux", "h2", "eu/a")));
  EXPECT_EQ(racks.remembered_bytes(), one_class);
  EXPECT_TRUE(racks.excludes(kEng, facts("rack:b", "h1")));
  EXPECT_EQ(racks.remembered_bytes(), 2 * one_class);
  // Of another kind, and hence of another class, though its text is as empty as an absent one's.
  EXPECT_FALSE(racks.excludes(kEng, facts("rack:a;ssd:7")));
}

}  // namespace
}  // namespace meseta
