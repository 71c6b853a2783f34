#include "engine/base/result.hpp"

#include <gtest/gtest.h>

namespace meseta {
namespace {

Result<int> half(int n) {
  if (n % 2 != 0) return refuse("an odd number; expected an even one");
  return n / 2;
}

TEST(Result, IsAValueOrTheReasonWhyThereIsNone) {
  EXPECT_EQ(half(4), 2);
  ASSERT_FALSE(half(3));
  EXPECT_EQ(half(3).error(), Refusal{"an odd number; expected an even one"});
}

}  // namespace
}  // namespace meseta
