#include "engine/resources/string_set.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "tests/engine/resources/generators.hpp"

namespace meseta {
namespace {

TEST(StringSet, IsEqualInWhateverOrderItWasWritten) {
  EXPECT_EQ(*parse_string_set("{b, a}"), *parse_string_set("{a,b}"));
  EXPECT_EQ(to_string(*parse_string_set(" { b , a } ")), "{a, b}");
  EXPECT_EQ(to_string(*parse_string_set("{}")), "{}");
}

TEST(StringSet, ErrorsNameTheColumn) {
  EXPECT_EQ(refusal(parse_string_set("{a, a}")),
            "column 1: item 'a' occurs twice; expected each item once");
  EXPECT_EQ(refusal(parse_string_set("{a,}")),
            "column 4: a set has an empty item; expected items such as {a, b}");
  EXPECT_EQ(refusal(parse_string_set("{a b}")),
            "column 2: item 'a b' contains ' '; expected no blanks and none of ,;{}");
  EXPECT_EQ(refusal(parse_string_set("{a")), "column 3: expected ',' or '}' after an item");
  EXPECT_EQ(refusal(parse_string_set("a")), "column 1: expected a set such as {a, b}");
}

TEST(StringSet, IsBounded) {
  EXPECT_TRUE(StringSet::validated({Text(std::string(StringSet::kItemSizeMax, 'x'))}));
  EXPECT_TRUE(refusal(StringSet::validated({Text(std::string(StringSet::kItemSizeMax + 1, 'x'))}))
                  .ends_with("is too long; at most 1024 bytes"));
  std::vector<Text> items;
  for (std::size_t i = 0; i < StringSet::kCountMax; ++i) items.emplace_back(std::to_string(i));
  EXPECT_TRUE(StringSet::validated(items));
  items.emplace_back("more");
  EXPECT_EQ(refusal(StringSet::validated(items)), "65537 items are too many; at most 65536");
}

RC_GTEST_PROP(StringSetProperty, AddsAndSubtractsAsSetsDo, ()) {
  const StringSet a = *any_set();
  const StringSet b = *any_set();
  StringSet sum = a;
  sum.add(b);
  StringSet left = a;
  left.subtract(b);
  for (const char* item : {"a", "b", "c", "d", "e"}) {
    const StringSet one({Text(item)});
    RC_ASSERT(sum.contains(one) == (a.contains(one) || b.contains(one)));
    RC_ASSERT(left.contains(one) == (a.contains(one) && !b.contains(one)));
  }
  RC_ASSERT(sum.contains(a) && a.contains(left));
  RC_ASSERT(parse_string_set(to_string(a)) == a);
}

}  // namespace
}  // namespace meseta
