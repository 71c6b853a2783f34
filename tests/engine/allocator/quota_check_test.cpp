#include "engine/allocator/quota_check.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/builders/resources.hpp"

namespace meseta {
namespace {

using testing::HasSubstr;
using Amounts = std::vector<Quantities::Amount>;

Amounts cpus(std::int64_t whole) { return {{KnownName::Cpus, Quantity::whole(whole)}}; }

QuotaConfig config(const char* role, Amounts guarantees, Amounts limits = {}) {
  return {Text(role), std::move(guarantees), std::move(limits)};
}

std::string refused(const Quotas& quotas, const std::vector<QuotaConfig>& configs,
                    const QuotaCheck& given = {}) {
  return refusal(check(quotas, configs, given));
}

std::string refused(const QuotaConfig& alone) { return refusal(read_quota(alone)); }

Quotas with(const std::vector<QuotaConfig>& configs) {
  Quotas quotas;
  EXPECT_EQ(refusal(configure(quotas, configs, {})), "");
  return quotas;
}

TEST(QuotaCheck, RolesAreThoseOfSomebody) {
  EXPECT_THAT(refused(config("eng//web", cpus(1))), HasSubstr("role 'eng//web' has an empty"));
  EXPECT_THAT(refused(config("*", cpus(1))), HasSubstr("quota, role: '*' has none"));
  EXPECT_THAT(refused(config("", cpus(1))), HasSubstr("quota, role: a role is empty"));
  EXPECT_EQ(refused(config("eng/web", cpus(1))), "");
}

TEST(QuotaCheck, OnlyScalarsAreGuaranteedOrLimited) {
  const std::string start = "quota of role 'eng', ";
  EXPECT_EQ(refused(config("eng", {{KnownName::Ports, Quantity::whole(1)}})),
            start + "guarantees: 'ports' is not a scalar; expected a resource such as cpus");
  EXPECT_THAT(refused(config("eng", {}, {{KnownName::EphemeralPorts, Quantity::whole(1)}})),
              HasSubstr("limits: 'ephemeral_ports' is not a scalar"));
  EXPECT_THAT(refused(config("eng", {{ResourceName("a b"), Quantity::whole(1)}})),
              HasSubstr(start + "guarantees: resource name 'a b' contains"));
  EXPECT_THAT(refused(config("eng", {}, {{KnownName::Cpus, {}}, {KnownName::Cpus, {}}})),
              HasSubstr("limits: 'cpus' occurs twice"));
}

TEST(QuotaCheck, AmountsAreAllowedUpToTheirBounds) {
  EXPECT_EQ(refused(config("eng", {{KnownName::Cpus, kQuantityMax}})), "");
  EXPECT_EQ(refused(config("eng", {{KnownName::Cpus, kQuantityMax + Quantity{1}}})),
            "quota of role 'eng', guarantees: cpus is 4503599627370497 thousandths; expected 0 to "
            "4503599627370496");
  EXPECT_THAT(refused(config("eng", {}, {{KnownName::Mem, Quantity{-1}}})),
              HasSubstr("limits: mem is -1 thousandths"));

  Amounts many;
  for (std::size_t i = 0; i < kQuotaNamesMax; ++i) {
    many.push_back({ResourceName("r" + std::to_string(i)), {}});
  }
  EXPECT_EQ(refused(config("eng", {}, many)), "");
  many.push_back({KnownName::Cpus, {}});
  EXPECT_THAT(refused(config("eng", {}, many)), HasSubstr("limits: 65 resources are too many"));
}

TEST(QuotaCheck, ListsAreAllowedUpToTheirBoundAndNameARoleOnce) {
  std::vector<QuotaConfig> list;
  for (std::size_t i = 0; i < kQuotaConfigsMax; ++i) {
    list.push_back(config(("r" + std::to_string(i)).c_str(), cpus(1)));
  }
  EXPECT_EQ(refused({}, list), "");
  list.push_back(config("eng", cpus(1)));
  EXPECT_EQ(refused({}, list), "1025 quotas are too many; at most 1024 at once");
  EXPECT_EQ(refused({}, {config("eng", cpus(1)), config("eng", {})}),
            "quota, role: 'eng' occurs twice; expected it once");
}

TEST(QuotaCheck, AGuaranteeIsAtMostTheLimitOfItsRole) {
  EXPECT_EQ(refused(config("eng", cpus(4), cpus(4))), "");
  EXPECT_EQ(refused(config("eng", cpus(5), cpus(4))),
            "quota of role 'eng', guarantees: cpus:5 is more than the limit, 4");
}

TEST(QuotaCheck, ChildrenAreGuaranteedAtMostWhatTheirParentIs) {
  const Quotas quotas = with({config("eng", cpus(10)), config("eng/web", cpus(6))});

  EXPECT_EQ(refused(quotas, {config("eng/ads", cpus(4))}), "");
  EXPECT_EQ(refused(quotas, {config("eng/ads", cpus(5))}),
            "quota of role 'eng/ads', guarantees: cpus:11 below 'eng' is more than the guarantee "
            "of 'eng', 10");
  EXPECT_THAT(refused(quotas, {config("eng", cpus(5))}), HasSubstr("of role 'eng', guarantees"));
  EXPECT_EQ(refused(quotas, {config("eng/ads", cpus(5)), config("eng/web", cpus(5))}), "");
}

TEST(QuotaCheck, ARoleWithoutAGuaranteeCountsWithThoseOfItsChildren) {
  const Quotas quotas = with(
      {config("eng", cpus(10)), config("eng/web/api", cpus(6)), config("eng/web", {}, cpus(8))});

  EXPECT_EQ(refused(quotas, {config("eng/ads", cpus(4))}), "");
  EXPECT_NE(refused(quotas, {config("eng/ads", cpus(5))}), "");
  EXPECT_EQ(refused(quotas, {config("ops/a/b", cpus(50)), config("ops/c", cpus(50))}), "");
}

TEST(QuotaCheck, GuaranteesBelowALimitAreWithinIt) {
  const Quotas quotas = with({config("eng", {}, cpus(8)), config("eng/web/api", cpus(6))});

  EXPECT_EQ(refused(quotas, {config("eng/ads", cpus(2))}), "");
  EXPECT_EQ(refused(quotas, {config("eng/ads", cpus(3))}),
            "quota of role 'eng/ads', guarantees: cpus:9 is more than the limit of 'eng', 8");
  EXPECT_THAT(refused(quotas, {config("eng", {}, cpus(5))}), HasSubstr("of role 'eng', limits: "));
  EXPECT_EQ(refused(quotas, {config("eng/ads", {}, cpus(30))}), "");
}

TEST(QuotaCheck, NoSumOfGuaranteesExceedsTheGreatestAmount) {
  const Quotas quotas = with({config("a", {{KnownName::Cpus, kQuantityMax}})});

  EXPECT_EQ(refused(quotas, {config("b", {{KnownName::Cpus, Quantity{1}}})}),
            "quota of role 'b', guarantees: the sum exceeds 4503599627370.496 of a resource");
  EXPECT_NE(refused(quotas, {config("b", {{KnownName::Cpus, Quantity{1}}})}, {.forced = true}), "");
}

TEST(QuotaCheck, TheGreatestAmountMovesFromOneRoleToAnother) {
  const Amounts most{{KnownName::Cpus, kQuantityMax}};
  Quotas quotas = with({config("b", most)});

  EXPECT_EQ(refusal(configure(quotas, {config("a", most), config("b", {})}, {})), "");
  EXPECT_EQ(quotas.need(Text("a")), (Quantities{{KnownName::Cpus, kQuantityMax}}));
}

TEST(QuotaCheck, ALimitIsNotLoweredBelowWhatIsConsumedUnlessForced) {
  Quotas quotas = with({config("eng", {}, cpus(10))});
  quotas.charge(quotas.hold(Text("eng/web")), quantities("cpus:5"));
  quotas.reserve(Text("eng"), quantities("cpus:2"));

  EXPECT_EQ(refused(quotas, {config("eng", {}, cpus(7))}), "");
  EXPECT_EQ(refused(quotas, {config("eng", {}, cpus(6))}),
            "quota of role 'eng', limits: consumed cpus:7 is more than the limit, 6");
  EXPECT_THAT(refused(quotas, {config("eng/web", {}, cpus(4))}), HasSubstr("consumed cpus:5"));
  EXPECT_EQ(refusal(configure(quotas, {config("eng", {}, cpus(4))}, {.forced = true})), "");
  // It is too low already, but no lower than it was.
  EXPECT_EQ(refused(quotas, {config("eng", cpus(1), cpus(4))}), "");
  EXPECT_EQ(refused(quotas, {config("eng", {}, cpus(5))}), "");
}

TEST(QuotaCheck, GuaranteesBeyondTheCapacityWantForce) {
  const Quotas quotas = with({config("eng/web", cpus(6))});
  const Quantities capacity = quantities("cpus:10");

  EXPECT_EQ(refused(quotas, {config("ops", cpus(4))}, {.capacity = &capacity}), "");
  EXPECT_EQ(refused(quotas, {config("ops", cpus(5))}, {.capacity = &capacity}),
            "quota of role 'ops', guarantees: in sum cpus:11 is more than the capacity, 10");
  EXPECT_EQ(refused(quotas, {config("ops", cpus(5))}, {.forced = true, .capacity = &capacity}), "");
  EXPECT_EQ(refused(quotas, {config("ops", cpus(5))}), "");

  const Quantities lost = quantities("cpus:2");
  EXPECT_EQ(refused(quotas, {config("eng/web", cpus(5))}, {.capacity = &lost}), "");
  EXPECT_NE(refused(quotas, {config("eng/web", cpus(7))}, {.capacity = &lost}), "");
}

TEST(QuotaCheck, ARefusedListChangesNothing) {
  Quotas quotas = with({config("eng", cpus(10))});
  const auto done = configure(
      quotas, {config("ops", cpus(1)), config("eng", {}), config("dev", cpus(2), cpus(1))}, {});

  EXPECT_THAT(refusal(done), HasSubstr("role 'dev'"));
  EXPECT_EQ(quotas.find(Text("ops")), nullptr);
  EXPECT_EQ(quotas.owed(), quantities("cpus:10"));
}

TEST(QuotaCheck, AListIsJudgedAsAWhole) {
  Quotas quotas = with({config("eng", cpus(10)), config("eng/web", cpus(10))});
  EXPECT_EQ(refusal(configure(quotas, {config("eng", cpus(4)), config("eng/web", {})}, {})), "");
  EXPECT_EQ(quotas.owed(), quantities("cpus:4"));
  EXPECT_EQ(quotas.find(Text("eng/web")), nullptr);
}

}  // namespace
}  // namespace meseta
