#include "engine/agent/agent.hpp"

#include <gtest/gtest.h>

#include "tests/builders/agent.hpp"
#include "tests/builders/stage.hpp"
#include "tests/builders/task.hpp"

namespace meseta {
namespace {

constexpr NodeId kMaster{5};
constexpr SessionId kSession{31};
constexpr AgentId kId{7, 1};
constexpr FrameworkId kFramework{7, 40};

class AgentTest : public testing::Test {
 protected:
  Agent agent_{{.info = agent_info()}};
  Stage stage_{agent_};

  void boot(std::vector<Record> records = {}, std::uint32_t incarnation = 0) {
    stage_.report(Boot{Boot::Role::Agent, 0, incarnation, std::move(records)});
  }
  void connect(SessionId session = kSession, NodeId master = kMaster, Epoch epoch = {7}) {
    stage_.report(LeaderIs{master, epoch});
    stage_.report(SessionOpened{master, session});
  }
  void register_at(SessionId session = kSession) {
    connect(session);
    stage_.say(session, AgentRegistered{kId});
    if (stage_.count(Want::Verb::Persist) > 0) stage_.store();
  }
  void run(std::string_view name, std::string_view taken = "cpus:1;mem:512") {
    stage_.say(kSession, RunTask{kFramework, task(name, kId, taken)});
  }
  void start(std::string_view name) { stage_.report(TaskStarted{kFramework, Text(name)}); }
  void finish(std::string_view name) {
    stage_.report(TaskEnded{kFramework, Text(name), TaskState::Finished});
  }
  void acknowledge(const Update& update) {
    stage_.say(kSession,
               AckForward{update.status.framework, update.status.task, update.status.uuid});
  }
  Update only_update() {
    const auto updates = stage_.said<Update>();
    EXPECT_EQ(updates.size(), 1U);
    return updates.empty() ? Update{} : updates[0];
  }
};

TEST_F(AgentTest, OpensASessionWithTheLeaderAndRegistersWithoutAnId) {
  boot();
  stage_.report(LeaderIs{kMaster, {7}});
  EXPECT_EQ(stage_.count(Want::Verb::Open), 1U);
  stage_.report(SessionOpened{kMaster, kSession});
  const auto greetings = stage_.said<RegisterAgent>();
  ASSERT_EQ(greetings.size(), 1U);
  EXPECT_FALSE(greetings[0].agent.valid());
  EXPECT_TRUE(greetings[0].tasks.empty());
}

TEST_F(AgentTest, RegistersAgainWithDoublingBackoffUntilItIsAnswered) {
  boot();
  connect();
  std::vector<std::int64_t> sent;
  for (int second = 1; second <= 200; ++second) {
    stage_.advance(seconds(1));
    if (!stage_.said<RegisterAgent>().empty()) sent.push_back(second);
  }
  EXPECT_EQ(sent, (std::vector<std::int64_t>{1, 3, 7, 15, 31, 63, 123, 183}));
}

TEST_F(AgentTest, ARegisteredAgentWithNothingToTellHasNoAlarm) {
  boot();
  register_at();
  EXPECT_TRUE(agent_.registered());
  EXPECT_EQ(stage_.armed(), 0U);
}

TEST_F(AgentTest, ReopensWithDoublingBackoffWhenTheLeaderCannotBeReached) {
  boot();
  stage_.report(LeaderIs{kMaster, {7}});
  stage_.report(SessionClosed{kMaster, {}});
  stage_.advance(seconds(1));
  EXPECT_EQ(stage_.count(Want::Verb::Open), 1U);
  stage_.report(SessionClosed{kMaster, {}});
  stage_.advance(seconds(1));
  EXPECT_EQ(stage_.count(Want::Verb::Open), 0U);
  stage_.advance(seconds(1));
  EXPECT_EQ(stage_.count(Want::Verb::Open), 1U);
}

TEST_F(AgentTest, IgnoresALeaderOfAnOlderEpoch) {
  boot();
  register_at();
  stage_.report(LeaderIs{NodeId{9}, {6}});
  EXPECT_TRUE(stage_.wants().empty());
  EXPECT_TRUE(agent_.registered());
}

TEST_F(AgentTest, LeavesTheOldLeaderForTheNewOne) {
  boot();
  register_at();
  stage_.report(LeaderIs{NodeId{9}, {8}});
  EXPECT_EQ(stage_.count(Want::Verb::Close), 1U);
  EXPECT_EQ(stage_.count(Want::Verb::Open), 1U);
  EXPECT_FALSE(agent_.registered());
  run("late");
  EXPECT_TRUE(stage_.wants().empty());
}

TEST_F(AgentTest, HoldsBackWhatTheMasterAsksUntilItsIdentityIsDurable) {
  boot();
  connect();
  stage_.say(kSession, AgentRegistered{kId});
  EXPECT_EQ(stage_.count(Want::Verb::Persist), 1U);
  run("a");
  EXPECT_EQ(stage_.count(Want::Verb::Launch), 0U);
  stage_.store();
  EXPECT_EQ(stage_.count(Want::Verb::Launch), 1U);
}

TEST_F(AgentTest, ComesBackUnderThePersistedIdentity) {
  boot({AgentIdentity{kId}}, 1);
  connect();
  EXPECT_EQ(stage_.said<RegisterAgent>()[0].agent, kId);
  stage_.say(kSession, AgentRegistered{kId});
  EXPECT_EQ(stage_.count(Want::Verb::Persist), 0U);
  EXPECT_TRUE(agent_.registered());
}

TEST_F(AgentTest, AFailedStoreMeansAnotherRegistration) {
  boot();
  connect();
  stage_.say(kSession, AgentRegistered{kId});
  stage_.report(StoreFailed{stage_.ticket()});
  EXPECT_EQ(stage_.count(Want::Verb::Close), 1U);
  stage_.advance(seconds(2));
  EXPECT_EQ(stage_.count(Want::Verb::Open), 1U);
  stage_.report(SessionOpened{kMaster, SessionId{32}});
  stage_.say(SessionId{32}, AgentRegistered{kId});
  EXPECT_EQ(stage_.count(Want::Verb::Persist), 1U);
}

TEST_F(AgentTest, RunsATaskAndReportsItFromStagingToItsEnd) {
  boot();
  register_at();
  run("a");
  EXPECT_EQ(stage_.count(Want::Verb::Launch), 1U);
  EXPECT_EQ(agent_.free(), resources("cpus:3;mem:3584"));

  start("a");
  const Update running = only_update();
  EXPECT_EQ(running.status.state, TaskState::Running);
  EXPECT_EQ(running.status.source, StatusSource::Executor);
  EXPECT_TRUE(running.status.uuid.valid());
  acknowledge(running);

  finish("a");
  const Update finished = only_update();
  EXPECT_EQ(finished.status.state, TaskState::Finished);
  EXPECT_NE(finished.status.uuid, running.status.uuid);
  EXPECT_EQ(agent_.free(), resources("cpus:4;mem:4096"));
  EXPECT_EQ(agent_.tasks(), 1U);
  acknowledge(finished);
  EXPECT_EQ(agent_.tasks(), 0U);
  EXPECT_EQ(stage_.armed(), 0U);
}

TEST_F(AgentTest, TellsTheNextStateOnlyAfterTheOneBeforeWasAcknowledgedButHowFarTheTaskIsAtOnce) {
  boot();
  register_at();
  run("a");
  start("a");
  const Update running = only_update();
  EXPECT_EQ(running.status.latest_state, TaskState::Running);
  finish("a");
  EXPECT_TRUE(stage_.said<Update>().empty());
  stage_.advance(seconds(10));
  EXPECT_EQ(only_update().status.uuid, running.status.uuid);
  EXPECT_EQ(only_update().status.latest_state, TaskState::Finished);
  acknowledge(running);
  EXPECT_EQ(only_update().status.state, TaskState::Finished);
}

TEST_F(AgentTest, OneAlarmServesAllUpdatesAndNeverGoesOffInVain) {
  boot();
  register_at();
  for (const char* name : {"a", "b", "c"}) run(name);
  start("a");
  const Update a = only_update();
  stage_.advance(seconds(4));
  start("b");
  const Update b = only_update();
  EXPECT_EQ(stage_.armed(), 1U);
  acknowledge(a);
  const std::size_t before = stage_.alarms_seen();
  stage_.advance(seconds(9));
  EXPECT_EQ(stage_.alarms_seen(), before);
  stage_.advance(seconds(1));
  EXPECT_EQ(stage_.alarms_seen(), before + 1);
  EXPECT_EQ(only_update().status.uuid, b.status.uuid);
  acknowledge(b);
  EXPECT_EQ(stage_.armed(), 0U);
}

TEST_F(AgentTest, ALaunchSaidTwiceHappensOnce) {
  boot();
  register_at();
  run("a");
  run("a");
  EXPECT_TRUE(stage_.wants().empty());
}

TEST_F(AgentTest, ATaskThatDoesNotFitIsDropped) {
  boot();
  register_at();
  run("a", "cpus:3;mem:512");
  run("b", "cpus:2;mem:512");
  EXPECT_EQ(stage_.count(Want::Verb::Launch), 0U);
  const Update dropped = only_update();
  EXPECT_EQ(dropped.status.state, TaskState::Dropped);
  EXPECT_EQ(dropped.status.source, StatusSource::Agent);
  EXPECT_EQ(dropped.status.reason, StatusReason::InvalidOffers);
  EXPECT_EQ(agent_.free(), resources("cpus:1;mem:3584"));
  acknowledge(dropped);
  EXPECT_EQ(agent_.tasks(), 1U);
}

TEST_F(AgentTest, CardsAreCheckedOneByOne) {
  Agent agent({.info = agent_info("cpus:4;mem:4096;gpus:2")});
  Stage stage(agent);
  stage.report(Boot{Boot::Role::Agent});
  stage.report(LeaderIs{kMaster, {7}});
  stage.report(SessionOpened{kMaster, kSession});
  stage.say(kSession, AgentRegistered{kId});
  stage.store();
  const auto take = [&](std::string_view name, std::uint32_t card, std::uint32_t milli) {
    TaskInfo info = task_info(name, kId);
    Resource gpus = Resource::of(KnownName::Gpus, Quantity{milli});
    gpus.cards.set(card, milli);
    Resources taken = *info.resources;
    taken.add(gpus);
    info.resources = make_ref(taken);
    stage.say(kSession, RunTask{kFramework, make_ref(info)});
    return stage.count(Want::Verb::Launch);
  };
  EXPECT_EQ(take("a", 0, 600), 1U);
  EXPECT_EQ(take("b", 0, 600), 0U);
  EXPECT_EQ(take("c", 1, 600), 1U);
  EXPECT_EQ(take("d", 0, 400), 1U);
}

TEST_F(AgentTest, AKillIsPassedOnOnceAndItsEndReported) {
  boot();
  register_at();
  run("a");
  stage_.say(kSession, KillTask{kFramework, Text("a")});
  EXPECT_EQ(stage_.count(Want::Verb::Kill), 1U);
  stage_.say(kSession, KillTask{kFramework, Text("a")});
  EXPECT_EQ(stage_.count(Want::Verb::Kill), 0U);
  stage_.report(TaskEnded{kFramework, Text("a"), TaskState::Killed});
  EXPECT_EQ(only_update().status.state, TaskState::Killed);
}

TEST_F(AgentTest, ALaunchThatFailsIsTheAgentsOwnUpdate) {
  boot();
  register_at();
  run("a");
  stage_.report(TaskEnded{kFramework, Text("a"), TaskState::Failed,
                          StatusReason::ContainerLaunchFailed, Text("no image")});
  EXPECT_EQ(only_update().status.source, StatusSource::Agent);
  EXPECT_EQ(only_update().status.reason, StatusReason::ContainerLaunchFailed);
  EXPECT_EQ(only_update().status.message.view(), "no image");
}

TEST_F(AgentTest, ANewSessionHearsOfAllTasksAndThenTheWaitingUpdates) {
  boot();
  register_at();
  for (const char* name : {"c", "a", "b"}) run(name);
  start("b");
  const Update running = only_update();
  stage_.report(SessionClosed{kMaster, kSession});
  finish("b");
  start("c");
  EXPECT_TRUE(stage_.said<Update>().empty());
  EXPECT_EQ(stage_.armed(), 1U);  // The link's.
  stage_.advance(seconds(1));
  const SessionId session{32};
  stage_.report(SessionOpened{kMaster, session});

  const RegisterAgent greeting = stage_.said<RegisterAgent>()[0];
  EXPECT_EQ(greeting.agent, kId);
  ASSERT_EQ(greeting.tasks.size(), 3U);
  EXPECT_EQ(greeting.tasks[0].task->name.view(), "a");
  EXPECT_EQ(greeting.tasks[0].state, TaskState::Staging);
  EXPECT_FALSE(greeting.tasks[0].status_uuid.valid());
  EXPECT_EQ(greeting.tasks[1].task->name.view(), "b");
  EXPECT_EQ(greeting.tasks[1].state, TaskState::Finished);
  EXPECT_EQ(greeting.tasks[1].status_state, TaskState::Running);
  EXPECT_EQ(greeting.tasks[1].status_uuid, running.status.uuid);

  stage_.say(session, AgentRegistered{kId});
  const auto updates = stage_.said<Update>();
  ASSERT_EQ(updates.size(), 2U);
  EXPECT_EQ(updates[0].status.uuid, running.status.uuid);
  EXPECT_EQ(updates[1].status.task.view(), "c");
}

TEST_F(AgentTest, LateMessagesOfALostSessionAreDropped) {
  boot();
  register_at();
  run("a");
  start("a");
  const Update running = only_update();
  stage_.report(SessionClosed{kMaster, kSession});
  acknowledge(running);
  run("b");
  EXPECT_TRUE(stage_.wants().empty());
}

TEST_F(AgentTest, AnAcknowledgementOfAnotherUuidIsIgnored) {
  boot();
  register_at();
  run("a");
  start("a");
  Update other = only_update();
  ++other.status.uuid.low;
  acknowledge(other);
  EXPECT_EQ(stage_.armed(), 1U);
}

TEST_F(AgentTest, ShuttingAFrameworkDownKillsItsTasksInSilence) {
  boot();
  register_at();
  for (const char* name : {"a", "b", "c"}) run(name);
  start("a");
  finish("b");
  stage_.say(kSession, ShutdownFramework{kFramework});
  EXPECT_EQ(stage_.count(Want::Verb::Kill), 2U);
  EXPECT_EQ(stage_.armed(), 0U);
  stage_.report(TaskEnded{kFramework, Text("a"), TaskState::Killed});
  stage_.report(TaskEnded{kFramework, Text("c"), TaskState::Killed});
  EXPECT_TRUE(stage_.wants().empty());
  EXPECT_EQ(agent_.tasks(), 0U);
  EXPECT_EQ(agent_.free(), resources("cpus:4;mem:4096"));
}

TEST_F(AgentTest, AnAgentThatIsShutDownKillsAllForgetsItsIdAndRegistersAnewWhenAllHasEnded) {
  boot();
  register_at();
  run("a");
  stage_.say(kSession, ShutdownAgent{Text("unknown")});
  EXPECT_EQ(stage_.count(Want::Verb::Kill), 1U);
  EXPECT_EQ(stage_.count(Want::Verb::Close), 1U);
  EXPECT_EQ(stage_.count(Want::Verb::Persist), 1U);
  stage_.advance(minutes(5));
  EXPECT_TRUE(stage_.wants().empty());
  stage_.report(TaskEnded{kFramework, Text("a"), TaskState::Killed});
  EXPECT_EQ(stage_.count(Want::Verb::Open), 1U);
  stage_.report(SessionOpened{kMaster, SessionId{32}});
  EXPECT_FALSE(stage_.said<RegisterAgent>()[0].agent.valid());
}

TEST_F(AgentTest, UuidsOfDifferentIncarnationsNeverMeet) {
  boot();
  register_at();
  run("a");
  start("a");
  const Uuid first = only_update().status.uuid;

  Agent reborn({.info = agent_info()});
  Stage stage(reborn);
  stage.report(Boot{Boot::Role::Agent, 0, 1, {AgentIdentity{kId}}});
  stage.report(LeaderIs{kMaster, {7}});
  stage.report(SessionOpened{kMaster, kSession});
  stage.say(kSession, AgentRegistered{kId});
  stage.say(kSession, RunTask{kFramework, task("a", kId)});
  stage.report(TaskStarted{kFramework, Text("a")});
  ASSERT_EQ(stage.said<Update>().size(), 1U);
  EXPECT_EQ(stage.said<Update>()[0].status.uuid.high, first.high);
  EXPECT_NE(stage.said<Update>()[0].status.uuid.low, first.low);
}

}  // namespace
}  // namespace meseta
