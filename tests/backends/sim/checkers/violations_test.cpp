#include "backends/sim/checkers/violations.hpp"

#include <gtest/gtest.h>

namespace meseta {
namespace {

TEST(Violations, SayWhenSinceTheStartAndWhere) {
  const Time start = Time{} + seconds(100);
  Violations violations(start);
  violations.add(start + milliseconds(12'500), NodeId{7}, "capacity: much");
  violations.add(start + seconds(13), {}, "conservation: little");

  EXPECT_EQ(violations.texts(), (std::vector<std::string>{"at 12.5s node 7: capacity: much",
                                                          "at 13s: conservation: little"}));
}

TEST(Violations, UpToTheLimitAreKeptAndTheRestIsCounted) {
  Violations violations({});
  for (std::size_t i = 0; i < Violations::kKeptMax; ++i) violations.add({}, {}, std::to_string(i));
  EXPECT_EQ(violations.texts().size(), Violations::kKeptMax);
  EXPECT_EQ(violations.texts().back(), "at 0s: 99");

  violations.add({}, {}, "one");
  violations.add({}, {}, "two");

  EXPECT_EQ(violations.found(), Violations::kKeptMax + 2);
  EXPECT_EQ(violations.texts().size(), Violations::kKeptMax + 1);
  EXPECT_EQ(violations.texts().back(), "and 2 more, which were not kept");
}

}  // namespace
}  // namespace meseta
