#include "engine/resources/smallest_offer.hpp"

#include <gtest/gtest.h>

#include <string_view>

#include "tests/builders/resources.hpp"

namespace meseta {
namespace {

const std::vector<Text> kRoles{Text("eng"), Text("ops")};

SmallestOffer offer(std::string_view role, std::size_t alternatives = 1) {
  return {Text(role), std::vector<Quantities>(alternatives, quantities("cpus:1"))};
}

std::string refused(const std::vector<SmallestOffer>& offers) {
  return refusal(validate_smallest_offers(offers, kRoles));
}

TEST(SmallestOffer, IsOfARoleOfTheFramework) {
  EXPECT_EQ(refused({}), "");
  EXPECT_EQ(refused({offer("ops"), offer("eng")}), "");
  EXPECT_EQ(refused({offer("eng"), offer("dev")}),
            "offer_filters[\"dev\"]: expected a role of the framework");
}

TEST(SmallestOffer, IsGivenOnceForARole) {
  EXPECT_EQ(refused({offer("eng"), offer("ops"), offer("eng")}),
            "offer_filters[\"eng\"]: given twice; expected each role once");
}

TEST(SmallestOffer, HasSixteenAlternativesAtMost) {
  EXPECT_EQ(refused({offer("eng", 16)}), "");
  EXPECT_EQ(refused({offer("eng", 17)}),
            "offer_filters[\"eng\"].min_allocatable_resources: 17 alternatives are too many; at "
            "most 16");
}

TEST(SmallestOffer, MayBeAnythingButNoAlternativeMay) {
  SmallestOffer anything = offer("eng", 0);
  EXPECT_EQ(refused({anything}), "");
  anything.alternatives = {quantities("cpus:1"), Quantities{}};
  EXPECT_EQ(refused({anything}),
            "offer_filters[\"eng\"].min_allocatable_resources[1]: empty; expected at least one "
            "quantity");
}

}  // namespace
}  // namespace meseta
