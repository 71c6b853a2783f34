#include "engine/resources/json_form.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "tests/engine/resources/generators.hpp"

namespace meseta {
namespace {

TEST(JsonForm, IsThatOfMesos) {
  EXPECT_EQ(to_json(resources("cpus:4.5;ports(eng):[31000-32000];zones:{b, a}")),
            R"([{"name":"cpus","type":"SCALAR","scalar":{"value":4.5}},)"
            R"({"name":"ports","type":"RANGES","ranges":{"range":[{"begin":31000,"end":32000}]},)"
            R"("reservations":[{"type":"STATIC","role":"eng"}]},)"
            R"({"name":"zones","type":"SET","set":{"item":["a","b"]}}])");
  EXPECT_EQ(to_json(Resources()), "[]");
}

TEST(JsonForm, HasCardsOfItsOwn) {
  EXPECT_EQ(to_json(resources("gpus:{0:1000, 9:250}")),
            R"([{"name":"gpus","type":"SCALAR","scalar":{"value":1.25},)"
            R"("cards":[{"card":0,"milli":1000},{"card":9,"milli":250}]}])");
}

TEST(JsonForm, TellsReservationsToEndpointsInBothWays) {
  const Resources dynamic = resources("cpus:1").push_reservation(any_label_on(reservation("eng")));
  const std::string labels =
      R"("principal":"alice","labels":{"labels":[{"key":"rack","value":"r\"1\""},{"key":"spare"}]}})";
  const std::string stack = R"("reservations":[{"type":"DYNAMIC","role":"eng",)" + labels + "]}]";
  EXPECT_EQ(to_json(dynamic), R"([{"name":"cpus","type":"SCALAR","scalar":{"value":1},)" + stack);
  EXPECT_EQ(to_json(dynamic, ReservationForm::Endpoint),
            R"([{"name":"cpus","type":"SCALAR","scalar":{"value":1},"role":"eng","reservation":{)" +
                labels + "," + stack);
  EXPECT_EQ(to_json(resources("cpus:1"), ReservationForm::Endpoint),
            R"([{"name":"cpus","type":"SCALAR","scalar":{"value":1},"role":"*"}])");
}

TEST(JsonForm, ReadsTheOlderWayOfReservingToo) {
  EXPECT_EQ(parse_resources_json(
                R"([{"name":"cpus","type":"SCALAR","scalar":{"value":1},"role":"eng"}])"),
            resources("cpus(eng):1"));
  EXPECT_EQ(parse_resources_json(
                R"([{"name":"cpus","type":"SCALAR","scalar":{"value":1},"role":"eng",
                     "reservation":{}, "allocation_info":{"role":"eng"}}])"),
            resources("cpus:1").push_reservation(reservation("eng")));
  EXPECT_EQ(parse_resources_json(
                R"([{"name":"cpus","type":"SCALAR","scalar":{"value":1},"role":"*"},
                    {"name":"mem","type":"SCALAR","scalar":{"value":1e3}}])",
                "eng"),
            resources("cpus:1;mem(eng):1000"));
}

TEST(JsonForm, IsReadWhereTextIsExpected) {
  const Resources volumes(volume("v", "eng"));
  EXPECT_EQ(parse_resources(" " + to_json(volumes)), volumes);
}

TEST(JsonForm, ReadsDisks) {
  const auto parsed = parse_resources_json(
      R"([{"name":"disk","type":"SCALAR","scalar":{"value":9},"disk":{"source":{"type":"MOUNT",
           "mount":{"root":"/mnt"},"id":"i","vendor":"v","profile":"p",
           "metadata":{"labels":[{"key":"k"}]}}},"provider_id":{"value":"rp"}},
          {"name":"disk","type":"SCALAR","scalar":{"value":1},"disk":{}}])");
  ASSERT_EQ(refusal(parsed), "");
  EXPECT_EQ(parsed->unreserved().entries(), 2U);
  const Resource mount = parsed->list().back();
  EXPECT_EQ(mount.disk->source, DiskSource::Mount);
  EXPECT_EQ(mount.disk->root.view(), "/mnt");
  EXPECT_EQ(mount.provider.view(), "rp");
  EXPECT_EQ(parse_resources_json(to_json(*parsed)), parsed);
}

// Everything around the one entry of an array, as one line.
std::string entry(const std::string& fields) { return R"([{"name":"cpus",)" + fields + "}]"; }

TEST(JsonForm, ErrorsNameTheColumn) {
  const std::string scalar = R"("type":"SCALAR","scalar":{"value":1})";
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"{}", "column 1: expected an array of resources"},
      {"[1]", "column 2: expected a resource as an object"},
      {"[{}]", "column 2: a resource has no name; expected one such as cpus"},
      {R"([{"name":4}])", "column 10: expected a string"},
      {entry(R"("type":"TEXT")"), "column 2: type 'TEXT'; expected SCALAR, RANGES or SET"},
      {entry(R"("type":"SCALAR")"),
       "column 2: type SCALAR without field 'scalar'; expected 'scalar' alone"},
      {entry(scalar + R"(,"set":{})"),
       "column 2: type SCALAR with field 'set'; expected 'scalar' alone"},
      {entry(R"("type":"SCALAR","scalar":{"value":"1"})"),
       "column 51: expected a number such as 4 or 0.125"},
      {entry(R"("type":"SCALAR","scalar":{"value":-1})"),
       "column 51: '-1' has a sign; expected a number such as 4 or 0.125"},
      {entry(scalar + R"(,"role":"a","reservations":[{"type":"STATIC","role":"b"}])"),
       "column 2: role and reservations disagree; expected reservations alone"},
      {entry(scalar + R"(,"reservations":[{"role":"b"}])"),
       "column 70: reservation of type ''; expected STATIC or DYNAMIC"},
      {entry(scalar + R"(,"cards":[{"card":0}])"),
       "column 63: no field 'milli'; expected a whole number"},
      {entry(R"("type":"RANGES","ranges":{"range":[{"begin":1,"end":3},{"begin":2,"end":4}]})"),
       "column 42: ranges [1-3] and [2-4] overlap; expected each number once"},
      {entry(R"("type":"RANGES","ranges":{"range":[{"begin":1.5,"end":3}]})"),
       "column 61: expected a whole number, not negative"},
      {entry(R"("type":"SET","set":{"item":["a","a"]})"),
       "column 36: item 'a' occurs twice; expected each item once"},
  };
  for (const auto& [text, message] : cases) {
    EXPECT_EQ(refusal(parse_resources_json(text)), message) << text;
  }
  EXPECT_TRUE(
      refusal(parse_resources_json(entry(scalar + R"(,"colour":1)")))
          .starts_with("column 63: a resource has no field 'colour'; expected one of name,"));
}

TEST(JsonForm, RefusesVolumesThatAreNone) {
  const auto disk = [](const std::string& fields) {
    return refusal(parse_resources_json(
        R"([{"name":"disk","type":"SCALAR","scalar":{"value":1},"disk":{)" + fields + "}}]"));
  };
  EXPECT_TRUE(
      disk(R"("persistence":{})").ends_with("persistence without id; expected one such as data-1"));
  EXPECT_TRUE(disk(R"("persistence":{"id":"v"},"volume":{"mode":"RO","container_path":"d"})")
                  .ends_with("a persistent volume with a mode other than RW; expected RW"));
  EXPECT_TRUE(disk(R"("persistence":{"id":"v"},"volume":{"mode":"RW","container_path":"d"})")
                  .ends_with("a persistent volume is not reserved; expected it in a role"));
  EXPECT_TRUE(disk(R"("volume":{"mode":"RW","host_path":"d"})").find("host_path") !=
              std::string::npos);
  EXPECT_TRUE(
      disk(R"("source":{"type":"BLOCK","mount":{"root":"d"}})")
          .ends_with("source of type BLOCK with field 'mount'; expected the field of its type"));
  EXPECT_TRUE(disk(R"("source":{"type":"TAPE"})")
                  .ends_with("source of type 'TAPE'; expected PATH, MOUNT, BLOCK or RAW"));
}

RC_GTEST_PROP(JsonFormProperty, PrintedIsReadBack, ()) {
  const Resources all = any_valid_resources();
  RC_ASSERT(parse_resources_json(to_json(all)) == all);
  RC_ASSERT(parse_resources_json(to_json(all, ReservationForm::Endpoint)) == all);
}

}  // namespace
}  // namespace meseta
