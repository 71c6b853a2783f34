#include "engine/resources/resource.hpp"

#include <gtest/gtest.h>

#include "tests/builders/resources.hpp"

namespace meseta {
namespace {

Resource cpus(Quantity amount = Quantity::whole(4)) {
  return Resource::of(KnownName::Cpus, amount);
}

Resource reserved(const ReservationStack& stack) {
  Resource resource = cpus();
  resource.reservations = make_ref(stack);
  return resource;
}

constexpr auto kStatic = ReservationType::Static;

TEST(ResourceName, IsKnownOrAText) {
  EXPECT_TRUE(ResourceName("mem").is(KnownName::Mem));
  EXPECT_EQ(ResourceName("apples").view(), "apples");
  EXPECT_LT(ResourceName("apples"), ResourceName(KnownName::Cpus));
  EXPECT_LT(ResourceName(KnownName::EphemeralPorts), ResourceName("f"));
  EXPECT_TRUE(parse_resource_name(std::string(ResourceName::kSizeMax, 'x')));
  EXPECT_TRUE(refusal(parse_resource_name(std::string(ResourceName::kSizeMax + 1, 'x')))
                  .ends_with("is too long; at most 128 bytes"));
  EXPECT_EQ(refusal(parse_resource_name("")), "a resource has no name; expected one such as cpus");
}

TEST(Resource, OfAKnownNameHasItsKindOfValue) {
  EXPECT_TRUE(validate(cpus()));
  EXPECT_TRUE(validate(cpus(Quantity{})));
  EXPECT_EQ(refusal(validate(cpus(Quantity{-1}))), "cpus is negative; expected 0 or more");
  EXPECT_TRUE(validate(cpus(kQuantityMax)));
  EXPECT_EQ(refusal(validate(cpus(kQuantityMax + Quantity{1}))),
            "cpus is too large; at most 4503599627370.496");
  EXPECT_EQ(refusal(validate(Resource::of(KnownName::Cpus, Ranges({{1, 2}})))),
            "cpus has a value of the wrong kind; expected a number such as 4");
  EXPECT_EQ(refusal(validate(Resource::of(KnownName::Ports, Quantity::whole(2)))),
            "ports has a value of the wrong kind; expected ranges such as [31000-32000]");
  Resource both = cpus();
  both.set = StringSet({Text("a")});
  EXPECT_EQ(refusal(validate(both)), "cpus has values of two kinds; expected one");
}

TEST(Resource, CardsSumToItsGpus) {
  Resource gpus = Resource::of(Cards::whole(2));
  EXPECT_TRUE(validate(gpus));
  gpus.scalar = Quantity::whole(3);
  EXPECT_EQ(refusal(validate(gpus)), "gpus is 3 but its cards sum to 2; expected the same");
  Resource odd = cpus();
  odd.cards = Cards::whole(4);
  EXPECT_EQ(refusal(validate(odd)), "cpus has cards; expected them with gpus only");
}

TEST(Resource, GpusAreWholeForMesos) {
  EXPECT_TRUE(validate_whole_gpus(Resource::of(Cards::whole(2))));
  EXPECT_TRUE(validate_whole_gpus(cpus(Quantity{500})));
  EXPECT_EQ(refusal(validate_whole_gpus(Resource::of(KnownName::Gpus, Quantity{500}))),
            "gpus is 0.5; expected a whole number");
}

TEST(Resource, ReservationsRefineEachOther) {
  EXPECT_TRUE(validate(reserved({reservation("eng", kStatic), reservation("eng/web")})));
  EXPECT_EQ(refusal(validate(reserved({}))),
            "a stack of reservations is empty; expected at least one");
  EXPECT_EQ(refusal(validate(reserved({reservation("*")}))),
            "a reservation for role '*'; expected another role");
  EXPECT_EQ(refusal(validate(reserved({reservation("eng/")}))),
            "role 'eng/' begins or ends with '/'; expected a name such as eng/web");
  EXPECT_EQ(
      refusal(validate(reserved({reservation("eng"), reservation("eng/web", kStatic)}))),
      "the reservation for role 'eng/web' is static but refines another; expected a dynamic one");
  EXPECT_EQ(refusal(validate(reserved({reservation("eng"), reservation("ops")}))),
            "a reservation for role 'ops' refines one for 'eng'; expected a role below that");
}

TEST(Resource, ReservationsAndLabelsAreBounded) {
  ReservationStack stack;
  std::string role = "x";
  for (std::size_t i = 0; i < kReservationsMax; ++i, role += "/x") {
    stack.push_back(reservation(role));
  }
  EXPECT_TRUE(validate(reserved(stack)));
  stack.push_back(reservation(role));
  EXPECT_EQ(refusal(validate(reserved(stack))), "33 reservations are too many; at most 32");

  Reservation labelled = reservation("eng");
  labelled.labels.resize(kLabelsMax);
  EXPECT_TRUE(validate(reserved({labelled})));
  labelled.labels.resize(kLabelsMax + 1);
  EXPECT_EQ(refusal(validate(reserved({labelled}))), "a reservation with 257 labels; at most 256");
}

TEST(Resource, BelongsToTheLastRoleOfItsStackAndThoseBelow) {
  const Resource web = reserved({reservation("eng", kStatic), reservation("eng/web")});
  EXPECT_EQ(web.role(), "eng/web");
  EXPECT_TRUE(web.allocatable_to("eng/web"));
  EXPECT_TRUE(web.allocatable_to("eng/web/api"));
  EXPECT_FALSE(web.allocatable_to("eng"));
  EXPECT_FALSE(web.allocatable_to("*"));
  EXPECT_TRUE(cpus().allocatable_to("eng"));
  EXPECT_EQ(cpus().role(), "*");
}

TEST(Resource, APersistentVolumeIsAReservedDisk) {
  EXPECT_TRUE(validate(volume("v", "eng")));
  EXPECT_TRUE(validate(shared_volume("v", "eng")));
  Resource unreserved = volume("v", "eng");
  unreserved.reservations = nullptr;
  EXPECT_EQ(refusal(validate(unreserved)),
            "a persistent volume is not reserved; expected it in a role");
  Resource lent = volume("v", "eng");
  lent.revocable = true;
  EXPECT_EQ(refusal(validate(lent)), "a persistent volume is revocable; expected it not to be");
  Resource mem = volume("v", "eng");
  mem.name = KnownName::Mem;
  EXPECT_EQ(refusal(validate(mem)), "mem has disk information; expected it with disk only");
  Resource shared = cpus();
  shared.shared = true;
  EXPECT_EQ(refusal(validate(shared)), "cpus is shared; expected that of persistent volumes only");
  Resource twice = volume("v", "eng");
  twice.uses = 2;
  EXPECT_EQ(refusal(validate(twice)),
            "disk has several uses; expected that of shared resources only");
  Resource unused = shared_volume("v", "eng");
  unused.uses = 0;
  EXPECT_EQ(refusal(validate(unused)), "disk has no use; expected at least one");
}

TEST(Disk, AVolumeIdIsAFileName) {
  Disk disk;
  disk.container_path = Text("data");
  EXPECT_EQ(refusal(validate_disk(disk)),
            "a volume without persistence; expected a persistence id");
  for (const char* odd : {"..", "a/b", "a b", "a\\b"}) {
    disk.persistence_id = Text(odd);
    EXPECT_EQ(refusal(validate_disk(disk)), "persistence id '" + std::string(odd) +
                                                "' is no file name; expected one such as data-1");
  }
  disk.persistence_id = Text(std::string(255, 'x'));
  EXPECT_TRUE(validate_disk(disk));
  disk.persistence_id = Text(std::string(256, 'x'));
  EXPECT_FALSE(validate_disk(disk));
  disk.persistence_id = Text("v");
  disk.container_path = Text();
  EXPECT_EQ(refusal(validate_disk(disk)),
            "a persistent volume without container path; expected one such as data");
  disk.container_path = Text("data");
  disk.source = DiskSource::Raw;
  EXPECT_EQ(refusal(validate_disk(disk)),
            "persistence on a raw or block disk; expected a mounted one");
}

TEST(Disk, DividesUnlessItIsAWholeDeviceOrAVolume) {
  const auto divisible = [](DiskSource source, const char* id) {
    Disk disk;
    disk.source = source;
    disk.source_id = Text(id);
    return disk.divisible();
  };
  EXPECT_TRUE(divisible(DiskSource::Root, ""));
  EXPECT_TRUE(divisible(DiskSource::Path, "p"));
  EXPECT_FALSE(divisible(DiskSource::Mount, ""));
  EXPECT_FALSE(divisible(DiskSource::Block, ""));
  EXPECT_TRUE(divisible(DiskSource::Raw, ""));
  EXPECT_FALSE(divisible(DiskSource::Raw, "r"));
  EXPECT_FALSE(volume("v", "eng").divisible());
}

}  // namespace
}  // namespace meseta
