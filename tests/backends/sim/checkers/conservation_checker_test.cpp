#include "backends/sim/checkers/conservation_checker.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "backends/sim/world.hpp"
#include "tests/builders/resources.hpp"

namespace meseta {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

constexpr FrameworkId kFramework{1, 0};
constexpr FrameworkId kOther{1, 1};

class ConservationTest : public testing::Test {
 protected:
  ConservationTest() { checker_.report_to(violations_); }

  void ran(FrameworkId framework, TaskState state) {
    const TaskInfo task;
    checker_.ended({{}, {}, framework, task}, state, {});
  }
  // Two frameworks that count this, and no leader.
  static Sight sight(const Census::Counts& one, const Census::Counts& other = {}) {
    Sight seen{.now = Time{} + seconds(3), .leader = {}, .counts = one, .frameworks = {}};
    for (const auto count :
         {&Census::Counts::submitted, &Census::Counts::pending, &Census::Counts::running,
          &Census::Counts::finished, &Census::Counts::failed, &Census::Counts::killed,
          &Census::Counts::lost, &Census::Counts::error}) {
      seen.counts.*count += other.*count;
    }
    seen.frameworks = {{NodeId{5}, kFramework, one}, {NodeId{6}, kOther, other}};
    return seen;
  }
  static Sight sight(const char* allocated, const char* tasks) {
    Sight seen = sight({});
    seen.leader = {NodeId{2}, quantities(allocated), quantities(tasks)};
    return seen;
  }

  Violations violations_{{}};
  ConservationChecker checker_{quantities("cpus:8;ports:10")};
};

TEST_F(ConservationTest, EachTaskIsInOneAccount) {
  ran(kFramework, TaskState::Finished);
  ran(kFramework, TaskState::Failed);
  checker_.look(sight({.submitted = 7,
                       .pending = 1,
                       .running = 1,
                       .finished = 1,
                       .failed = 1,
                       .killed = 1,
                       .lost = 1,
                       .error = 1}));

  EXPECT_THAT(violations_.texts(), ElementsAre());
}

TEST_F(ConservationTest, ATaskInNoAccountIsTold) {
  checker_.look(sight({.submitted = 3, .running = 2}));

  EXPECT_THAT(violations_.texts(),
              ElementsAre("at 3s: conservation: 3 tasks were submitted, 2 are accounted for",
                          "at 3s node 5: conservation: 3 tasks were submitted, 2 are accounted "
                          "for"));
}

TEST_F(ConservationTest, WhatOneFrameworkLosesAnotherCannotMakeUpFor) {
  checker_.look(sight({.submitted = 3, .running = 2}, {.submitted = 2, .running = 3}));

  EXPECT_THAT(violations_.texts(), ElementsAre(HasSubstr("node 5"), HasSubstr("node 6")));
}

TEST_F(ConservationTest, WhatFinishedHasRun) {
  ran(kFramework, TaskState::Finished);
  ran(kFramework, TaskState::Killed);
  checker_.look(sight({.submitted = 2, .finished = 2}));

  EXPECT_THAT(violations_.texts(),
              ElementsAre(HasSubstr("at 3s: "),
                          "at 3s node 5: conservation: 2 tasks count as finished, but only 1 ran "
                          "to their end"));
}

TEST_F(ConservationTest, WhatFailedHasFailedForThatFramework) {
  ran(kOther, TaskState::Failed);
  checker_.look(sight({.submitted = 1, .failed = 1}));

  EXPECT_THAT(violations_.texts(),
              ElementsAre("at 3s node 5: conservation: 1 tasks count as failed, but only 0 did"));
}

TEST_F(ConservationTest, AnEndOfWhichNobodyHeardIsNoViolation) {
  ran(kFramework, TaskState::Finished);
  checker_.look(sight({.submitted = 1, .lost = 1}));

  EXPECT_EQ(violations_.found(), 0);
}

TEST_F(ConservationTest, AFrameworkWithoutIdHasRunNothing) {
  ran(kFramework, TaskState::Finished);
  Sight seen = sight({.submitted = 1, .finished = 1});
  seen.frameworks[0].id = {};
  checker_.look(seen);
  EXPECT_THAT(violations_.texts(), ElementsAre(HasSubstr("at 3s node 5: ")));
}

TEST_F(ConservationTest, WhatIsAllocatedIsWhatTasksTake) {
  checker_.look(sight("cpus:4", "cpus:4"));
  EXPECT_EQ(violations_.found(), 0);
  checker_.look(sight("cpus:4", "cpus:4.001"));

  EXPECT_THAT(violations_.texts(),
              ElementsAre("at 3s node 2: conservation: the master counts cpus:4 as allocated, its "
                          "tasks take cpus:4.001"));
}

TEST_F(ConservationTest, NoMoreIsAllocatedThanThereIs) {
  checker_.look(sight("cpus:8;ports:10", "cpus:8;ports:10"));
  EXPECT_EQ(violations_.found(), 0);
  checker_.look(sight("cpus:8.001", "cpus:8.001"));

  EXPECT_THAT(violations_.texts(),
              ElementsAre(HasSubstr("take cpus:8.001, the cluster has cpus:8")));
}

TEST_F(ConservationTest, WhatStaysWrongIsToldOnce) {
  checker_.look(sight("cpus:4", "cpus:3"));
  checker_.look(sight("cpus:3", "cpus:2"));

  EXPECT_EQ(violations_.found(), 1);
}

// The master's own sum is compared with one made from its table.
TEST(Sight, SumsTheLiveTasksOfTheMaster) {
  Scenario scenario;
  scenario.name = "ten";
  scenario.cluster = {{.name = "a", .count = 3, .resources = "cpus:16;mem:65536"}};
  FrameworkSpec framework{.name = "one"};
  framework.batch = BatchLoad{.tasks = 10,
                              .task = {.resources = "cpus:1.5;mem:10"},
                              .duration = Distribution::fixed(hours(1))};
  scenario.frameworks = {framework};
  Census census(1);
  World world(scenario, census, {});
  world.run_until(Time{} + minutes(1));
  ASSERT_EQ(census.total().running, 10);

  const Sight::Leader seen = sight_of(NodeId{0}, *world.leader());
  EXPECT_EQ(seen.tasks, quantities("cpus:15;mem:100"));
  EXPECT_EQ(seen.allocated, seen.tasks);
  world.run();
  EXPECT_EQ(sight_of(NodeId{0}, *world.leader()).tasks, Quantities{});
}

}  // namespace
}  // namespace meseta
