#include "workload/runner.hpp"

#include <gtest/gtest.h>

#include <map>

#include "engine/scheduler/driver.hpp"
#include "tests/builders/framework.hpp"
#include "tests/builders/offer.hpp"
#include "tests/builders/stage.hpp"
#include "workload/batch.hpp"
#include "workload/service.hpp"
#include "workload/trace_replay.hpp"

namespace meseta {
namespace {

constexpr NodeId kMaster{5};
constexpr SessionId kSession{31};
constexpr FrameworkId kId{7, 1};

// Remembers what it is told beside the counting.
class Notes final : public Census {
 public:
  Notes() : Census(1) {}
  std::vector<Duration> latencies;
  std::vector<Wait> waits;

 private:
  void on_start(std::uint32_t, Duration latency) override { latencies.push_back(latency); }
  void on_wait(const Wait& wait) override { waits.push_back(wait); }
};

Demand demand(std::string_view taken = "cpus:1;mem:512") { return {.resources = resources(taken)}; }

Batch::Options batch(std::uint32_t tasks, Arrivals arrivals = {}) {
  return {.tasks = tasks,
          .demand = demand(),
          .arrivals = arrivals,
          .duration = Distribution::fixed(seconds(60))};
}

class RunnerTest : public testing::Test {
 protected:
  void begin(std::unique_ptr<Load> load, Runner::Options options = {}) {
    runner_.emplace(options, std::move(load), classes_, notes_);
    driver_.emplace(Driver::Options{.info = make_ref(framework_info())}, *runner_);
    stage_.emplace(*driver_);
    stage_->report(Boot{Boot::Role::Scheduler});
    stage_->report(LeaderIs{kMaster, {7}});
    stage_->report(SessionOpened{kMaster, kSession});
    suppressed_ = !stage_->said<Subscribe>()[0].suppressed_roles.empty();
    stage_->say(kSession, Subscribed{kId});
    stage_->store();
  }
  void begin(Batch::Options options, Runner::Options how = {}) {
    begin(std::make_unique<Batch>(std::move(options), Choices(1), 0), how);
  }
  void begin(Service::Options options, Runner::Options how = {}) {
    begin(std::make_unique<Service>(std::move(options), Choices(1), 0), how);
  }
  void begin(std::vector<TraceJob> jobs) {
    jobs_ = std::move(jobs);
    std::vector<std::uint32_t> which(jobs_.size());
    for (std::uint32_t i = 0; i < which.size(); ++i) which[i] = i;
    begin(std::make_unique<TraceReplay>(jobs_, which), {.refuse = hours(1)});
  }

  // Offers these agents; the tasks accepted, by name and agent.
  std::map<std::string, std::uint32_t> offer_all(const std::vector<OfferText>& texts) {
    Offers message;
    for (const OfferText& text : texts) message.offers.push_back(offer(text));
    stage_->say(kSession, std::move(message));
    std::map<std::string, std::uint32_t> placed;
    for (const Accept& accept : stage_->said<Accept>()) {
      for (const Ref<TaskInfo>& task : accept.tasks) {
        placed[task->name.str()] = accept.offers[0].number;
        EXPECT_EQ(task->agent.number, accept.offers[0].number);
      }
    }
    return placed;
  }
  void tell(std::string_view task, TaskState state, std::uint32_t agent = 1) {
    stage_->say(kSession, UpdateForward{{.framework = kId,
                                         .agent = {7, agent},
                                         .task = Text(task),
                                         .uuid = {1, ++uuids_},
                                         .state = state}});
  }
  [[nodiscard]] const Census::Counts& counts() const { return notes_.total(); }

  AgentClasses classes_;
  Notes notes_;
  std::vector<TraceJob> jobs_;
  std::optional<Runner> runner_;
  std::optional<Driver> driver_;
  std::optional<Stage> stage_;
  bool suppressed_ = false;
  std::uint64_t uuids_ = 0;
};

using Placed = std::map<std::string, std::uint32_t>;

TEST_F(RunnerTest, AsksForOffersOnlyWhileSomethingWaits) {
  auto later = batch(1);
  later.start = seconds(10);
  begin(later);
  EXPECT_TRUE(suppressed_);
  stage_->advance(seconds(10));
  EXPECT_EQ(stage_->said<Revive>().size(), 1U);
  EXPECT_EQ(offer_all({{1}}), (Placed{{"0", 1}}));
  EXPECT_EQ(stage_->said<Suppress>().size(), 1U);
  EXPECT_EQ(stage_->armed(), 0U);
}

TEST_F(RunnerTest, OneAcceptForEachUsedOfferAndOneDeclineForTheRest) {
  begin(batch(5), {.refuse = minutes(2)});
  EXPECT_FALSE(suppressed_);
  offer_all({{1}, {2}, {3}, {4}});
  const auto accepts = stage_->said<Accept>();
  ASSERT_EQ(accepts.size(), 2U);
  EXPECT_EQ(accepts[0].tasks.size(), 4U);
  EXPECT_EQ(accepts[1].tasks.size(), 1U);
  EXPECT_EQ(accepts[0].refuse, minutes(2));
  const auto declines = stage_->said<Decline>();
  ASSERT_EQ(declines.size(), 1U);
  EXPECT_EQ(declines[0].offers, (std::vector<OfferId>{{7, 3}, {7, 4}}));
  EXPECT_EQ(declines[0].refuse, minutes(2));
}

TEST_F(RunnerTest, TasksOfOneDemandShareTheirResources) {
  begin(batch(2));
  offer_all({{1}});
  const auto accept = stage_->said<Accept>()[0];
  EXPECT_TRUE(accept.tasks[0]->resources.same(accept.tasks[1]->resources));
}

TEST_F(RunnerTest, WhatIsLeftOfAFullOfferIsNotRefusedWhileTasksWait) {
  begin(batch(3), {.placer = {.tasks_per_offer_max = 2}});
  offer_all({{1}});
  EXPECT_EQ(stage_->said<Accept>()[0].refuse, Duration{});
  EXPECT_EQ(counts().pending, 1U);
}

TEST_F(RunnerTest, CountsEachTaskFromItsSubmissionToItsEnd) {
  begin(batch(3));
  EXPECT_EQ(counts().pending, 3U);
  offer_all({{1}});
  EXPECT_EQ(counts().running, 3U);
  EXPECT_EQ(counts().running_max, 3U);
  stage_->advance(seconds(2));
  tell("0", TaskState::Running);
  EXPECT_EQ(notes_.latencies, std::vector<Duration>{seconds(2)});
  tell("0", TaskState::Finished);
  tell("1", TaskState::Failed);
  EXPECT_FALSE(notes_.over());
  tell("2", TaskState::Error);
  EXPECT_EQ(counts().finished, 1U);
  EXPECT_EQ(counts().failed, 1U);
  EXPECT_EQ(counts().error, 1U);
  EXPECT_EQ(counts().running, 0U);
  EXPECT_TRUE(notes_.over());
}

TEST_F(RunnerTest, AnUpdateSaidTwiceCountsOnce) {
  begin(batch(2));
  offer_all({{1}});
  for (int i = 0; i < 2; ++i) {
    tell("0", TaskState::Running);
    tell("1", TaskState::Finished);
  }
  EXPECT_EQ(notes_.latencies.size(), 1U);
  EXPECT_EQ(counts().finished, 1U);
}

TEST_F(RunnerTest, ALostTaskOfABatchIsSubmittedAgainUnderAnotherName) {
  begin(batch(1));
  offer_all({{1}});
  tell("0", TaskState::Unreachable);
  EXPECT_EQ(counts().lost, 1U);
  EXPECT_EQ(counts().submitted, 2U);
  EXPECT_EQ(stage_->said<Revive>().size(), 1U);
  EXPECT_EQ(offer_all({{2}}), (Placed{{"0.1", 2}}));
  tell("0", TaskState::Running);  // The agent came back.
  EXPECT_EQ(stage_->said<Kill>()[0].task.view(), "0");
  tell("0", TaskState::Killed);
  tell("0.1", TaskState::Finished, 2);
  EXPECT_EQ(counts().finished, 1U);
  EXPECT_EQ(counts().killed, 0U);
  EXPECT_TRUE(notes_.over());
}

TEST_F(RunnerTest, AServiceStartsAnInstanceAnewAfterTheDelay) {
  begin(Service::Options{.instances = 2,
                         .demand = demand(),
                         .lifetime = Distribution::fixed(seconds(5)),
                         .restart_delay = seconds(30)});
  EXPECT_EQ(offer_all({{1}}), (Placed{{"0", 1}, {"1", 1}}));
  tell("1", TaskState::Finished);
  EXPECT_TRUE(stage_->said<Revive>().empty());
  stage_->advance(seconds(30));
  EXPECT_EQ(stage_->said<Revive>().size(), 1U);
  EXPECT_EQ(offer_all({{2}}), (Placed{{"1.1", 2}}));
  EXPECT_FALSE(notes_.over());
}

TEST_F(RunnerTest, AServiceGivesUpAnInstanceThatIsRefused) {
  begin(Service::Options{.instances = 1, .demand = demand()});
  offer_all({{1}});
  tell("0", TaskState::Error);
  EXPECT_TRUE(notes_.over());
}

TEST_F(RunnerTest, ABatchThatStaysActiveSuppressesOnceAllIsPlaced) {
  begin(batch(2, {Arrivals::Kind::Every, seconds(10)}), {.suppress_when_idle = false});
  EXPECT_FALSE(suppressed_);
  offer_all({{1}});
  EXPECT_TRUE(stage_->said<Suppress>().empty());
  stage_->advance(seconds(10));
  EXPECT_TRUE(stage_->said<Revive>().empty());
  offer_all({{2}});
  EXPECT_EQ(stage_->said<Suppress>().size(), 1U);
}

TEST_F(RunnerTest, ADemandThatWaitsAlreadyIsNoReasonToRevive) {
  begin(batch(3, {Arrivals::Kind::Every, seconds(10)}));
  offer_all({{1, "cpus:4;mem:4096", "", "cpus:0.5;mem:4096"}});
  EXPECT_EQ(stage_->said<Decline>().size(), 1U);
  stage_->advance(seconds(10));
  EXPECT_TRUE(stage_->said<Revive>().empty());
  EXPECT_EQ(counts().pending, 2U);
}

TEST_F(RunnerTest, ATaskThatWaitedNamesItsObstaclesByClass) {
  classes_ = AgentClasses({{Text("a"), 2, agent_of("cpus:4;mem:4096")},
                           {Text("b"), 3, agent_of("cpus:0.5;mem:4096")},
                           {Text("c"), 1, agent_of("cpus:8;mem:4096")}});
  begin(batch(1));
  offer_all({{1, "cpus:4;mem:4096", "", "cpus:0.5;mem:4096"},
             {2, "cpus:4;mem:4096", "", "cpus:2;mem:100"}});
  ASSERT_EQ(runner_->waiting().size(), 1U);
  const ClassObstacles expected{{0, Obstacle::NoCpus, 1},
                                {0, Obstacle::NoMem, 1},
                                {1, Obstacle::TooLarge, 3},
                                {2, Obstacle::NotOffered, 1}};
  EXPECT_EQ(runner_->waiting()[0].obstacles, expected);
  stage_->advance(seconds(3));
  offer_all({{3, "cpus:8;mem:4096"}});
  ASSERT_EQ(notes_.waits.size(), 1U);
  EXPECT_EQ(notes_.waits[0].waited, seconds(3));
  EXPECT_TRUE(notes_.waits[0].launched);
  EXPECT_EQ(notes_.waits[0].obstacles, expected);
}

TEST_F(RunnerTest, ATaskThatNoAgentEverHoldsWaitsWithoutAskingForOffers) {
  classes_ = AgentClasses({{Text("a"), 2, agent_of("cpus:0.5;mem:4096")}});
  begin(batch(1));
  EXPECT_TRUE(suppressed_);
  EXPECT_TRUE(runner_->waiting()[0].hopeless);
  EXPECT_EQ(counts().pending, 1U);
  EXPECT_TRUE(notes_.over());
}

TEST_F(RunnerTest, ATraceIsSubmittedAndRunsAsItWas) {
  begin({{.name = "x",
          .submit = seconds(1),
          .cpus_milli = 1000,
          .mem_mib = 64,
          .duration = seconds(7)},
         {.name = "y",
          .submit = seconds(1),
          .tasks = 2,
          .cpus_milli = 1000,
          .mem_mib = 64,
          .duration = seconds(8),
          .outcome = TraceOutcome::Failed}});
  EXPECT_TRUE(suppressed_);
  stage_->advance(seconds(1));
  EXPECT_EQ(stage_->said<Revive>().size(), 1U);
  EXPECT_EQ(offer_all({{1}}), (Placed{{"x", 1}, {"y.0", 1}, {"y.1", 1}}));
  const auto accept = stage_->said<Accept>()[0];
  EXPECT_EQ(decode_task_script(accept.tasks[0]->payload), (TaskScript{.runs = seconds(7)}));
  EXPECT_EQ(decode_task_script(accept.tasks[1]->payload),
            (TaskScript{.runs = seconds(8), .outcome = TaskScript::Outcome::Fail}));
}

TEST_F(RunnerTest, AJobThatStillWaitsAtItsDeadlineIsWithdrawnBeforeItCouldBePlaced) {
  begin({{.name = "x", .submit = seconds(1), .cpus_milli = 1000, .deadline = seconds(5)},
         {.name = "y", .submit = seconds(5), .cpus_milli = 1000, .deadline = seconds(5)}});
  stage_->advance(seconds(4));
  EXPECT_EQ(counts().withdrawn, 0U);
  stage_->advance(seconds(1));
  EXPECT_EQ(counts().withdrawn, 2U);
  EXPECT_EQ(counts().pending, 2U);
  EXPECT_TRUE(offer_all({{1}}).empty());
  EXPECT_TRUE(notes_.over());
  EXPECT_EQ(notes_.waits.size(), 2U);
}

TEST_F(RunnerTest, TheDeadlineOfAJobThatRunsWakesNobody) {
  begin({{.name = "x", .cpus_milli = 1000, .duration = seconds(9), .deadline = seconds(5)}});
  offer_all({{1}});
  EXPECT_EQ(stage_->armed(), 0U);
}

TEST_F(RunnerTest, ALostJobIsSubmittedAgainBeforeItsDeadlineOnly) {
  begin({{.name = "x", .cpus_milli = 1000, .duration = seconds(9), .deadline = seconds(5)}});
  offer_all({{1}});
  tell("x", TaskState::Lost);
  EXPECT_EQ(offer_all({{2}}), (Placed{{"x~1", 2}}));
  stage_->advance(seconds(6));
  tell("x~1", TaskState::Gone, 2);
  EXPECT_EQ(counts().submitted, 2U);
  EXPECT_EQ(counts().lost, 2U);
  EXPECT_TRUE(notes_.over());
}

TEST_F(RunnerTest, NamesTheTasksItBelievesInAfterABreak) {
  begin(batch(3));
  offer_all({{1}});
  tell("1", TaskState::Finished);
  stage_->report(SessionClosed{kMaster, kSession});
  stage_->advance(seconds(2));
  stage_->report(SessionOpened{kMaster, SessionId{32}});
  stage_->say(SessionId{32}, Subscribed{kId});
  const auto claims = stage_->said<Reconcile>()[0].tasks;
  ASSERT_EQ(claims.size(), 2U);
  EXPECT_EQ(claims[0].task.view(), "0");
  EXPECT_EQ(claims[1].task.view(), "2");
  EXPECT_EQ(claims[0].agent, (AgentId{7, 1}));
}

TEST_F(RunnerTest, ARefusedFrameworkIsNotBusyAnyMore) {
  begin(batch(3, {Arrivals::Kind::Every, seconds(10)}));
  stage_->say(kSession, FrameworkError{Text("no")});
  EXPECT_TRUE(notes_.over());
  EXPECT_EQ(stage_->armed(), 0U);
}

TEST_F(RunnerTest, TheLiveTasksOfARefusedFrameworkAreLost) {
  begin(batch(2));
  offer_all({{1, "cpus:1;mem:512"}});
  stage_->say(kSession, FrameworkError{Text("Framework has been removed")});

  EXPECT_EQ(notes_.total().running, 0U);
  EXPECT_EQ(notes_.total().lost, 1U);
  EXPECT_EQ(notes_.total().pending, 1U);
  EXPECT_EQ(notes_.total().submitted, 2U);  // Not once more.
  EXPECT_TRUE(notes_.over());
}

TEST(NumberName, ReadsBackWhatItWrote) {
  for (const std::uint32_t task : {0U, 17U, UINT32_MAX}) {
    for (const std::uint32_t attempt : {0U, 1U, UINT32_MAX}) {
      const auto read = parse_number_name(number_name(task, attempt));
      ASSERT_TRUE(read.has_value());
      EXPECT_EQ(read->task, task);
      EXPECT_EQ(read->attempt, attempt);
    }
  }
  for (const char* foreign : {"", "x", "1.", "1.0", "1.x", "1 ", "4294967296"}) {
    EXPECT_FALSE(parse_number_name(Text(foreign)).has_value()) << foreign;
  }
}

}  // namespace
}  // namespace meseta
