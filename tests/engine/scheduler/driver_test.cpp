#include "engine/scheduler/driver.hpp"

#include <gtest/gtest.h>

#include "tests/builders/framework.hpp"
#include "tests/builders/stage.hpp"
#include "tests/builders/task.hpp"

namespace meseta {
namespace {

constexpr NodeId kMaster{5};
constexpr SessionId kSession{31};
constexpr FrameworkId kId{7, 1};
constexpr AgentId kAgent{7, 9};

// Writes down what it is told, and does what the test put into `act` at the next callback.
class Diary final : public SchedulerPolicy {
 public:
  using Act = void (*)(Calls&);

  void started(Time, Calls& calls) override { note("started", calls); }
  void subscribed(FrameworkId, Time, Calls& calls) override { note("subscribed", calls); }
  void disconnected(Time, Calls& calls) override { note("disconnected", calls); }
  void offered(std::span<const Offer> offers, Time, Calls& calls) override {
    note("offered " + std::to_string(offers.size()), calls);
  }
  void rescinded(std::span<const OfferId>, Time, Calls& calls) override {
    note("rescinded", calls);
  }
  void update(const StatusUpdate& status, Time, Calls& calls) override {
    note(status.task.str() + " " + std::string(to_string(status.state)), calls);
  }
  void agent_failed(AgentId, Time, Calls& calls) override { note("agent_failed", calls); }
  void woken(Time, Calls& calls) override { note("woken", calls); }
  void refused(const Text& message, Time, Calls& calls) override {
    note("refused " + message.str(), calls);
  }
  [[nodiscard]] std::vector<Reconcile::Claim> claims() const override { return claimed; }

  std::vector<std::string> take() { return std::exchange(lines, {}); }

  std::vector<std::string> lines;
  std::vector<Reconcile::Claim> claimed;
  Act act = nullptr;

 private:
  void note(std::string line, Calls& calls) {
    lines.push_back(std::move(line));
    if (const Act now = std::exchange(act, nullptr)) now(calls);
  }
};

using Lines = std::vector<std::string>;

class DriverTest : public testing::Test {
 protected:
  Diary diary_;
  Driver driver_{{.info = make_ref(framework_info())}, diary_};
  Stage stage_{driver_};

  void boot(std::vector<Record> records = {}) {
    stage_.report(Boot{Boot::Role::Scheduler, 0, 0, std::move(records)});
  }
  void connect(SessionId session = kSession) {
    stage_.report(LeaderIs{kMaster, {7}});
    stage_.report(SessionOpened{kMaster, session});
  }
  void subscribe(SessionId session = kSession) {
    connect(session);
    stage_.say(session, Subscribed{kId});
    if (stage_.count(Want::Verb::Persist) > 0) stage_.store();
    diary_.take();
  }
  void reconnect(SessionId session) {
    stage_.report(SessionClosed{kMaster, kSession});
    stage_.advance(seconds(2));
    stage_.report(SessionOpened{kMaster, session});
    stage_.say(session, Subscribed{kId});
  }
  void update(std::string_view task, TaskState state, Uuid uuid = {}) {
    stage_.say(
        kSession,
        UpdateForward{
            {.framework = kId, .agent = kAgent, .task = Text(task), .uuid = uuid, .state = state}});
  }
};

TEST_F(DriverTest, SubscribesWithoutAnIdTheFirstTimeAndTellsThePolicyOnceTheIdIsDurable) {
  boot();
  connect();
  EXPECT_FALSE(stage_.said<Subscribe>()[0].framework.valid());
  stage_.say(kSession, Subscribed{kId});
  EXPECT_EQ(diary_.take(), Lines{"started"});
  stage_.say(kSession, Offers{});
  stage_.store();
  EXPECT_EQ(diary_.take(), (Lines{"subscribed", "offered 0"}));
  EXPECT_TRUE(driver_.subscribed());
  EXPECT_EQ(stage_.armed(), 0U);
}

TEST_F(DriverTest, SubscribesAgainWithDoublingBackoffUntilItIsAnswered) {
  boot();
  connect();
  std::vector<int> sent;
  for (int second = 1; second <= 190; ++second) {
    stage_.advance(seconds(1));
    if (!stage_.said<Subscribe>().empty()) sent.push_back(second);
  }
  EXPECT_EQ(sent, (std::vector<int>{2, 6, 14, 30, 62, 122, 182}));
}

TEST_F(DriverTest, FailsOverUnderItsPersistedId) {
  boot({FrameworkIdentity{kId}});
  connect();
  EXPECT_EQ(stage_.said<Subscribe>()[0].framework, kId);
  stage_.say(kSession, Subscribed{kId});
  EXPECT_EQ(stage_.count(Want::Verb::Persist), 0U);
  EXPECT_TRUE(driver_.subscribed());
}

TEST_F(DriverTest, TellsThePolicyOfALostSessionAndIgnoresWhatStillComesOnIt) {
  boot();
  subscribe();
  stage_.report(SessionClosed{kMaster, kSession});
  EXPECT_EQ(diary_.take(), Lines{"disconnected"});
  stage_.say(kSession, Offers{});
  update("a", TaskState::Running);
  EXPECT_TRUE(diary_.take().empty());
}

TEST_F(DriverTest, AcknowledgesAnUpdateWithAUuidAfterThePolicyHasSeenIt) {
  boot();
  subscribe();
  diary_.act = [](Calls& calls) { calls.suppress(); };
  update("a", TaskState::Running, {1, 2});
  ASSERT_EQ(stage_.wants().size(), 2U);
  EXPECT_TRUE(stage_.wants()[0].body.is<Suppress>());
  const auto acks = stage_.said<Ack>();
  ASSERT_EQ(acks.size(), 1U);
  EXPECT_EQ(acks[0].agent, kAgent);
  EXPECT_EQ(acks[0].task.view(), "a");
  EXPECT_EQ(acks[0].uuid, (Uuid{1, 2}));
}

TEST_F(DriverTest, AnUpdateWithoutUuidIsNotAcknowledged) {
  boot();
  subscribe();
  update("a", TaskState::Lost);
  EXPECT_EQ(diary_.take(), Lines{"a TASK_LOST"});
  EXPECT_TRUE(stage_.wants().empty());
}

TEST_F(DriverTest, AsksAboutTheTasksThePolicyBelievesInUntilAllAreHeardOf) {
  boot();
  subscribe();
  diary_.claimed = {{Text("a"), kAgent}, {Text("b"), kAgent}};
  reconnect(SessionId{32});
  EXPECT_EQ(stage_.said<Reconcile>()[0].tasks.size(), 2U);
  stage_.say(SessionId{32}, UpdateForward{{.task = Text("a"), .state = TaskState::Running}});
  stage_.advance(seconds(5));
  ASSERT_EQ(stage_.said<Reconcile>().size(), 1U);
  EXPECT_EQ(stage_.said<Reconcile>()[0].tasks[0].task.view(), "b");
  stage_.advance(seconds(9));
  EXPECT_TRUE(stage_.said<Reconcile>().empty());
  stage_.say(SessionId{32}, UpdateForward{{.task = Text("b"), .state = TaskState::Gone}});
  EXPECT_EQ(stage_.armed(), 0U);
}

TEST_F(DriverTest, ANewFrameworkAsksNothing) {
  boot();
  connect();
  stage_.say(kSession, Subscribed{kId});
  stage_.store();
  EXPECT_TRUE(stage_.said<Reconcile>().empty());
}

TEST_F(DriverTest, SuppressingTwiceIsSaidOnceAndRevivingAlways) {
  boot();
  subscribe();
  diary_.act = [](Calls& calls) {
    calls.suppress();
    calls.suppress();
    calls.revive();
    calls.revive();
  };
  update("a", TaskState::Running);
  EXPECT_EQ(stage_.said<Suppress>().size(), 1U);
  EXPECT_EQ(stage_.said<Revive>().size(), 2U);
}

TEST_F(DriverTest, WhatIsSuppressedStaysSoOnTheNextSession) {
  boot();
  subscribe();
  diary_.act = [](Calls& calls) { calls.suppress(); };
  update("a", TaskState::Running);
  stage_.report(SessionClosed{kMaster, kSession});
  stage_.advance(seconds(2));
  stage_.report(SessionOpened{kMaster, SessionId{32}});
  EXPECT_EQ(stage_.said<Subscribe>()[0].suppressed_roles, std::vector<Text>{Text("dev")});
}

TEST_F(DriverTest, AChangeOfMindWhileSubscribingIsSaidOnceSubscribed) {
  diary_.act = [](Calls& calls) {
    calls.suppress();
    calls.wake(Time{} + seconds(1003));
  };
  boot();
  connect();
  diary_.act = [](Calls& calls) { calls.revive(); };
  stage_.advance(seconds(4));
  EXPECT_TRUE(stage_.said<Revive>().empty());
  stage_.say(kSession, Subscribed{kId});
  stage_.store();
  EXPECT_EQ(stage_.said<Revive>().size(), 1U);
}

TEST_F(DriverTest, AKillIsSaidAgainOnEverySessionUntilTheTaskIsOver) {
  boot();
  subscribe();
  diary_.act = [](Calls& calls) { calls.kill(Text("a"), kAgent); };
  update("a", TaskState::Running);
  EXPECT_EQ(stage_.said<Kill>().size(), 1U);
  reconnect(SessionId{32});
  EXPECT_EQ(stage_.said<Kill>().size(), 1U);
  stage_.say(SessionId{32}, UpdateForward{{.task = Text("a"), .state = TaskState::Killed}});
  stage_.report(SessionClosed{kMaster, SessionId{32}});
  stage_.advance(seconds(2));
  stage_.report(SessionOpened{kMaster, SessionId{33}});
  stage_.say(SessionId{33}, Subscribed{kId});
  EXPECT_TRUE(stage_.said<Kill>().empty());
}

TEST_F(DriverTest, TasksAcceptedWithoutASessionComeBackAsDropped) {
  boot();
  subscribe();
  diary_.act = [](Calls& calls) {
    calls.accept({.offers = {{7, 3}}, .tasks = {task("a", kAgent)}});
    calls.decline({.offers = {{7, 4}}});
  };
  stage_.report(SessionClosed{kMaster, kSession});
  EXPECT_EQ(diary_.take(), (Lines{"disconnected", "a TASK_DROPPED"}));
  EXPECT_TRUE(stage_.said<Accept>().empty());
  EXPECT_TRUE(stage_.said<Ack>().empty());
}

TEST_F(DriverTest, ThePolicyHasOneAlarm) {
  boot();
  subscribe();
  diary_.act = [](Calls& calls) {
    calls.wake(Time{} + seconds(1010));
    calls.wake(Time{} + seconds(1005));
  };
  update("a", TaskState::Running);
  diary_.take();
  stage_.advance(seconds(20));
  EXPECT_EQ(diary_.take(), Lines{"woken"});
}

TEST_F(DriverTest, ARefusedFrameworkNeverComesBack) {
  boot();
  subscribe();
  stage_.say(kSession, FrameworkError{Text("Framework has been removed")});
  EXPECT_EQ(diary_.take(), Lines{"refused Framework has been removed"});
  EXPECT_TRUE(driver_.over());
  stage_.report(LeaderIs{NodeId{6}, {8}});
  stage_.advance(hours(1));
  EXPECT_TRUE(stage_.wants().empty());
}

TEST_F(DriverTest, TearingDownSaysSoAndLeaves) {
  boot();
  subscribe();
  diary_.act = [](Calls& calls) { calls.teardown(); };
  update("a", TaskState::Finished, {1, 2});
  ASSERT_EQ(stage_.wants().size(), 2U);
  EXPECT_TRUE(stage_.wants()[0].body.is<Teardown>());
  EXPECT_EQ(stage_.wants()[1].verb, Want::Verb::Close);
  EXPECT_TRUE(driver_.over());
}

}  // namespace
}  // namespace meseta
