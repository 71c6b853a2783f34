#include "backends/sim/usage.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <vector>

#include "tests/builders/resources.hpp"

namespace meseta {
namespace {

constexpr FrameworkId kFramework{1, 0};
constexpr Usage::Wide kUnits = Usage::kShareUnits;

Time at_s(std::int64_t s) { return Time{} + seconds(s); }

TEST(Usage, AShareThatIsNoBinaryFractionIsExactToo) {
  Usage usage({3'000, 1'000, 0});
  usage.begin(kFramework, resources("cpus:1"), at_s(0), at_s(0));

  EXPECT_TRUE(usage.share_integral(kFramework, at_s(3)) == kUnits * seconds(1).ns);
  EXPECT_TRUE(usage.share_integral(kFramework, at_s(3'000)) == kUnits * seconds(1'000).ns);
}

TEST(Usage, AMillionSmallStepsLoseNothing) {
  Usage usage({7'000, 1'000, 0});
  const Resources held = resources("cpus:1");
  Time now;
  for (int i = 0; i < 1'000'000; ++i) {
    usage.begin(kFramework, held, now, now);
    now = now + nanoseconds(7);
    usage.end(kFramework, held, now, now);
  }

  EXPECT_TRUE(usage.share_integral(kFramework, now) == kUnits * 1'000'000);
}

TEST(Usage, TheGreatestShareCountsWhicheverItIs) {
  Usage usage({10'000, 100'000, 4'000});
  const Resources cpus = resources("cpus:5;mem:10");  // Half of the cpus, a tenth of the memory.
  const Resources gpus = resources("gpus:3");         // Three quarters of the cards.
  usage.begin(kFramework, cpus, at_s(0), at_s(0));
  usage.begin(kFramework, gpus, at_s(8), at_s(8));
  usage.end(kFramework, gpus, at_s(8), at_s(16));
  usage.end(kFramework, cpus, at_s(0), at_s(24));

  EXPECT_TRUE(usage.share_integral(kFramework, at_s(100)) == kUnits * seconds(4 + 6 + 4).ns);
}

TEST(Usage, WhatTheClusterDoesNotHaveHasNoShare) {
  Usage usage({0, 100'000, 0});
  usage.begin(kFramework, resources("cpus:5;mem:50;gpus:1"), at_s(0), at_s(0));

  EXPECT_TRUE(usage.share_integral(kFramework, at_s(2)) == kUnits * seconds(1).ns);
}

TEST(Usage, AFrameworkThatNeverRanAnythingHasNone) {
  const Usage usage({1'000, 0, 0});
  EXPECT_TRUE(usage.share_integral(kFramework, at_s(2)) == 0);
}

// Ten years of everything there can be.
TEST(Usage, TheLongestRunOfTheLargestClusterFits) {
  const std::int64_t all = kQuantityMax.milli;
  Usage usage({all, all, all});
  Resources held;
  held.add(Resource::of(KnownName::Cpus, kQuantityMax));
  usage.begin(kFramework, held, {}, {});
  const Duration ten_years = days(3650);

  EXPECT_TRUE(usage.share_integral(kFramework, Time{} + ten_years) == kUnits * ten_years.ns);
}

// The reference divides at each change, as a fraction over the product of the totals.
RC_GTEST_PROP(UsageProperty, AgreesWithTheSumOverIntervals, ()) {
  const auto total = *rc::gen::inRange<std::int64_t>(1, 1'000);
  const auto other = *rc::gen::inRange<std::int64_t>(1, 1'000);
  Usage usage({total, other, 0});
  std::vector<Resources> running;
  Usage::Wide exact = 0;  // In nanoseconds times both totals.
  std::int64_t cpus = 0;
  std::int64_t mem = 0;
  Time now;
  const auto steps =
      *rc::gen::container<std::vector<std::uint16_t>>(rc::gen::arbitrary<std::uint16_t>());
  for (const std::uint16_t step : steps) {
    const Duration gap = nanoseconds(step % 97);
    exact += std::max(Usage::Wide{cpus} * other, Usage::Wide{mem} * total) * gap.ns;
    now = now + gap;
    if (step % 2 == 0 || running.empty()) {
      Resources held;
      held.add(Resource::of(KnownName::Cpus, {step % 13}));
      held.add(Resource::of(KnownName::Mem, {step % 11}));
      usage.begin(kFramework, held, now, now);
      running.push_back(held);
      cpus += held.cpus().milli;
      mem += held.mem().milli;
    } else {
      const Resources held = running.back();
      running.pop_back();
      usage.end(kFramework, held, now, now);
      cpus -= held.cpus().milli;
      mem -= held.mem().milli;
    }
  }
  const Usage::Wide most = exact * kUnits / (Usage::Wide{total} * other);
  const Usage::Wide counted = usage.share_integral(kFramework, now);
  RC_ASSERT(counted <= most);
  RC_ASSERT(most - counted < static_cast<Usage::Wide>(Usage::kNames));
}

}  // namespace
}  // namespace meseta
