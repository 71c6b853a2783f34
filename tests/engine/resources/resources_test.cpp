#include "engine/resources/resources.hpp"

#include <gtest/gtest.h>

#include "tests/builders/resources.hpp"

namespace meseta {
namespace {

Resource mount(std::int64_t size) {
  Disk disk;
  disk.source = DiskSource::Mount;
  disk.root = Text("/mnt/a");
  Resource resource = Resource::of(KnownName::Disk, Quantity::whole(size));
  resource.disk = make_ref(disk);
  return resource;
}

// Nothing of the hot path may grow past one cache line unnoticed.
static_assert(sizeof(Resources) == 64);

TEST(Resources, OfOneIdentityAreMerged) {
  EXPECT_EQ(resources("cpus:1;cpus:3"), resources("cpus:4"));
  EXPECT_EQ(resources("cpus(eng):1;cpus(eng):3"), resources("cpus(eng):4"));
  EXPECT_EQ(resources("ports:[1-2];ports:[3-4]"), resources("ports:[1-4]"));
  EXPECT_EQ(resources("zones:{a};zones:{b}"), resources("zones:{b, a}"));
  EXPECT_EQ(resources("cpus:1;cpus(eng):1").entries(), 2U);
}

TEST(Resources, ThatAreNothingAreGone) {
  EXPECT_TRUE(resources("cpus:0;apples:0;ports:[];zones:{}").empty());
  EXPECT_TRUE((resources("cpus:1;ports:[1-2]") - resources("cpus:1;ports:[1-2]")).empty());
  EXPECT_EQ(resources("cpus:1;ports:[1-2]") - resources("ports:[1-2]"), resources("cpus:1"));
}

TEST(Resources, ReservedAndNotNeverSatisfyOneAnother) {
  EXPECT_FALSE(resources("cpus:4").contains(resources("cpus(eng):1")));
  EXPECT_FALSE(resources("cpus(eng):4").contains(resources("cpus:1")));
  EXPECT_FALSE(resources("cpus(eng):4").contains(resources("cpus(eng/web):1")));
  EXPECT_FALSE(revocable(resources("cpus:4")).contains(resources("cpus:1")));
}

TEST(Resources, ContainEachKindByItsOwnRule) {
  const Resources all = resources("cpus:4;mem:100;ports:[1-10, 20-30];zones:{a, b};apples:2");
  EXPECT_TRUE(all.contains(all));
  EXPECT_TRUE(all.contains(Resources()));
  EXPECT_TRUE(all.contains(resources("cpus:4;ports:[3-4, 25-30];zones:{b};apples:1")));
  EXPECT_FALSE(all.contains(resources("cpus:4.001")));
  EXPECT_FALSE(all.contains(resources("ports:[10-11]")));
  EXPECT_FALSE(all.contains(resources("zones:{c}")));
  EXPECT_FALSE(all.contains(resources("apples:3")));
  EXPECT_FALSE(all.contains(resources("pears:1")));
}

TEST(Resources, SaturatingSubtractionTakesWhatThereIs) {
  Resources left = resources("cpus:4;ports:[1-10];zones:{a, b}");
  left.subtract_saturating(resources("cpus:5;mem:1;ports:[5-20];zones:{b, c};cpus(eng):1"));
  EXPECT_EQ(left, resources("ports:[1-4];zones:{a}"));
}

TEST(ResourcesDeathTest, SubtractingWhatIsNotThereIsABug) {
  Resources left = resources("cpus:4");
  EXPECT_DEATH(left.subtract(resources("cpus:5")), "contains\\(other\\)");
  EXPECT_DEATH(left.subtract(resources("cpus(eng):1")), "contains\\(other\\)");
}

TEST(ResourcesDeathTest, ASumBeyondTheBoundIsABug) {
  const Resources most = resources("cpus:4503599627370.496;apples:4503599627370.496");
  EXPECT_EQ(most.cpus(), kQuantityMax);
  EXPECT_DEATH(most + resources("cpus:0.001"), "kQuantityMax");
  EXPECT_DEATH(most + resources("apples:0.001"), "addable");
}

TEST(Resources, CountSharesOverEverythingAndPortsByNumber) {
  const Resources all = resources("cpus:1;cpus(eng):2;mem:5;ports:[1-10];zones:{a, b};apples:3") +
                        revocable(resources("cpus:4")) + Resources(shared_volume("v", "eng", 9)) +
                        Resources(shared_volume("v", "eng", 9));
  EXPECT_EQ(all.scalars(), quantities("cpus:7;mem:5;apples:3;disk:9"));
  EXPECT_EQ(all.quantities(), quantities("cpus:7;mem:5;apples:3;disk:9;ports:10;zones:2"));
  EXPECT_TRUE(all.contains(quantities("cpus:7;ports:10")));
  EXPECT_FALSE(all.contains(quantities("ports:11")));
  EXPECT_EQ(all.cpus(), Quantity::whole(7));
  EXPECT_EQ(all.mem(), Quantity::whole(5));
  EXPECT_EQ(all.disk(), Quantity::whole(9));
  EXPECT_EQ(all.total(ResourceName("apples")), Quantity::whole(3));
  EXPECT_EQ(all.total(KnownName::Ports), Quantity::whole(10));
  EXPECT_EQ(to_string(all.ports()), "[1-10]");
}

TEST(Resources, AreSeenByARoleIfUnreservedItsOwnOrItsAncestors) {
  const Resources all = resources("cpus:1;cpus(eng):2;cpus(eng/web):4;cpus(ops):8;mem:5");
  EXPECT_EQ(all.allocatable_to("eng/web"), resources("cpus:1;cpus(eng):2;cpus(eng/web):4;mem:5"));
  EXPECT_EQ(all.allocatable_to("eng"), resources("cpus:1;cpus(eng):2;mem:5"));
  EXPECT_EQ(all.allocatable_to("*"), resources("cpus:1;mem:5"));
  EXPECT_EQ(all.reserved_to("eng"), resources("cpus(eng):2"));
  EXPECT_EQ(all.unreserved(), resources("cpus:1;mem:5"));
  EXPECT_EQ(all.reserved(), resources("cpus(eng):2;cpus(eng/web):4;cpus(ops):8"));
  EXPECT_EQ(all.to_unreserved(), resources("cpus:15;mem:5"));
}

TEST(Resources, AreTakenApart) {
  const Resources plain = resources("cpus:1;mem:5;ports:[1-2]");
  const Resources lent = revocable(resources("cpus:4"));
  const Resources volumes = Resources(volume("v", "eng"));
  const Resources shared = Resources(shared_volume("w", "eng"));
  const Resources all = plain + lent + volumes + shared;
  EXPECT_EQ(all.revocable(), lent);
  EXPECT_EQ(all.non_revocable(), plain + volumes + shared);
  EXPECT_EQ(all.persistent_volumes(), volumes + shared);
  EXPECT_EQ(all.shared(), shared);
  EXPECT_EQ(all.non_shared(), plain + lent + volumes);
  EXPECT_EQ(all.non_scalars(), resources("ports:[1-2]"));
  EXPECT_EQ(Resources(all.list()), all);
  EXPECT_EQ(all.entries(), 6U);
}

TEST(Resources, ReservationsArePushedAndPopped) {
  const Resources plain = resources("cpus:1;gpus:{0:500};ports:[1-2]");
  const Resources eng = plain.push_reservation(reservation("eng", ReservationType::Static));
  EXPECT_EQ(eng, resources("cpus(eng):1;gpus(eng):{0:500};ports(eng):[1-2]"));
  const Resources web = eng.push_reservation(reservation("eng/web"));
  EXPECT_EQ(web.reserved_to("eng/web"), web);
  EXPECT_EQ(web.pop_reservation(), eng);
  EXPECT_EQ(eng.pop_reservation(), plain);
}

TEST(ResourcesDeathTest, PoppingWhatIsNotReservedIsABug) {
  EXPECT_DEATH((void)resources("cpus:1").pop_reservation(), "reserved");
}

TEST(Resources, IndivisibleOnesGoAsAWholeOrNotAtAll) {
  const Resources both = Resources(mount(100)) + Resources(mount(100)) + Resources(mount(50));
  EXPECT_EQ(both.entries(), 3U);
  EXPECT_TRUE(both.contains(Resources(mount(100)) + Resources(mount(100))));
  EXPECT_FALSE(both.contains(Resources(mount(70))));
  EXPECT_FALSE(both.contains(Resources(mount(50)) + Resources(mount(50))));
  EXPECT_EQ(both - Resources(mount(100)), Resources(mount(50)) + Resources(mount(100)));
  Resources untouched = both;
  untouched.subtract_saturating(Resources(mount(70)));
  EXPECT_EQ(untouched, both);
}

TEST(Resources, SharedOnesAreCountedByTheirUses) {
  const Resources once(shared_volume("v", "eng"));
  const Resources twice = once + once;
  EXPECT_EQ(twice.entries(), 1U);
  EXPECT_TRUE(twice.contains(twice));
  EXPECT_FALSE(once.contains(twice));
  EXPECT_EQ(twice - once, once);
  EXPECT_TRUE((once - once).empty());
  EXPECT_FALSE(once.contains(Resources(shared_volume("w", "eng"))));
}

TEST(Resources, CardsGoWithTheirGpus) {
  const Resources agent = agent_resources("cpus:8;gpus:2");
  EXPECT_EQ(to_string(agent.cards()), "{0:1000, 1:1000}");
  const Resources task = resources("cpus:1;gpus:{1:250}");
  EXPECT_TRUE(agent.contains(task));
  const Resources free = agent - task;
  EXPECT_EQ(free.gpus(), Quantity{1750});
  EXPECT_EQ(to_string(free.cards()), "{0:1000, 1:750}");
  EXPECT_FALSE(free.contains(resources("gpus:{1:1000}")));
  EXPECT_EQ(free + task, agent);
}

TEST(Resources, GpusWithoutCardsAreNotContainedWhereCardsAreNamed) {
  const Resources agent = agent_resources("gpus:2");
  EXPECT_FALSE(agent.contains(resources("gpus:1")));
  EXPECT_TRUE(agent.contains(resources("cpus:0;gpus:0")));
  EXPECT_TRUE(resources("gpus:2").contains(resources("gpus:1")));
  EXPECT_FALSE(resources("gpus:2").contains(resources("gpus:{0:1000}")));
  Resources left = agent;
  left.subtract_saturating(resources("gpus:1"));
  EXPECT_EQ(left, resources("gpus:{0:1000}"));
}

TEST(Resources, OfATaskAreGivenCardsThatAreFree) {
  const Resources free = resources("gpus:{0:1000, 1:400};gpus(eng):{2:1000}");
  EXPECT_EQ(*resources("cpus:1;gpus:0.4").assign_cards(free), resources("cpus:1;gpus:{1:400}"));
  EXPECT_EQ(*resources("gpus(eng):1").assign_cards(free), resources("gpus(eng):{2:1000}"));
  EXPECT_EQ(*resources("gpus:{0:10}").assign_cards(free), resources("gpus:{0:10}"));
  EXPECT_EQ(*resources("gpus:1").assign_cards(resources("gpus:4")), resources("gpus:1"));
  EXPECT_EQ(refusal(resources("gpus:2").assign_cards(free)),
            "not enough cards for 2 gpus among {0:1000, 1:400}");
}

TEST(Resources, OfAnAgentAreGivenAsManyCardsAsItHasGpus) {
  EXPECT_EQ(agent_resources("cpus:4;gpus:2;gpus(eng):1"),
            resources("cpus:4;gpus:{0:1000, 1:1000};gpus(eng):{2:1000}"));
  EXPECT_EQ(refusal(resources("gpus:0.5").with_whole_cards()),
            "gpus is 0.5; expected a whole number");
  EXPECT_TRUE(resources("gpus:1024").with_whole_cards());
  EXPECT_EQ(refusal(resources("gpus:1025").with_whole_cards()),
            "gpus is 1025; at most 1024 on one agent");
}

TEST(Resources, ShrinkToWhatIsAllowed) {
  const Resources all = resources("cpus:4;cpus(eng):4;mem:100;ports:[1-2];gpus:{0:1000, 3:1000}");
  EXPECT_EQ(all.shrink_to(KnownName::Cpus, Quantity::whole(3)),
            resources("cpus:3;mem:100;ports:[1-2];gpus:{0:1000, 3:1000}"));
  EXPECT_EQ(all.shrink_to(KnownName::Cpus, Quantity::whole(5)),
            resources("cpus:4;cpus(eng):1;mem:100;ports:[1-2];gpus:{0:1000, 3:1000}"));
  EXPECT_EQ(all.shrink_to(quantities("cpus:99;gpus:1.5")),
            resources("cpus:4;cpus(eng):4;ports:[1-2];gpus:{0:1000, 3:500}"));
  EXPECT_EQ(all.shrink_to(Quantities()), resources("ports:[1-2]"));
  const Resources disks = Resources(mount(100)) + Resources(mount(50));
  EXPECT_EQ(disks.shrink_to(KnownName::Disk, Quantity::whole(120)), Resources(mount(50)));
}

TEST(Resources, FromOutsideAreValidatedTogether) {
  EXPECT_EQ(refusal(Resources::validated({Resource::of(KnownName::Cpus, Ranges({{1, 2}}))})),
            "cpus has a value of the wrong kind; expected a number such as 4");
  EXPECT_EQ(refusal(Resources::validated({Resource::of(KnownName::Cpus, kQuantityMax),
                                          Resource::of(KnownName::Cpus, Quantity{1})})),
            "cpus sums to 4503599627370.497; at most 4503599627370.496");
  EXPECT_EQ(refusal(Resources::validated({volume("v", "eng", 1), volume("v", "eng", 2)})),
            "two volumes of role 'eng' have the id 'v'; expected different ones");
  EXPECT_TRUE(Resources::validated({volume("v", "eng"), volume("v", "ops")}));
  EXPECT_EQ(refusal(Resources::validated(resources("gpus:{0:600}").list())), "");
  EXPECT_EQ(refusal(parse_resources("gpus:{0:600};gpus(eng):{0:500}")),
            "column 1: card 0 has 1100 thousandths; at most 1000");
  EXPECT_TRUE(Resources::validated({shared_volume("v", "eng"), shared_volume("v", "eng")}));
  const std::vector<Resource> many(Resources::kEntriesMax,
                                   Resource::of(KnownName::Cpus, Quantity{1}));
  EXPECT_TRUE(Resources::validated(many));
  std::vector<Resource> more = many;
  more.push_back(many.front());
  EXPECT_EQ(refusal(Resources::validated(more)), "65537 resources are too many; at most 65536");
}

}  // namespace
}  // namespace meseta
