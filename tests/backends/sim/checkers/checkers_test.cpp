#include "backends/sim/checkers/checkers.hpp"

#include <gtest/gtest.h>

#include "tests/builders/task.hpp"

namespace meseta {
namespace {

// Of each invariant that is always watched one violation, so that none is left out.
TEST(Checkers, AllAreThere) {
  Scenario scenario;
  scenario.name = "two";
  scenario.cluster = {{.name = "a", .count = 2, .resources = "cpus:4"}};
  Census census(0);
  const Cast cast(scenario, 1, census);
  Checkers checkers(cast, Place{1}, {});
  const TaskInfo task = task_info("a", {}, "cpus:5");

  checkers.launched({Place{2}, NodeId{2}, {}, task}, {});
  EXPECT_EQ(checkers.violations().found(), 1);
  checkers.gone({Place{2}, NodeId{2}, {}, task}, {});

  const Sight::Leader leader{{}, quantities("cpus:8"), quantities("cpus:8")};
  checkers.look({.now = {}, .leader = leader, .counts = {.submitted = 1}, .frameworks = {}});
  EXPECT_EQ(checkers.violations().found(), 2);  // The sum; all of the cluster may be allocated.
}

}  // namespace
}  // namespace meseta
