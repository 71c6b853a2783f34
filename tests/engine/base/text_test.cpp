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

// Of one byte; the longest that is kept in the handle; the shortest that is not; a long one.
class TextOfSize : public testing::TestWithParam<std::size_t> {
 protected:
  const std::string bytes_ = std::string("\xff\0-task-by-its-full-name", 25).substr(0, GetParam());
};

INSTANTIATE_TEST_SUITE_P(Sizes, TextOfSize, testing::Values(1, 7, 8, 25));

TEST_P(TextOfSize, HoldsAnyBytes) {
  const Text text{bytes_};

  EXPECT_FALSE(text.empty());
  EXPECT_EQ(text.size(), bytes_.size());
  EXPECT_EQ(text.view(), bytes_);
  EXPECT_EQ(text.str(), bytes_);
}

TEST_P(TextOfSize, ACopyOutlivesItsOriginal) {
  Text copy{"another text"};
  {
    const Text original{bytes_};
    copy = original;
  }

  EXPECT_EQ(copy.view(), bytes_);
}

TEST_P(TextOfSize, WhatWasMovedFromIsEmpty) {
  Text from{bytes_};
  const Text to = std::move(from);

  EXPECT_EQ(to.view(), bytes_);
  EXPECT_TRUE(from.empty());  // NOLINT(bugprone-use-after-move): that is the point.
}

TEST_P(TextOfSize, MayBeAssignedToItself) {
  Text text{bytes_};
  const Text& same = text;
  text = same;

  EXPECT_EQ(text.view(), bytes_);
}

TEST_P(TextOfSize, EqualMeansEqualBytesWhereverTheyLie) {
  EXPECT_EQ(Text{bytes_}, Text{bytes_});
  EXPECT_EQ(Text{bytes_}.hash(), Text{bytes_}.hash());
  EXPECT_NE(Text{bytes_}, Text{bytes_ + '\0'});
  EXPECT_NE(Text{bytes_}, Text{std::string(bytes_.size(), 'x')});
  EXPECT_NE(Text{bytes_}, Text{});
}

// The digest of a text is that of its bytes, as Digest folds them.
TEST_P(TextOfSize, KnowsItsDigest) {
  Digest digest;
  digest.fold_bytes(bytes_.data(), bytes_.size());

  EXPECT_EQ(Text{bytes_}.digest(), digest);
  EXPECT_EQ(Text{bytes_}.hash(), digest.low());
}

TEST(Text, CopiesOfALongOneShareIt) {
  const Text original{"more than seven"};
  const Text copy = original;

  EXPECT_EQ(copy.view().data(), original.view().data());
}

RC_GTEST_PROP(TextProperty, OrdersAsStringsDo, ()) {
  // Of few letters, so that prefixes and equals are common.
  const auto any = rc::gen::container<std::string>(rc::gen::element('a', '\0', '\xff'));
  const std::string a = *any;
  const std::string b = *any;

  RC_ASSERT((Text{a} <=> Text{b}) == (a <=> b));
  RC_ASSERT((Text{a} == Text{b}) == (a == b));
}

}  // namespace
}  // namespace meseta
