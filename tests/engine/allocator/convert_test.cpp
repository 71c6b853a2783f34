// What was offered becomes reserved, or a volume, and back.
#include <gtest/gtest.h>

#include <string_view>

#include "tests/builders/allocation.hpp"

namespace meseta {
namespace {

using Lines = Allocation::Lines;

// One agent, all of it offered to framework 1 in the role eng/web; framework 2 is in ops.
struct Held : Allocation {
  explicit Held(std::string_view total = "cpus:4;mem:4096;disk:100") {
    agent(1, total);
    framework(1, {"eng/web"});
    EXPECT_EQ(run(), Lines{"1 -> 1 (eng/web)"});
    framework(2, {"ops"});
    EXPECT_EQ(run(), Lines{});
  }

  void convert(const Resources& from, const Resources& to) {
    allocator.convert(framework_id(1), Text("eng/web"), agent_id(1), from, to);
    Resources& held = offers[1].front().resources;
    held -= from;
    held += to;
  }
  void convert(std::string_view from, std::string_view to) {
    convert(resources(from), resources(to));
  }
  [[nodiscard]] std::string consumed(const char* role) const {
    return to_string(allocator.quotas().consumed(Text(role)).get(KnownName::Cpus));
  }
  void limit(const char* role, std::int64_t cpus) {
    const QuotaConfig config{
        .role = Text(role), .guarantees = {}, .limits = {{KnownName::Cpus, Quantity::whole(cpus)}}};
    EXPECT_TRUE(allocator.set_quotas({config}, true, now).has_value());
    EXPECT_EQ(run(), Lines{});
  }
};

TEST(AllocatorConvert, WhatIsReservedIsOfferedToItsRoleOnlyAndTheRestToAll) {
  Held cluster;
  cluster.convert("cpus:3", "cpus(eng/web):3");
  cluster.decline(1, hours(1));

  EXPECT_EQ(cluster.allocator.free(Allocation::agent_id(1)),
            resources("cpus:1;mem:4096;disk:100;cpus(eng/web):3"));
  EXPECT_EQ(cluster.wait(seconds(1)), Lines{"1 -> 2 (ops)"});
  EXPECT_EQ(cluster.offers[1].front().resources, resources("cpus:1;mem:4096;disk:100"));
}

TEST(AllocatorConvert, WhatIsUnreservedIsOfferedToAll) {
  Held cluster("cpus(eng/web):4");
  cluster.convert("cpus(eng/web):4", "cpus:4");
  cluster.decline(1, hours(1));

  EXPECT_EQ(cluster.wait(seconds(1)), Lines{"1 -> 2 (ops)"});
  EXPECT_EQ(cluster.offers[1].front().resources, resources("cpus:4"));
}

TEST(AllocatorConvert, SharesStayAsTheyAre) {
  Held cluster("cpus:4;mem:4096");
  const auto share = [&] { return cluster.allocator.dominant_share(Allocation::framework_id(1)); };
  const auto offered = [&] { return cluster.allocator.offered(Allocation::framework_id(1)); };
  cluster.convert("cpus:3;mem:1024", "cpus(eng/web):3;mem(eng/web):1024");

  EXPECT_EQ(share().part, share().whole);
  EXPECT_EQ(offered(), quantities("cpus:4;mem:4096"));
}

TEST(AllocatorConvert, AVolumeIsMadeOfReservedDiskAndUnmade) {
  Held cluster("cpus(eng/web):1;disk(eng/web):100");
  const Resources disk = resources("disk(eng/web):60");
  const Resources made(volume("v1", "eng/web", 60));
  const Resources rest = resources("cpus(eng/web):1;disk(eng/web):40");
  cluster.convert(disk, made);
  cluster.decline(1, Duration{});
  EXPECT_EQ(cluster.allocator.free(Allocation::agent_id(1)), rest + made);

  EXPECT_EQ(cluster.wait(seconds(1)), Lines{"1 -> 1 (eng/web)"});
  cluster.convert(made, disk);
  cluster.decline(1, Duration{});
  EXPECT_EQ(cluster.allocator.free(Allocation::agent_id(1)), rest + disk);
}

TEST(AllocatorConvert, QuotasCountAReservationOfTheOwnRoleOnce) {
  Held cluster;
  EXPECT_EQ(cluster.consumed("eng/web"), "4");
  cluster.convert("cpus:3", "cpus(eng/web):3");
  EXPECT_EQ(cluster.consumed("eng/web"), "4");
  cluster.limit("eng/web", 2);
  cluster.convert("cpus:1", "cpus(eng/web):1");

  EXPECT_EQ(cluster.consumed("eng/web"), "4");
  cluster.decline(1, Duration{});
  EXPECT_EQ(cluster.consumed("eng/web"), "4");  // Reservations count though nobody uses them.
}

TEST(AllocatorConvert, AReservationForTheRoleAboveNoLongerCountsForTheRole) {
  Held cluster;
  cluster.limit("eng/web", 4);
  cluster.convert("cpus:3", "cpus(eng):3");
  EXPECT_EQ(cluster.consumed("eng/web"), "1");
  EXPECT_EQ(cluster.consumed("eng"), "4");
  cluster.convert("cpus(eng):3", "cpus:3");
  EXPECT_EQ(cluster.consumed("eng/web"), "4");
}

TEST(AllocatorConvert, ARefinedReservationCountsForTheRoleBelow) {
  Held cluster("cpus(eng):4");
  EXPECT_EQ(cluster.consumed("eng/web"), "0");
  const Reservation refinement{.type = ReservationType::Dynamic, .role = Text("eng/web")};
  const Resources plain = resources("cpus(eng):3");
  const Resources refined = plain.push_reservation(refinement);
  cluster.convert(plain, refined);
  EXPECT_EQ(cluster.consumed("eng/web"), "3");
  EXPECT_EQ(cluster.consumed("eng"), "4");
  cluster.convert(refined, plain);
  EXPECT_EQ(cluster.consumed("eng/web"), "0");
}

// The limit of eng/web is used up by what framework 1 holds, reserved for eng/web or not. What it
// reserves for eng counts there, and there is room for what is free on the other agent.
TEST(AllocatorConvert, ARunIsDueOnlyWhenItIsCountedForAnotherRole) {
  Held cluster;
  cluster.limit("eng/web", 4);
  cluster.suppress(2);
  cluster.agent(2, "cpus:2");
  EXPECT_EQ(cluster.run(), Lines{});
  cluster.convert("cpus:1", "cpus(eng/web):1");
  EXPECT_EQ(cluster.allocator.next_run(cluster.now), std::nullopt);
  cluster.convert("cpus:3", "cpus(eng):3");

  EXPECT_EQ(cluster.allocator.next_run(cluster.now), cluster.now);
  EXPECT_EQ(cluster.run(), Lines{"2 -> 1 (eng/web)"});
}

TEST(AllocatorConvert, WhatIsConvertedCanBeLaunchedAndComesBack) {
  Held cluster;
  cluster.convert("cpus:3", "cpus(eng/web):3");
  cluster.accept(1, "cpus(eng/web):3", hours(1));
  cluster.end_tasks(1);

  EXPECT_EQ(cluster.allocator.free(Allocation::agent_id(1)),
            resources("cpus:1;mem:4096;disk:100;cpus(eng/web):3"));
  EXPECT_TRUE(cluster.allocator.used(Allocation::framework_id(1)).empty());
}

TEST(AllocatorConvertDeathTest, WhatIsNotHeldAsOfferedCannotBeConverted) {
  Held cluster;
  EXPECT_DEATH(cluster.convert("cpus:5", "cpus(eng/web):5"), "offered.contains");
  EXPECT_DEATH(cluster.convert("cpus(eng):3", "cpus:3"), "total.contains");
  cluster.accept(1, "cpus:4", hours(1));
  EXPECT_DEATH(cluster.convert("cpus:4", "cpus(eng/web):4"), "offered.contains");
}

TEST(AllocatorConvertDeathTest, WhatIsFreeCannotBeConverted) {
  Held cluster;
  cluster.agent(2);
  EXPECT_DEATH(cluster.allocator.convert(Allocation::framework_id(1), Text("eng/web"),
                                         Allocation::agent_id(2), resources("cpus:4"),
                                         resources("cpus(eng/web):4")),
               "total.contains");
}

TEST(AllocatorConvertDeathTest, AmountsAndWhatIsLentStay) {
  Held cluster;
  EXPECT_DEATH(cluster.convert("cpus:3", "cpus(eng/web):2"), "bare");
  EXPECT_DEATH(cluster.convert("cpus:3", "mem:3"), "bare");
  Resource lent = Resource::of(KnownName::Cpus, Quantity::whole(3));
  lent.revocable = true;
  EXPECT_DEATH(cluster.convert(resources("cpus:3"), Resources(lent)), "bare");
}

}  // namespace
}  // namespace meseta
