#include "engine/resources/role.hpp"

#include <gtest/gtest.h>

#include "tests/builders/resources.hpp"

namespace meseta {
namespace {

TEST(Role, IsANameOrAPathOfNames) {
  for (const char* role : {"*", "eng", "eng/web", "a-b", "..x", "eng*", "\xc3\xa9quipe"}) {
    EXPECT_EQ(refusal(validate_role(role)), "") << role;
  }
}

TEST(Role, OfAnotherFormIsRefused) {
  EXPECT_EQ(refusal(validate_role("")), "a role is empty; expected a name such as eng/web");
  EXPECT_EQ(refusal(validate_role("/eng")),
            "role '/eng' begins or ends with '/'; expected a name such as eng/web");
  EXPECT_EQ(refusal(validate_role("eng/")),
            "role 'eng/' begins or ends with '/'; expected a name such as eng/web");
  EXPECT_EQ(refusal(validate_role("a//b")),
            "role 'a//b' has an empty component; expected names joined by single '/'");
  for (const char* odd : {".", "..", "*"}) {
    EXPECT_EQ(refusal(validate_role(std::string("a/") + odd)),
              std::string("role 'a/") + odd + "' has a component '" + odd + "'; expected a name");
  }
  EXPECT_EQ(refusal(validate_role("a/-b")),
            "role 'a/-b' has a component that begins with '-'; expected a name");
  for (const char* odd : {"a b", "a\tb", "a\x7f", "a\x01"}) {
    EXPECT_TRUE(refusal(validate_role(odd))
                    .ends_with("contains a blank or a control character; expected a name"));
  }
}

TEST(Role, IsBounded) {
  EXPECT_TRUE(validate_role(std::string(kRoleSizeMax, 'x')));
  EXPECT_TRUE(refusal(validate_role(std::string(kRoleSizeMax + 1, 'x')))
                  .ends_with("is too long; at most 1024 bytes"));
  std::string deep = "x";
  for (std::size_t i = 1; i < kRoleDepthMax; ++i) deep += "/x";
  EXPECT_TRUE(validate_role(deep));
  EXPECT_TRUE(refusal(validate_role(deep + "/x")).ends_with("is too deep; at most 32 components"));
}

TEST(Role, LiesBelowItsAncestorsOnly) {
  EXPECT_TRUE(is_ancestor("eng", "eng/web"));
  EXPECT_TRUE(is_ancestor("eng", "eng/web/api"));
  EXPECT_FALSE(is_ancestor("eng", "eng"));
  EXPECT_FALSE(is_ancestor("eng", "engine/web"));
  EXPECT_FALSE(is_ancestor("eng/web", "eng"));
  EXPECT_FALSE(is_ancestor("*", "eng"));
}

TEST(Role, HasAParentAndATop) {
  EXPECT_EQ(parent("eng/web/api"), "eng/web");
  EXPECT_EQ(parent("eng"), "");
  EXPECT_EQ(top_level("eng/web/api"), "eng");
  EXPECT_EQ(top_level("eng"), "eng");
}

}  // namespace
}  // namespace meseta
