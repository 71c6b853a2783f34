#include "engine/base/check.hpp"

#include <gtest/gtest.h>

#include <cstdio>

namespace meseta {
namespace {

TEST(Check, WhatHoldsIsSilentAndAskedOnce) {
  int asked = 0;
  CHECK(++asked > 0);

  EXPECT_EQ(asked, 1);
}

TEST(CheckDeathTest, WhatDoesNotHoldIsNamedWithItsPlace) {
  const int tasks = -1;
  EXPECT_DEATH(CHECK(tasks >= 0), "check_test\\.cpp:[0-9]+: CHECK failed: tasks >= 0");
}

TEST(CheckDeathTest, TheHookSpeaksAfterTheCheck) {
  const CheckHook hook{
      [](void* seed) { std::fprintf(stderr, "seed %d", *static_cast<int*>(seed)); }, nullptr};
  EXPECT_DEATH(
      {
        int seed = 42;
        install_check_hook({hook.call, &seed});
        CHECK(false);
      },
      "CHECK failed: false\nseed 42");
}

TEST(CheckDeathTest, ACheckThatFailsInTheHookDoesNotCallItAgain) {
  EXPECT_DEATH(
      {
        install_check_hook({[](void*) { CHECK(1 > 2); }, nullptr});
        CHECK(false);
      },
      "CHECK failed: false\n[^\n]*CHECK failed: 1 > 2\n$");
}

TEST(Check, InstallingAHookReturnsTheOneBefore) {
  int context = 0;
  const CheckHook before = install_check_hook({[](void*) {}, &context});
  const CheckHook replaced = install_check_hook(before);

  EXPECT_EQ(replaced.context, &context);
}

}  // namespace
}  // namespace meseta
