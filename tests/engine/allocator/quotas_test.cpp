#include "engine/allocator/quotas.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>

#include "tests/builders/resources.hpp"

namespace meseta {
namespace {

constexpr std::int64_t kMost = kQuantityMax.milli;

Quantities cpus(std::int64_t whole) { return {{KnownName::Cpus, Quantity::whole(whole)}}; }

Quota guarantee(std::int64_t whole) { return {.guarantee = cpus(whole), .limits = {}}; }

Quota limit(std::int64_t whole) {
  return {.guarantee = {}, .limits = {{KnownName::Cpus, Quantity::whole(whole)}}};
}

Quota between(std::int64_t least, std::int64_t most) {
  return {.guarantee = cpus(least), .limits = limit(most).limits};
}

// Of cpus: `need web, need eng, ..., owed`, and what a role may do.
struct Tree {
  Quotas quotas;

  void set(const char* role, Quota quota) { quotas.set(Text(role), std::move(quota)); }
  RoleSlot slot(const char* role) { return quotas.hold(Text(role)); }
  std::string need(const char* role) { return to_string(of(quotas.need(Text(role)))); }
  std::string consumed(const char* role) { return to_string(of(quotas.consumed(Text(role)))); }
  std::string owed() { return to_string(of(quotas.owed())); }
  std::string unsatisfied(const char* role) {
    return to_string(of(quotas.unsatisfied(slot(role))));
  }
  std::string used(const char* role, std::int64_t whole) {
    return to_string(of(quotas.headroom_used(slot(role), cpus(whole))));
  }
  std::string room(const char* role) {
    const Quantity room = quotas.room(slot(role)).get(KnownName::Cpus);
    return room == Limits::kUnlimited ? "any" : to_string(room);
  }
  std::string needs() {
    return need("eng/web/api") + " " + need("eng/web/ads") + " " + need("eng/web") + " " +
           need("eng") + " " + need("ops") + " = " + owed();
  }

 private:
  static Quantity of(const Quantities& quantities) { return quantities.get(KnownName::Cpus); }
};

// cpus                  guarantee  limit
//     eng                      20     30
//       eng/web                12
//         eng/web/api           5
//         eng/web/ads           4      6
//       eng/batch
//     ops                      10
//
//                          need                              to satisfy by         room
//  what happens            api  ads  web  eng  ops     owed  api  ads  batch       ads  batch
//  nothing                   5    4   12   20   10       30   16   15      8         6     30
//  batch takes 15            5    4   12   12   10       22    8    7      0         6     15
//  api takes 7               0    4    5    5   10       15    1    5      0         6      8
//  3 reserved for ads        0    1    2    2   10       12    1    2      0         3      5
//  ads takes 2               0    0    0    0   10       10    0    0      0         1      3
//  batch gives 15 back       0    0    0    8   10       18    8    8      8         1     18
TEST(Quotas, ThreeLevelsOfGuaranteesShareOneHeadroom) {
  Tree t;
  t.set("eng", between(20, 30));
  t.set("eng/web", guarantee(12));
  t.set("eng/web/api", guarantee(5));
  t.set("eng/web/ads", between(4, 6));
  t.set("ops", guarantee(10));
  const auto rest = [&] {
    return t.unsatisfied("eng/web/api") + " " + t.unsatisfied("eng/web/ads") + " " +
           t.unsatisfied("eng/batch") + ", " + t.room("eng/web/ads") + " " + t.room("eng/batch");
  };
  EXPECT_EQ(t.needs(), "5 4 12 20 10 = 30");
  EXPECT_EQ(rest(), "16 15 8, 6 30");

  t.quotas.charge(t.slot("eng/batch"), cpus(15));
  EXPECT_EQ(t.needs(), "5 4 12 12 10 = 22");
  EXPECT_EQ(rest(), "8 7 0, 6 15");

  EXPECT_EQ(t.used("eng/web/api", 7), "7");
  t.quotas.charge(t.slot("eng/web/api"), cpus(7));
  EXPECT_EQ(t.needs(), "0 4 5 5 10 = 15");
  EXPECT_EQ(rest(), "1 5 0, 6 8");

  t.quotas.reserve(Text("eng/web/ads"), cpus(3));
  EXPECT_EQ(t.needs(), "0 1 2 2 10 = 12");
  EXPECT_EQ(rest(), "1 2 0, 3 5");

  EXPECT_EQ(t.used("eng/web/ads", 3), "2");
  t.quotas.charge(t.slot("eng/web/ads"), cpus(2));
  EXPECT_EQ(t.needs(), "0 0 0 0 10 = 10");
  EXPECT_EQ(rest(), "0 0 0, 1 3");

  t.quotas.discharge(t.slot("eng/batch"), cpus(15));
  EXPECT_EQ(t.needs(), "0 0 0 8 10 = 18");
  EXPECT_EQ(rest(), "8 8 8, 1 18");
  EXPECT_EQ(t.consumed("eng"), "12");
}

TEST(Quotas, WhatASiblingTookBeyondTheGuaranteesIsNotTakenFromAChild) {
  Tree t;
  t.set("eng", guarantee(10));
  t.set("eng/web", guarantee(4));
  t.quotas.charge(t.slot("eng/batch"), cpus(12));

  EXPECT_EQ(t.need("eng"), "4");
  EXPECT_EQ(t.unsatisfied("eng/web"), "4");
  EXPECT_EQ(t.unsatisfied("eng/batch"), "0");
}

TEST(Quotas, AQuotaThatComesLaterKnowsWhatWasConsumedBefore) {
  Tree t;
  t.quotas.charge(t.slot("eng/web/api"), cpus(3));
  t.quotas.reserve(Text("eng/ads"), cpus(2));
  t.set("eng/web", guarantee(4));
  EXPECT_EQ(t.need("eng"), "1");

  t.set("eng", between(10, 12));
  EXPECT_EQ(t.consumed("eng"), "5");
  EXPECT_EQ(t.need("eng"), "5");
  EXPECT_EQ(t.room("eng/web/api"), "7");

  t.set("eng/web", {});
  EXPECT_EQ(t.need("eng/web"), "0");
  EXPECT_EQ(t.need("eng"), "5");
  t.quotas.discharge(t.slot("eng/web/api"), cpus(3));
  EXPECT_EQ(t.owed(), "8");
}

TEST(Quotas, ARoleThatIsForgottenLeavesItsSiblings) {
  Tree t;
  const RoleSlot api = t.slot("eng/api");
  const RoleSlot batch = t.slot("eng/batch");
  const RoleSlot web = t.slot("eng/web");
  t.quotas.charge(batch, cpus(1));
  t.quotas.drop(api);
  t.quotas.drop(web);
  t.set("eng", guarantee(4));
  EXPECT_EQ(t.need("eng"), "3");
  t.quotas.charge(t.slot("eng/new"), cpus(1));
  EXPECT_EQ(t.need("eng"), "2");
}

TEST(Quotas, OnlyRolesBelowAQuotaAreCovered) {
  Tree t;
  t.set("eng/web", limit(5));

  EXPECT_TRUE(t.quotas.covered(t.slot("eng/web")));
  EXPECT_TRUE(t.quotas.covered(t.slot("eng/web/api")));
  EXPECT_FALSE(t.quotas.covered(t.slot("eng")));
  EXPECT_FALSE(t.quotas.covered(t.slot("eng-web")));
  EXPECT_FALSE(t.quotas.covered(t.slot("*")));
}

TEST(Quotas, ALimitOfNothingIsALimit) {
  Tree t;
  t.set("eng", limit(0));

  EXPECT_EQ(t.room("eng/web"), "0");
  EXPECT_EQ(t.room("ops"), "any");
  const RoleSlot web = t.slot("eng/web");
  EXPECT_EQ(t.quotas.room(web).cap(quantities("cpus:2;mem:64")), quantities("mem:64"));
}

TEST(Quotas, TheLeastRoomOnTheWayUpCountsForEachResource) {
  Quotas quotas;
  quotas.set(Text("eng"), {{},
                           {{KnownName::Cpus, Quantity::whole(4)},
                            {ResourceName("licences"), Quantity::whole(2)}}});
  quotas.set(Text("eng/web"), {{},
                               {{KnownName::Mem, Quantity::whole(64)},
                                {ResourceName("licences"), Quantity::whole(3)}}});
  const RoleSlot web = quotas.hold(Text("eng/web"));
  quotas.charge(quotas.hold(Text("eng")), quantities("cpus:5;licences:1"));

  const Limits room = quotas.room(web);
  EXPECT_EQ(room, (Limits{{KnownName::Cpus, {}},
                          {KnownName::Mem, Quantity::whole(64)},
                          {ResourceName("licences"), Quantity::whole(1)}}));
  EXPECT_EQ(room.cap(quantities("cpus:1;mem:65;disk:9;licences:1;apples:1")),
            quantities("mem:64;disk:9;licences:1;apples:1"));
}

TEST(Quotas, TheGreatestAmountsAddUp) {
  const auto milli = [](std::int64_t amount) {
    return Quantities{{KnownName::Cpus, Quantity{amount}}};
  };
  Tree t;
  t.set("eng", {milli(kMost - 1), {}});
  t.set("eng/web", {milli(kMost - 2), {{KnownName::Cpus, kQuantityMax}}});
  t.set("ops", {milli(1), {}});
  EXPECT_EQ(t.quotas.owed(), milli(kMost));
  EXPECT_EQ(t.quotas.unsatisfied(t.slot("eng/web")), milli(kMost - 1));
  EXPECT_EQ(t.quotas.headroom_used(t.slot("eng/web"), milli(kMost)), milli(kMost - 1));

  t.quotas.charge(t.slot("eng/web"), milli(kMost - 3));
  EXPECT_EQ(t.quotas.owed(), milli(3));
  EXPECT_EQ(t.quotas.need(Text("eng/web")), milli(1));
  EXPECT_EQ(t.quotas.room(t.slot("eng/web")).get(KnownName::Cpus), Quantity{3});
  t.quotas.charge(t.slot("eng"), milli(3));
  EXPECT_EQ(t.quotas.owed(), milli(2));
  t.quotas.discharge(t.slot("eng/web"), milli(kMost - 3));
  EXPECT_EQ(t.quotas.need(Text("eng")), milli(kMost - 2));
}

TEST(QuotasDeathTest, MoreThanWasTakenDoesNotComeBack) {
  Tree t;
  const RoleSlot eng = t.slot("eng");
  t.quotas.charge(eng, cpus(1));
  t.quotas.reserve(Text("eng"), cpus(4));
  EXPECT_DEATH(t.quotas.discharge(eng, cpus(2)), "charged");
  EXPECT_DEATH(t.quotas.unreserve(Text("eng"), cpus(5)), "reserved");
  EXPECT_DEATH(t.quotas.unreserve(Text("ops"), cpus(1)), "reserved");
  EXPECT_DEATH(t.quotas.drop(eng), "charged");
}

}  // namespace
}  // namespace meseta
