#include "tests/engine/master/harness.hpp"

namespace meseta {
namespace {

constexpr SessionId kAgent{11};
constexpr SessionId kSecondAgent{12};
constexpr SessionId kFramework{21};
constexpr SessionId kOther{22};

// One agent of 4 cpus, offered to one framework.
struct MasterAccept : testing::Test {
  MasterAccept() {
    m.elect();
    agent = m.admit_agent(kAgent);
    framework = m.admit_framework(kFramework);
    offer = m.offers(kFramework).at(0);
  }
  // The reason and message of the only update heard.
  std::string refused(TaskState state, StatusReason reason) {
    const auto heard = m.heard(kFramework);
    EXPECT_EQ(heard.size(), 1);
    if (heard.size() != 1) return "";
    EXPECT_EQ(heard[0].state, state);
    EXPECT_EQ(heard[0].reason, reason);
    EXPECT_EQ(heard[0].source, StatusSource::Master);
    EXPECT_FALSE(heard[0].uuid.valid());
    return heard[0].message.str();
  }
  std::string invalid(const TaskInfo& info) {
    m.say(kFramework, Accept{{offer.id}, {make_ref(info)}, Duration{}});
    EXPECT_TRUE(m.said<RunTask>(kAgent).empty());
    std::string why = refused(TaskState::Error, StatusReason::TaskInvalid);
    m.advance(seconds(1));
    offer = m.said<Offers>(kFramework).at(0).offers.at(0);
    return why;
  }

  MasterHarness m;
  AgentId agent;
  FrameworkId framework;
  Offer offer;
};

TEST_F(MasterAccept, TasksAreSentToTheAgentOneByOneAndTheRestIsDeclined) {
  m.say(kFramework, Accept{{offer.id}, {task("a", agent), task("b", agent)}, hours(1)});

  const auto sent = m.said<RunTask>(kAgent);
  ASSERT_EQ(sent.size(), 2);
  EXPECT_EQ(sent[0].framework, framework);
  EXPECT_EQ(sent[0].task->name, Text("a"));
  EXPECT_EQ(sent[1].task->name, Text("b"));
  EXPECT_EQ(m.master().tasks(), 2);
  EXPECT_EQ(m.master().allocated(), quantities("cpus:2;mem:1024"));
  EXPECT_EQ(m.stats().tasks[static_cast<int>(TaskState::Staging)], 2);
  EXPECT_EQ(m.master().allocator()->free(agent), resources("cpus:2;mem:3072"));
  m.advance(minutes(59));
  EXPECT_TRUE(m.said<Offers>(kFramework).empty());  // The rest is refused for an hour.
}

TEST_F(MasterAccept, WithoutFiltersTheRestIsRefusedForFiveSeconds) {
  m.say(kFramework, Accept{{offer.id}, {task("a", agent)}, {}});

  m.advance(seconds(4));
  EXPECT_TRUE(m.said<Offers>(kFramework).empty());
  m.advance(seconds(3));
  EXPECT_EQ(m.said<Offers>(kFramework).size(), 1);
}

TEST_F(MasterAccept, ATaskThatDoesNotFitWhatIsLeftIsAnErrorAndTheNextIsLookedAt) {
  m.say(kFramework, Accept{{offer.id},
                           {task("a", agent, "cpus:3;mem:512"), task("b", agent, "cpus:2;mem:512"),
                            task("c", agent, "cpus:1;mem:512")},
                           {}});

  ASSERT_EQ(m.said<RunTask>(kAgent).size(), 2);
  EXPECT_EQ(m.said<RunTask>(kAgent)[1].task->name, Text("c"));
  EXPECT_EQ(refused(TaskState::Error, StatusReason::TaskInvalid),
            "Task uses cpus:2;mem:512 but only cpus:1;mem:3584 is left of the offers");
  EXPECT_EQ(m.stats().refusals, 1);
}

TEST_F(MasterAccept, ABadTaskIsAnErrorWithTheFirstReason) {
  TaskInfo info = task_info("t", agent);
  const auto named = [&](std::string_view name) {
    info.name = Text(name);
    return invalid(info);
  };
  EXPECT_EQ(named(""), "Task id must not be empty");
  EXPECT_EQ(named("."), "Task id must not be '.' or '..'");
  EXPECT_EQ(named("a/b"), "Task id must not contain '/', '\\' or control characters");
  EXPECT_EQ(named("a\\b"), "Task id must not contain '/', '\\' or control characters");
  EXPECT_EQ(named("a\nb"), "Task id must not contain '/', '\\' or control characters");
  EXPECT_EQ(named(std::string(256, 'x')), "Task id is longer than 255 bytes");

  info = task_info("t", {9, 9});
  EXPECT_EQ(invalid(info),
            "Task is for agent 0000000000000009-S9 but the offers are of " + to_string(agent));
  info = task_info("t", agent);
  info.kill_grace = -seconds(1);
  EXPECT_EQ(invalid(info), "Task's kill grace is negative");
  info = task_info("t", agent);
  info.role = Text("ops");
  EXPECT_EQ(invalid(info), "Task is for role 'ops' but the offers are of 'dev'");
  info = task_info("t", agent);
  info.resources = make_ref(Resources{});
  EXPECT_EQ(invalid(info), "Task uses no resources");
  info.resources = {};
  EXPECT_EQ(invalid(info), "Task uses no resources");
  EXPECT_EQ(m.master().tasks(), 0);
}

TEST_F(MasterAccept, ANameIsTakenUntilItsTaskIsForgotten) {
  m.say(kFramework, Accept{{offer.id}, {task("t", agent), task("t", agent)}, Duration{}});

  EXPECT_EQ(m.said<RunTask>(kAgent).size(), 1);
  EXPECT_EQ(refused(TaskState::Error, StatusReason::TaskInvalid), "Task has duplicate id 't'");
}

TEST_F(MasterAccept, TheLongestNameIsGood) {
  m.say(kFramework, Accept{{offer.id}, {task(std::string(255, 'x'), agent)}, {}});
  EXPECT_EQ(m.said<RunTask>(kAgent).size(), 1);
}

TEST_F(MasterAccept, AnOfferThatIsGoneDropsTheTasksAndGivesBackTheOthers) {
  m.say(kFramework, Accept{{offer.id, {offer.id.epoch, 99}}, {task("t", agent)}, hours(1)});

  EXPECT_TRUE(m.said<RunTask>(kAgent).empty());
  EXPECT_EQ(refused(TaskState::Dropped, StatusReason::InvalidOffers),
            "Task launched with invalid offers: Offer 0000000000000007-O99 is no longer valid");
  EXPECT_EQ(m.master().offers(), 0);
  m.advance(seconds(1));
  EXPECT_EQ(m.said<Offers>(kFramework).size(), 1);  // And nobody refused it.
}

TEST_F(MasterAccept, AnOfferListedTwiceDropsTheTasks) {
  m.say(kFramework, Accept{{offer.id, offer.id}, {task("t", agent)}, {}});

  EXPECT_EQ(refused(TaskState::Dropped, StatusReason::InvalidOffers),
            "Task launched with invalid offers: Offer 0000000000000007-O0 is listed twice");
}

TEST_F(MasterAccept, WithoutOffersTheTasksAreDropped) {
  m.say(kFramework, Accept{{}, {task("t", agent)}, {}});

  EXPECT_EQ(refused(TaskState::Dropped, StatusReason::InvalidOffers),
            "Task launched with invalid offers: No offers specified");
}

TEST_F(MasterAccept, AnothersOfferIsNotTouched) {
  m.admit_framework(kOther);

  m.say(kOther, Accept{{offer.id}, {task("t", agent)}, {}});

  ASSERT_EQ(m.heard(kOther).size(), 1);
  EXPECT_EQ(m.heard(kOther)[0].state, TaskState::Dropped);
  EXPECT_EQ(m.master().offers(), 1);
}

TEST_F(MasterAccept, OffersOfTwoAgentsAreNotUsedTogether) {
  m.admit_agent(kSecondAgent);
  const Offer second = m.offers(kFramework).at(0);

  m.say(kFramework, Accept{{offer.id, second.id}, {task("t", agent)}, {}});

  EXPECT_EQ(refused(TaskState::Dropped, StatusReason::InvalidOffers),
            "Task launched with invalid offers: The offers are of different agents");
  EXPECT_EQ(m.master().offers(), 0);
}

TEST_F(MasterAccept, TwoOffersOfOneAgentAreUsedTogether) {
  m.say(kFramework, Accept{{offer.id}, {task("a", agent, "cpus:1;mem:1024")}, Duration{}});
  m.advance(seconds(1));
  const Offer first = m.said<Offers>(kFramework).at(0).offers.at(0);
  // What the task gives back is a second offer.
  m.say(kAgent, Update{{.framework = framework,
                        .agent = agent,
                        .task = Text("a"),
                        .uuid = {1, 1},
                        .state = TaskState::Finished,
                        .latest_state = TaskState::Finished}});
  m.advance(seconds(1));
  const Offer second = m.said<Offers>(kFramework).at(0).offers.at(0);

  m.say(kFramework, Accept{{first.id, second.id}, {task("b", agent, "cpus:4;mem:4096")}, {}});

  EXPECT_EQ(m.said<RunTask>(kAgent).size(), 1);
  EXPECT_EQ(m.master().allocated(), quantities("cpus:4;mem:4096"));
}

TEST_F(MasterAccept, MoreTasksThanACallMayNameAreDropped) {
  MasterHarness small({.tasks_per_call_max = 1});
  small.elect();
  const AgentId id = small.admit_agent(kAgent);
  small.admit_framework(kFramework);
  const Offer o = small.offers(kFramework).at(0);

  small.say(kFramework, Accept{{o.id}, {task("a", id), task("b", id)}, {}});

  EXPECT_EQ(small.heard(kFramework).size(), 2);
  EXPECT_EQ(small.master().tasks(), 0);
}

TEST(MasterAcceptCards, ATaskThatNamesNoCardsIsGivenSome) {
  MasterHarness m;
  m.elect();
  const AgentId agent = m.admit_agent(kAgent, agent_info("cpus:8;mem:8192;gpus:2"));
  FrameworkInfo info = framework_info();
  info.capabilities.gpu_resources = true;
  m.admit_framework(kFramework, info);
  const Offer offer = m.offers(kFramework).at(0);

  m.say(kFramework, Accept{{offer.id},
                           {task("a", agent, "cpus:1;gpus:0.5"), task("b", agent, "cpus:1;gpus:1"),
                            task("c", agent, "cpus:1;gpus:1")},
                           {}});

  const auto sent = m.said<RunTask>(kAgent);
  ASSERT_EQ(sent.size(), 2);
  EXPECT_EQ(to_string(sent[0].task->resources->cards()), "{0:500}");
  EXPECT_EQ(to_string(sent[1].task->resources->cards()), "{1:1000}");
  ASSERT_EQ(m.heard(kFramework).size(), 1);  // Half a card is left, and a whole one was asked for.
  EXPECT_EQ(m.heard(kFramework)[0].state, TaskState::Error);
}

TEST(MasterAcceptRoles, ATaskOfAFrameworkWithManyRolesRemembersTheOneOfItsOffer) {
  MasterHarness m;
  m.elect();
  const AgentId agent = m.admit_agent(kAgent);
  FrameworkInfo info = framework_info();
  info.roles = {Text("dev"), Text("ops")};
  m.admit_framework(kFramework, info);
  const Offer offer = m.offers(kFramework).at(0);

  m.say(kFramework, Accept{{offer.id}, {task("t", agent)}, {}});

  ASSERT_EQ(m.said<RunTask>(kAgent).size(), 1);
  EXPECT_EQ(m.said<RunTask>(kAgent)[0].task->role, offer.role);
}

}  // namespace
}  // namespace meseta
