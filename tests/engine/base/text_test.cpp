#include "engine/base/text.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace meseta {
namespace {

TEST(Text, TheEmptyOneNeedsNoMemoryAndIsEqualToAnyOther) {
  const Text none;
  const Text empty{""};

  EXPECT_TRUE(none.empty());
  EXPECT_TRUE(empty.empty());
  EXPECT_EQ(none, empty);
  EXPECT_EQ(none.size(), 0);
  EXPECT_EQ(none.view(), "");
  EXPECT_EQ(none.digest(), Digest{});
}

TEST(Text, HoldsAnyBytes) {
  const std::string bytes("a\0b\xff", 4);
  const Text text{bytes};

  EXPECT_EQ(text.size(), 4);
  EXPECT_EQ(text.view(), bytes);
  EXPECT_EQ(text.str(), bytes);
}

TEST(Text, ACopyOutlivesItsOriginal) {
  Text copy;
  {
    const Text original{"task-1"};
    copy = original;
    EXPECT_EQ(copy.view().data(), original.view().data());  // Shared, not copied.
  }

  EXPECT_EQ(copy.view(), "task-1");
}

TEST(Text, WhatWasMovedFromIsEmpty) {
  Text from{"task-1"};
  const Text to = std::move(from);

  EXPECT_EQ(to.view(), "task-1");
  EXPECT_TRUE(from.empty());  // NOLINT(bugprone-use-after-move): that is the point.
}

TEST(Text, MayBeAssignedToItself) {
  Text text{"task-1"};
  const Text& same = text;
  text = same;

  EXPECT_EQ(text.view(), "task-1");
}

TEST(Text, EqualMeansEqualBytesWhereverTheyLie) {
  EXPECT_EQ(Text{"task-1"}, Text{"task-1"});
  EXPECT_EQ(Text{"task-1"}.hash(), Text{"task-1"}.hash());
  EXPECT_NE(Text{"task-1"}, Text{"task-2"});
  EXPECT_NE(Text{"task-1"}, Text{});
}

// The digest of a text is that of its bytes, as Digest folds them.
TEST(Text, KnowsItsDigest) {
  Digest digest;
  digest.fold_bytes("task-1", 6);

  EXPECT_EQ(Text{"task-1"}.digest(), digest);
  EXPECT_EQ(Text{"task-1"}.hash(), digest.low());
}

RC_GTEST_PROP(TextProperty, OrdersAsStringsDo, ()) {
  // Of few letters, so that prefixes and equals are common.
  const auto any = rc::gen::container<std::string>(rc::gen::element('a', 'b', '\xff'));
  const std::string a = *any;
  const std::string b = *any;

  RC_ASSERT((Text{a} <=> Text{b}) == (a <=> b));
  RC_ASSERT((Text{a} == Text{b}) == (a == b));
}

}  // namespace
}  // namespace meseta
