#include "engine/resources/quantities.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <map>

#include "tests/engine/resources/generators.hpp"

namespace meseta {
namespace {

TEST(Quantities, RememberNoZero) {
  Quantities amounts = quantities("apples:1;cpus:2");
  amounts.set(ResourceName("apples"), Quantity{});
  amounts.set(KnownName::Cpus, Quantity{});
  EXPECT_EQ(amounts, Quantities());
  EXPECT_TRUE(amounts.empty());
}

TEST(Quantities, AreInTheOrderOfNames) {
  EXPECT_EQ(to_string(quantities("zebras:1;mem:2;apples:3;cpus:4;ports:5;gpus:6;f:7;disk:8")),
            "apples:3;cpus:4;disk:8;f:7;gpus:6;mem:2;ports:5;zebras:1");
}

TEST(Quantities, WhatIsNotThereCannotBeTaken) {
  EXPECT_EQ(quantities("cpus:1;mem:10;apples:1") - quantities("cpus:2;mem:1;apples:9;pears:1"),
            quantities("mem:9"));
}

TEST(Quantities, SumsAreBounded) {
  Quantities most;
  most.set(KnownName::Cpus, kQuantityMax);
  most.set(ResourceName("apples"), kQuantityMax);
  EXPECT_TRUE(most.addable(quantities("mem:1")));
  EXPECT_FALSE(most.addable(quantities("cpus:0.001")));
  EXPECT_FALSE(most.addable(quantities("apples:0.001")));
  EXPECT_EQ(most + quantities("mem:1") - quantities("mem:1"), most);
}

TEST(QuantitiesDeathTest, ASumBeyondTheBoundIsABug) {
  Quantities most;
  most.set(KnownName::Cpus, kQuantityMax);
  most.set(ResourceName("apples"), kQuantityMax);
  EXPECT_DEATH(most += quantities("cpus:0.001"), "amount <= kQuantityMax");
  EXPECT_DEATH(most += quantities("apples:0.001"), "kQuantityMax");
  EXPECT_DEATH(most.add(KnownName::Cpus, Quantity{1}), "kQuantityMax");
}

TEST(Quantities, ErrorsNameTheColumn) {
  EXPECT_EQ(quantities(" cpus : 4 ; ; mem:1 ; "), quantities("mem:1;cpus:4"));
  EXPECT_EQ(refusal(parse_quantities("cpus:4;mem")),
            "column 11: expected ':' and a number, as in cpus:4");
  EXPECT_EQ(refusal(parse_quantities("cpus:4;mem:x")),
            "column 12: 'x' is not a number; expected a number such as 4 or 0.125");
  EXPECT_EQ(refusal(parse_quantities("cpus:4;cpus:1")),
            "column 8: 'cpus' occurs twice; expected it once");
  EXPECT_EQ(refusal(parse_quantities("a b:4")),
            "column 1: resource name 'a b' contains ' '; expected no blanks and none of :;,(){}[]");
  EXPECT_TRUE(parse_quantities(std::string(kQuantitiesTextMax, ' ')));
  EXPECT_EQ(refusal(parse_quantities(std::string(kQuantitiesTextMax + 1, ' '))),
            "column 1: quantities of 65537 bytes are too long; at most 65536");
}

// The model: a map.
std::map<std::string, std::int64_t> model(const Quantities& quantities) {
  std::map<std::string, std::int64_t> amounts;
  quantities.for_each([&](const ResourceName& name, Quantity quantity) {
    amounts[std::string(name.view())] = quantity.milli;
  });
  return amounts;
}

RC_GTEST_PROP(QuantitiesProperty, AgreeWithAMap, ()) {
  const Quantities a = *any_quantities();
  const Quantities b = *any_quantities();
  bool contained = true;
  for (const char* name : {"cpus", "mem", "ports", "apples", "pears"}) {
    const ResourceName key(name);
    const Quantity x = a.get(key);
    const Quantity y = b.get(key);
    RC_ASSERT((a + b).get(key) == x + y);
    RC_ASSERT((a - b).get(key) == x.without(y));
    RC_ASSERT(a.min(b).get(key) == std::min(x, y));
    RC_ASSERT(a.max(b).get(key) == std::max(x, y));
    contained = contained && x >= y;
  }
  RC_ASSERT(a.contains(b) == contained);
  RC_ASSERT((a == b) == (model(a) == model(b)));
  RC_ASSERT(std::is_eq(a <=> b) == (a == b));
  RC_ASSERT(((a <=> b) < 0) == ((b <=> a) > 0));
  RC_ASSERT(parse_quantities(to_string(a)) == a);
}

RC_GTEST_PROP(QuantitiesProperty, AddingIsUndoneBySubtracting, ()) {
  const Quantities a = *any_quantities();
  const Quantities b = *any_quantities();
  RC_ASSERT(a + b - b == a);
  RC_ASSERT(a + b == b + a);
}

}  // namespace
}  // namespace meseta
