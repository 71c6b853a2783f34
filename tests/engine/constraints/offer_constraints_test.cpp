#include "engine/constraints/offer_constraints.hpp"

#include <gtest/gtest.h>

#include <string>

#include "engine/event/decoder.hpp"
#include "tests/builders/constraints.hpp"

namespace meseta {
namespace {

TEST(OfferConstraints, AreShownAsTheyAreSaid) {
  EXPECT_EQ(to_string(exists("HOSTNAME")), "HOSTNAME exists");
  EXPECT_EQ(to_string(not_exists("REGION")), "REGION not_exists");
  EXPECT_EQ(to_string(equals("ZONE", "a")), "ZONE text_equals 'a'");
  EXPECT_EQ(to_string(not_equals("rack", "")), "rack text_not_equals ''");
  EXPECT_EQ(to_string(matches("rack", "a[0-9]+")), "rack text_matches 'a[0-9]+'");
  EXPECT_EQ(to_string(not_matches("rack", "a\n")), "rack text_not_matches 'a?'");
}

TEST(OfferConstraints, ComeBackFromAHistory) {
  OfferConstraints given = constraints(
      "eng", {{{exists("rack"), matches("HOSTNAME", "web-.*")}}, {{equals("ZONE", "")}}});
  given.roles.push_back({Text("ops/db"), {{{not_equals("a longer name", "x")}}}});
  std::string bytes;
  Encoder(bytes).encode(given);

  Decoder decoder;
  decoder.feed(bytes);
  OfferConstraints read;
  decoder.decode(read);
  EXPECT_TRUE(decoder.done());
  EXPECT_EQ(read, given);
  EXPECT_EQ(digest_of(read), digest_of(given));
}

TEST(OfferConstraints, DifferInTheirDigestByEachField) {
  const auto digest = [](const AttributeConstraint& constraint) {
    return digest_of(constraints("eng", {{{constraint}}}));
  };
  EXPECT_NE(digest(equals("rack", "a")), digest(equals("rack", "b")));
  EXPECT_NE(digest(equals("rack", "a")), digest(equals("os", "a")));
  EXPECT_NE(digest(equals("rack", "a")), digest(matches("rack", "a")));
  EXPECT_NE(digest(equals("ZONE", "a")), digest(equals("REGION", "a")));
  EXPECT_NE(digest_of(constraints("eng", {})), digest_of(constraints("ops", {})));
}

}  // namespace
}  // namespace meseta
