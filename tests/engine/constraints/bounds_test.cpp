// Each limit of constraints, at the limit and one beyond.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "engine/constraints/constraint_filter.hpp"
#include "tests/builders/constraints.hpp"
#include "tests/builders/resources.hpp"
#include "tests/fakes/glob_matchers.hpp"

namespace meseta {
namespace {

const Text kEng("eng");

std::string why_refused(const OfferConstraints& constraints) {
  GlobMatchers matchers;
  return refusal(ConstraintFilter::compile(constraints, matchers));
}

// `groups` groups of `size` constraints each.
OfferConstraints many(std::size_t groups, std::size_t size) {
  return constraints("eng", std::vector<ConstraintGroup>(
                                groups, {std::vector<AttributeConstraint>(size, exists("rack"))}));
}

std::string of_size(std::size_t size) { return std::string(size, 'a'); }

TEST(ConstraintBounds, GroupsOfARole) {
  EXPECT_EQ(why_refused(many(1024, 1)), "");
  EXPECT_EQ(why_refused(many(1025, 1)),
            "offer_constraints.role_constraints[\"eng\"].groups: 1025 groups are too many; at most "
            "1024");
}

TEST(ConstraintBounds, ConstraintsOfAGroup) {
  EXPECT_EQ(why_refused(many(1, 256)), "");
  EXPECT_EQ(why_refused(many(1, 257)),
            "offer_constraints.role_constraints[\"eng\"].groups[0].constraints: 257 constraints "
            "are too many; at most 256");
}

TEST(ConstraintBounds, ConstraintsInAll) {
  OfferConstraints most = many(8, 256);
  most.roles.push_back(many(8, 256).roles.front());
  most.roles.back().role = Text("ops");
  EXPECT_EQ(why_refused(most), "");
  most.roles.back().groups.push_back({{exists("rack")}});
  EXPECT_EQ(why_refused(most), "offer_constraints: more than 4096 constraints in all are too many");
}

TEST(ConstraintBounds, DistinctRegexes) {
  OfferConstraints most = constraints("eng", {});
  for (int i = 0; i < 512; ++i) {
    most.roles[0].groups.push_back({{matches("rack", std::to_string(i))}});
  }
  most.roles[0].groups.push_back({{not_matches("rack", "0")}});
  EXPECT_EQ(why_refused(most), "");
  most.roles[0].groups.push_back({{not_matches("rack", "512")}});
  EXPECT_EQ(why_refused(most),
            "offer_constraints.role_constraints[\"eng\"].groups[513].constraints[0]"
            ".text_not_matches.regex: more than 512 distinct regexes are too many");
}

TEST(ConstraintBounds, Name) {
  EXPECT_EQ(why_refused(constraints("eng", {{{exists(of_size(256))}}})), "");
  EXPECT_EQ(why_refused(constraints("eng", {{{exists(of_size(257))}}})),
            "offer_constraints.role_constraints[\"eng\"].groups[0].constraints[0].selector"
            ".attribute_name: 257 bytes are too long; at most 256");
}

TEST(ConstraintBounds, Text) {
  EXPECT_EQ(why_refused(constraints("eng", {{{equals("rack", of_size(4096))}}})), "");
  EXPECT_EQ(why_refused(constraints("eng", {{{equals("rack", of_size(4097))}}})),
            "offer_constraints.role_constraints[\"eng\"].groups[0].constraints[0].text_equals"
            ".value: 4097 bytes are too long; at most 4096");
}

TEST(ConstraintBounds, TextIsAsLongAsThatOfAnAgentMayBe) {
  const std::string text = of_size(4096);
  GlobMatchers matchers;
  auto filter =
      *ConstraintFilter::compile(constraints("eng", {{{equals("rack", text)}}}), matchers);
  EXPECT_FALSE(filter.excludes(kEng, facts("rack:" + text)));
  EXPECT_FALSE(parse_attributes("rack:" + text + "a"));
}

TEST(ConstraintBounds, Regex) {
  EXPECT_EQ(why_refused(constraints("eng", {{{matches("rack", of_size(1024))}}})), "");
  EXPECT_EQ(why_refused(constraints("eng", {{{matches("rack", of_size(1025))}}})),
            "offer_constraints.role_constraints[\"eng\"].groups[0].constraints[0].text_matches"
            ".regex: 1025 bytes are too long; at most 1024");
}

TEST(ConstraintBounds, AreOptions) {
  GlobMatchers matchers;
  const ConstraintLimits limits{.role_groups_max = 1};
  EXPECT_TRUE(ConstraintFilter::compile(many(1, 1), matchers, limits));
  EXPECT_FALSE(ConstraintFilter::compile(many(2, 1), matchers, limits));
}

// How often two texts are matched by one regex, when each is asked three times in turn.
int times_matched(std::size_t remembered_bytes_max, std::size_t* most = nullptr) {
  GlobMatchers matchers;
  auto filter =
      *ConstraintFilter::compile(constraints("eng", {{{matches("rack", "a*")}}}), matchers,
                                 {.remembered_bytes_max = remembered_bytes_max});
  for (int repeat = 0; repeat < 3; ++repeat) {
    EXPECT_FALSE(filter.excludes(kEng, facts("rack:aaaaaaaaaaaa")));
    EXPECT_TRUE(filter.excludes(kEng, facts("rack:bbbbbbbbbbbb")));
    EXPECT_LE(filter.remembered_bytes(), remembered_bytes_max);
    if (most != nullptr) *most = std::max(*most, filter.remembered_bytes());
  }
  return matchers.times_matched("a*", "aaaaaaaaaaaa") +
         matchers.times_matched("a*", "bbbbbbbbbbbb");
}

TEST(ConstraintBounds, WhatIsRememberedIsForgottenWhenItIsFull) {
  std::size_t enough = 0;
  EXPECT_EQ(times_matched(ConstraintLimits{}.remembered_bytes_max, &enough), 2);
  EXPECT_EQ(times_matched(enough), 2);
  EXPECT_GT(times_matched(enough - 1), 2);
  EXPECT_EQ(times_matched(0), 6);
}

}  // namespace
}  // namespace meseta
