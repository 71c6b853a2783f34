#include "engine/constraints/validation.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/constraints/constraint_filter.hpp"
#include "tests/builders/constraints.hpp"
#include "tests/builders/resources.hpp"
#include "tests/fakes/glob_matchers.hpp"

namespace meseta {
namespace {

using testing::IsEmpty;

std::string why_refused(const OfferConstraints& constraints) {
  GlobMatchers matchers;
  return refusal(ConstraintFilter::compile(constraints, matchers));
}

TEST(ConstraintValidation, WhatNobodyOrEverybodyWouldMeetIsRefused) {
  EXPECT_EQ(why_refused(constraints("eng", {})),
            "offer_constraints.role_constraints[\"eng\"].groups: empty; expected at least one "
            "group");
  EXPECT_EQ(why_refused(constraints("eng", {{{exists("rack")}}, {}})),
            "offer_constraints.role_constraints[\"eng\"].groups[1].constraints: empty; expected at "
            "least one constraint");
}

TEST(ConstraintValidation, RolesAreNamedWellAndOnce) {
  EXPECT_EQ(why_refused(constraints("", {{{exists("rack")}}})),
            "offer_constraints.role_constraints: a role is empty; expected a name such as eng/web");
  OfferConstraints twice = constraints("eng", {{{exists("rack")}}});
  twice.roles.push_back(twice.roles.front());
  EXPECT_EQ(why_refused(twice),
            "offer_constraints.role_constraints[\"eng\"]: given twice; expected each role once");
}

TEST(ConstraintValidation, RolesMustBeTheFrameworks) {
  const OfferConstraints eng = constraints("eng", {{{exists("rack")}}});

  EXPECT_TRUE(validate_constrained_roles({}, {}));
  EXPECT_TRUE(validate_constrained_roles(eng, {Text("ops"), Text("eng")}));
  EXPECT_EQ(refusal(validate_constrained_roles(eng, {Text("ops")})),
            "offer_constraints.role_constraints[\"eng\"]: expected a role of the framework");
}

TEST(ConstraintValidation, WhatIsUnsetOrUnknownIsRefused) {
  EXPECT_EQ(
      why_refused(constraints("eng", {{{exists("rack"), {{}, exists("").predicate}}}})),
      "offer_constraints.role_constraints[\"eng\"].groups[0].constraints[1].selector: unset "
      "or unknown; expected attribute_name, or pseudoattribute_type HOSTNAME, REGION or ZONE");
  EXPECT_EQ(why_refused(constraints("eng", {{{{selector("rack"), {}}}}})),
            "offer_constraints.role_constraints[\"eng\"].groups[0].constraints[0].predicate: unset "
            "or unknown; expected one of exists, not_exists, text_equals, text_not_equals, "
            "text_matches, text_not_matches");
}

TEST(ConstraintValidation, KindsBeyondTheLastAreUnknown) {
  AttributeConstraint newer = exists("rack");
  newer.selector.kind = static_cast<AttributeSelector::Kind>(5);
  EXPECT_NE(why_refused(constraints("eng", {{{newer}}})).find("].selector: unset"),
            std::string::npos);
  newer = exists("rack");
  newer.predicate.kind = static_cast<AttributePredicate::Kind>(7);
  EXPECT_NE(why_refused(constraints("eng", {{{newer}}})).find("].predicate: unset"),
            std::string::npos);
}

TEST(ConstraintValidation, ABadRegexIsNamedByItsPlace) {
  EXPECT_EQ(why_refused(constraints("eng", {{{exists("a"), exists("b"), matches("c", "!")}}})),
            "offer_constraints.role_constraints[\"eng\"].groups[0].constraints[2].text_matches"
            ".regex: begins with '!'");
  EXPECT_EQ(why_refused(constraints("ops/db", {{{exists("a")}}, {{not_matches("c", "!")}}})),
            "offer_constraints.role_constraints[\"ops/db\"].groups[1].constraints[0]"
            ".text_not_matches.regex: begins with '!'");
}

TEST(ConstraintValidation, ComesBeforeTheFirstRegexIsCompiled) {
  GlobMatchers matchers;
  EXPECT_FALSE(
      ConstraintFilter::compile(constraints("eng", {{{matches("rack", "a*")}}, {}}), matchers));
  EXPECT_THAT(matchers.compiled, IsEmpty());
}

TEST(ConstraintValidation, TextOfAPredicateThatHasNoneIsHarmless) {
  EXPECT_EQ(why_refused(constraints(
                "eng", {{{constraint("rack", AttributePredicate::Kind::Exists, "!")}}})),
            "");
}

}  // namespace
}  // namespace meseta
