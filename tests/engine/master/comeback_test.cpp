#include "tests/engine/master/harness.hpp"

namespace meseta {
namespace {

constexpr SessionId kAgent{11};
constexpr SessionId kAgain{12};
constexpr SessionId kSecondAgent{13};
constexpr SessionId kFramework{21};
using Running = RegisterAgent::Running;

// An agent with the tasks a, which runs, and b, which is STAGING; its session is lost.
struct MasterComeback : testing::Test {
  MasterComeback() {
    m.elect();
    agent = m.admit_agent(kAgent);
    framework = m.admit_framework(kFramework);
    m.say(
        kFramework,
        Accept{{m.offers(kFramework).at(0).id}, {task("a", agent), task("b", agent)}, Duration{}});
    update("a", TaskState::Running);
    m.close(kAgent);
  }
  void update(std::string_view name, TaskState state) {
    m.say(kAgent, Update{{.framework = framework,
                          .agent = agent,
                          .task = Text(name),
                          .uuid = {5, 1},
                          .state = state,
                          .latest_state = state}});
  }
  Running running(std::string_view name, TaskState state = TaskState::Running) {
    return {.framework = framework, .task = task(name, agent), .state = state};
  }
  void back(std::vector<Running> tasks, SessionId session = kAgain) {
    m.say(session, RegisterAgent{agent, agent_info(), std::move(tasks)});
  }

  MasterHarness m;
  AgentId agent;
  FrameworkId framework;
};

TEST_F(MasterComeback, ALaunchThatWasLostIsSaidAgain) {
  back({running("a")});

  ASSERT_EQ(m.said<RunTask>(kAgain).size(), 1);
  EXPECT_EQ(m.said<RunTask>(kAgain)[0].task->name, Text("b"));
  EXPECT_TRUE(m.heard(kFramework).empty());
  EXPECT_EQ(m.master().tasks(), 2);
}

TEST_F(MasterComeback, ALaunchThatArrivedIsNotSaidAgain) {
  back({running("a"), running("b")});

  EXPECT_TRUE(m.said<RunTask>(kAgain).empty());
  EXPECT_EQ(m.stats().tasks[static_cast<int>(TaskState::Running)], 2);
}

TEST_F(MasterComeback, ATaskTheAgentLostIsGone) {
  back({running("b")});

  ASSERT_EQ(m.heard(kFramework).size(), 1);
  EXPECT_EQ(m.heard(kFramework)[0].state, TaskState::Gone);
  EXPECT_EQ(m.heard(kFramework)[0].reason, StatusReason::Reconciliation);
  EXPECT_EQ(m.heard(kFramework)[0].task, Text("a"));
  EXPECT_EQ(m.master().tasks(), 1);
  EXPECT_EQ(m.master().allocated(), quantities("cpus:1;mem:512"));
}

TEST_F(MasterComeback, ATaskThatEndedMeanwhileGivesBackAndWaitsForItsUpdate) {
  Running ended = running("a", TaskState::Finished);
  ended.status_state = TaskState::Finished;
  ended.status_uuid = {5, 2};
  back({ended, running("b")});

  EXPECT_EQ(m.master().allocated(), quantities("cpus:1;mem:512"));
  EXPECT_EQ(m.master().tasks(), 2);
  EXPECT_TRUE(m.heard(kFramework).empty());
}

TEST_F(MasterComeback, ATaskReportedTwiceCountsOnce) {
  back({running("a"), running("a"), running("c"), running("c"), running("b")});

  EXPECT_EQ(m.master().tasks(), 3);
  EXPECT_EQ(m.master().allocated(), quantities("cpus:3;mem:1536"));
}

TEST_F(MasterComeback, ATaskTheMasterDoesNotKnowIsTakenOver) {
  back({running("a"), running("b"), running("c")});

  EXPECT_EQ(m.master().tasks(), 3);
  EXPECT_EQ(m.master().allocator()->free(agent), resources("cpus:1;mem:2560"));
}

TEST_F(MasterComeback, ATaskWhoseEndWasForwardedButNotAcknowledgedIsToldOnceMore) {
  // A second session, on which `a` ends; then the agent forgets everything.
  back({running("a"), running("b")});
  m.say(kAgain, Update{{.framework = framework,
                        .agent = agent,
                        .task = Text("a"),
                        .uuid = {5, 2},
                        .state = TaskState::Finished,
                        .latest_state = TaskState::Finished}});
  m.close(kAgain);

  back({running("b")}, SessionId{14});

  ASSERT_EQ(m.heard(kFramework).size(), 1);
  EXPECT_EQ(m.heard(kFramework)[0].state, TaskState::Finished);
  EXPECT_EQ(m.master().tasks(), 1);
}

TEST_F(MasterComeback, TasksOfAFrameworkThatIsGoneAreEnded) {
  m.say(kFramework, Teardown{});
  m.store();
  EXPECT_TRUE(m.said<ShutdownFramework>(kAgent).empty());

  back({running("a"), running("b")});

  ASSERT_EQ(m.said<ShutdownFramework>(kAgain).size(), 1);
  EXPECT_EQ(m.said<ShutdownFramework>(kAgain)[0].framework, framework);
  EXPECT_EQ(m.master().tasks(), 0);
}

TEST_F(MasterComeback, AnAgentThatWasGivenUpBringsItsTasksBack) {
  m.report(PeerSilent{NodeId{kAgent.value}, m.now()});
  m.store();
  ASSERT_EQ(m.heard(kFramework).size(), 2);
  ASSERT_EQ(m.master().tasks(), 0);

  back({running("a")});
  m.store();

  ASSERT_EQ(m.heard(kFramework).size(), 1);
  EXPECT_EQ(m.heard(kFramework)[0].state, TaskState::Running);
  EXPECT_EQ(m.heard(kFramework)[0].reason, StatusReason::AgentReregistered);
  EXPECT_EQ(m.master().tasks(), 1);
  EXPECT_EQ(m.master().allocated(), quantities("cpus:1;mem:512"));
}

TEST_F(MasterComeback, ANamesakeThatWasGivenUpAndReplacedIsKilled) {
  m.report(PeerSilent{NodeId{kAgent.value}, m.now()});
  m.store();
  const AgentId second = m.admit_agent(kSecondAgent);
  m.say(kFramework, Accept{{m.offers(kFramework).at(0).id}, {task("a", second)}, {}});
  ASSERT_EQ(m.said<RunTask>(kSecondAgent).size(), 1);

  back({running("a")});
  m.store();

  ASSERT_EQ(m.said<KillTask>(kAgain).size(), 1);
  EXPECT_TRUE(m.heard(kFramework).empty());
  EXPECT_EQ(m.master().tasks(), 1);
  // Its end is acknowledged by the master itself: the framework means the other one.
  m.say(kAgain, Update{{.framework = framework,
                        .agent = agent,
                        .task = Text("a"),
                        .uuid = {5, 9},
                        .state = TaskState::Killed,
                        .latest_state = TaskState::Killed}});
  EXPECT_EQ(m.said<AckForward>(kAgain).size(), 1);
  EXPECT_TRUE(m.heard(kFramework).empty());
}

}  // namespace
}  // namespace meseta
