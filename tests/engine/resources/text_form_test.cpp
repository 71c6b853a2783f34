#include "engine/resources/text_form.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "tests/engine/resources/generators.hpp"

namespace meseta {
namespace {

std::string printed(std::string_view text) { return to_string(resources(text)); }

TEST(TextForm, IsPrintedInTheOrderOfNames) {
  EXPECT_EQ(printed("rack:{b,a};ports:[31000-32000];mem:1024;disk(role):100;cpus:4"),
            "cpus:4;disk(role):100;mem:1024;ports:[31000-32000];rack:{a, b}");
  EXPECT_EQ(printed(""), "");
}

TEST(TextForm, BlanksDoNotMatter) {
  EXPECT_EQ(printed(" cpus : 4 ;\n mem ( eng ) : 1 ; ; ports : [ 1 - 2 , 3 ] ; s : { a , b } ; "),
            "cpus:4;mem(eng):1;ports:[1-3];s:{a, b}");
}

TEST(TextForm, GivesTheDefaultRoleToEntriesWithoutOne) {
  EXPECT_EQ(parse_resources("cpus:1;mem(*):2;disk(ops):3", "eng"),
            resources("cpus(eng):1;mem:2;disk(ops):3"));
  EXPECT_EQ(refusal(parse_resources("cpus:1", "/x")),
            "role '/x' begins or ends with '/'; expected a name such as eng/web");
}

TEST(TextForm, NamesCards) {
  EXPECT_EQ(resources("gpus:{0:1000, 1:250}").gpus(), Quantity{1250});
  EXPECT_EQ(printed("gpus:8"), "gpus:8");
}

TEST(TextForm, ErrorsNameTheColumnAndTheExpectedForm) {
  const std::vector<std::pair<const char*, const char*>> cases = {
      {"cpus:4;mem",
       "column 11: no ':' after 'mem'; expected an entry such as cpus:4 or disk(role):100"},
      {"cpus:4;mem:1x", "column 12: '1x' is not a number; expected a number such as 4 or 0.125"},
      {"cpus:", "column 6: '' is not a number; expected a number such as 4 or 0.125"},
      {"cpus: -4", "column 7: '-4' has a sign; expected a number such as 4 or 0.125"},
      {"cpus:0.0001", "column 6: '0.0001' rounds to nothing; the smallest quantity is 0.001"},
      {":4", "column 1: a resource has no name; expected one such as cpus"},
      {"a}:4",
       "column 1: resource name 'a}' contains '}'; expected no blanks and none of :;,(){}[]"},
      {"cpus(a//b):4",
       "column 6: role 'a//b' has an empty component; expected names joined by single '/'"},
      {"cpus():4", "column 6: a role is empty; expected a name such as eng/web"},
      {"cpus(a:4", "column 9: expected ')' after a role"},
      {"cpus(a;b", "column 7: expected ')' after a role"},
      {"ports:[1-2", "column 11: expected ',' or ']' after a range"},
      {"ports:[2-1]",
       "column 8: range 2-1 begins after its end; expected the smaller number first"},
      {"ports:[1-2]x", "column 12: expected ';' or the end after a value"},
      {"ports:4",
       "column 1: ports has a value of the wrong kind; expected ranges such as [31000-32000]"},
      {"cpus:{a}", "column 1: cpus has a value of the wrong kind; expected a number such as 4"},
      {"x:4;x:{a}", "column 5: 'x' has values of two kinds; expected one"},
      {"x:{a, a}", "column 3: item 'a' occurs twice; expected each item once"},
      {"gpus:{0:2000}", "column 7: card 0 with 2000 thousandths; expected 1 to 1000"},
      {"cpus:4503599627370.496;cpus:1",
       "column 1: cpus sums to 4503599627371.496; at most 4503599627370.496"},
  };
  for (const auto& [text, message] : cases) {
    EXPECT_EQ(refusal(parse_resources(text)), message) << text;
  }
}

TEST(TextForm, IsBoundedInSize) {
  EXPECT_TRUE(parse_resources(std::string(kResourcesTextMax, ' ')));
  EXPECT_EQ(refusal(parse_resources(std::string(kResourcesTextMax + 1, ';'))),
            "column 1: resources of 1048577 bytes are too long; at most 1048576");
}

TEST(TextForm, PrintsWhatItCannotReadAsMesosDoes) {
  Resource refined = Resource::of(KnownName::Cpus, Quantity::whole(2));
  refined.revocable = true;
  refined.reservations = make_ref(ReservationStack{reservation("eng", ReservationType::Static),
                                                   any_label_on(reservation("eng/web"))});
  EXPECT_EQ(to_string(refined),
            "cpus(reservations: [(STATIC,eng),(DYNAMIC,eng/web,alice,{rack: r\"1\", spare})])"
            "{REV}:2");
  EXPECT_EQ(to_string(Resources(shared_volume("v", "eng")) + Resources(shared_volume("v", "eng"))),
            "disk(reservations: [(DYNAMIC,eng)])[v:data]<SHARED>:100;"
            "disk(reservations: [(DYNAMIC,eng)])[v:data]<SHARED>:100");
  Disk disk;
  disk.source = DiskSource::Mount;
  disk.root = Text("/mnt");
  Resource mount = Resource::of(KnownName::Disk, Quantity::whole(1));
  mount.disk = make_ref(disk);
  EXPECT_EQ(to_string(mount), "disk[MOUNT:/mnt]:1");
}

bool expressible(const Resource& resource) {
  return !resource.disk && !resource.revocable &&
         (!resource.reserved() || resource.reservations->size() == 1);
}

RC_GTEST_PROP(TextFormProperty, PrintedIsReadBack, ()) {
  const Resources all = any_valid_resources().filter(expressible);
  RC_ASSERT(parse_resources(to_string(all)) == all);
}

RC_GTEST_PROP(TextFormProperty, AnyTextIsReadOrRefused, ()) {
  const auto text = *rc::gen::container<std::string>(
      rc::gen::elementOf(std::string("cpus:mem;()[]{},-01.9 e*/\n\"")));
  const auto parsed = parse_resources(text);
  if (parsed) RC_ASSERT(parse_resources(to_string(*parsed)) == *parsed);
}

}  // namespace
}  // namespace meseta
