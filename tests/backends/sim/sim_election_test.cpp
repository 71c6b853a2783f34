#include "backends/sim/sim_election.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "tests/backends/sim/sim_bench.hpp"

namespace meseta {
namespace {

// Some masters and one agent that wants to know who leads.
struct Election {
  explicit Election(std::uint32_t masters)
      : election(bench.loop(), bench.clock(), bench.agenda(), bench.choices(), bench.sim_store(),
                 bench.network().links(), {.masters = masters}) {
    for (std::uint32_t i = 0; i < masters; ++i) {
      nodes.push_back(bench.join_master());
      election.join(nodes.back(), bench.place(nodes.back()));
    }
    agent = bench.join();
    election.follow(agent, bench.place(agent));
  }

  void isolate(NodeId node) {
    bench.network().isolate(bench.place(node));
    election.links_changed();
  }
  void rejoin(NodeId node) {
    bench.network().rejoin(bench.place(node));
    election.links_changed();
  }
  void kill(NodeId node) {
    bench.kill(node);
    election.leave(node);
  }
  template <EventType T>
  std::size_t count(NodeId node) {
    return bench.recorder(node).all<T>().size();
  }
  LeaderIs news() { return bench.recorder(agent).all<LeaderIs>().back().event.as<LeaderIs>(); }
  NodeId other() { return election.leader() == nodes[0] ? nodes[1] : nodes[0]; }

  SimBench bench;
  SimElection election;
  std::vector<NodeId> nodes;
  NodeId agent;
};

TEST(SimElection, AMasterAloneLeadsAtOnceAndTheOthersHearItThen) {
  Election e(1);
  e.bench.run_for(seconds(1));

  EXPECT_EQ(e.election.leader(), e.nodes[0]);
  const auto elected = e.bench.recorder(e.nodes[0]).all<Elected>();
  ASSERT_EQ(elected.size(), 1);
  EXPECT_EQ(elected[0].event.as<Elected>().epoch, Epoch{1});
  const auto news = e.bench.recorder(e.agent).all<LeaderIs>();
  ASSERT_EQ(news.size(), 1);
  EXPECT_GT(news[0].at, elected[0].at);
  EXPECT_EQ(e.news().address, e.nodes[0]);
  EXPECT_EQ(e.news().epoch, Epoch{1});
}

TEST(SimElection, AMasterAloneNeedsNoQuorum) {
  Election e(1);
  e.bench.run_for(seconds(1));
  e.isolate(e.nodes[0]);
  e.bench.run_for(hours(1));

  EXPECT_EQ(e.count<Deposed>(e.nodes[0]), 0);
}

TEST(SimElection, AMasterThatRestartsAloneLeadsWithTheNextEpochAndTheRegistry) {
  Election e(1);
  e.bench.run_for(seconds(1));
  e.bench.store().persist(e.nodes[0], 1, make_ref(Record{AgentReachable{{1, 1}}}));
  e.bench.run_for(seconds(1));
  e.kill(e.nodes[0]);
  e.bench.run_for(seconds(1));
  EXPECT_FALSE(e.news().address.valid());

  const NodeId again = e.bench.join_master();
  e.election.join(again, e.bench.place(again));
  e.bench.run_for(seconds(1));
  const auto elected = e.bench.recorder(again).all<Elected>();
  ASSERT_EQ(elected.size(), 1);
  EXPECT_EQ(elected[0].event.as<Elected>().epoch, Epoch{2});
  EXPECT_EQ(elected[0].event.as<Elected>().records.size(), 1);
  EXPECT_EQ(e.news().address, again);
}

TEST(SimElection, NothingHappensWhileAllIsWell) {
  Election e(3);
  e.bench.run_for(seconds(1));
  const std::uint64_t events = e.bench.loop().dispatcher().events();
  e.bench.run_for(days(30));

  EXPECT_EQ(e.bench.loop().dispatcher().events(), events);
  EXPECT_EQ(e.bench.agenda().next(), kTimeMax);
}

TEST(SimElection, WhenTheLeaderEndsAnotherIsElectedOnceItsLeaseIsOver) {
  Election e(3);
  e.bench.run_for(seconds(30));
  const NodeId first = e.election.leader();
  e.kill(first);
  e.bench.run_for(seconds(6));
  EXPECT_EQ(e.election.epoch(), Epoch{1});
  e.bench.run_for(seconds(5));

  EXPECT_EQ(e.election.epoch(), Epoch{2});
  EXPECT_NE(e.election.leader(), first);
  EXPECT_EQ(e.count<Elected>(e.election.leader()), 1);
  EXPECT_EQ(e.news().address, e.election.leader());
  EXPECT_EQ(e.count<LeaderIs>(e.agent), 3);  // One, nobody, another.
}

TEST(SimElection, AnIsolatedLeaderIsDeposedBeforeAnotherIsElected) {
  Election e(2);
  e.bench.run_for(seconds(30));
  const NodeId first = e.election.leader();
  const NodeId second = e.other();
  e.isolate(first);
  e.bench.run_for(seconds(11));

  const auto deposed = e.bench.recorder(first).all<Deposed>();
  const auto elected = e.bench.recorder(second).all<Elected>();
  ASSERT_EQ(deposed.size(), 1);
  ASSERT_EQ(elected.size(), 1);
  EXPECT_LE(deposed[0].at, elected[0].at);
}

TEST(SimElection, ALeaderCutOffAtTheInstantOfARenewalDoesNotRenew) {
  Election e(2);
  const Duration renewal = seconds(10) / 3;
  e.bench.run_until(Time{} + renewal * 2);
  e.isolate(e.election.leader());
  e.bench.run_until(Time{} + renewal + seconds(10));

  EXPECT_EQ(e.election.epoch(), Epoch{2});
}

TEST(SimElection, AShortIsolationChangesNothing) {
  Election e(2);
  e.bench.run_for(seconds(30));
  for (int i = 0; i < 10; ++i) {
    e.isolate(e.election.leader());
    e.bench.run_for(seconds(5));
    e.rejoin(e.election.leader());
    e.bench.run_for(seconds(5));
  }

  EXPECT_EQ(e.election.epoch(), Epoch{1});
  EXPECT_EQ(e.count<Deposed>(e.election.leader()), 0);
}

TEST(SimElection, ALeaderWithASlowClockLeadsTooLongAndItsWritesAreRefused) {
  Election e(2);
  e.bench.run_for(seconds(1));
  const NodeId first = e.election.leader();
  const NodeId second = e.other();
  e.bench.clock().set_skew(first, {.drift_ppb = -500'000'000});
  e.bench.run_for(seconds(30));
  e.isolate(first);
  e.bench.run_for(seconds(11));
  EXPECT_EQ(e.election.leader(), second);
  EXPECT_EQ(e.count<Deposed>(first), 0);

  e.rejoin(first);
  e.bench.store().persist(first, 1, make_ref(Record{AgentReachable{{1, 1}}}));
  e.bench.run_for(seconds(1));
  EXPECT_EQ(e.count<StoreFailed>(first), 1);
  EXPECT_TRUE(e.bench.registry().empty());
  e.bench.run_for(seconds(10));
  EXPECT_EQ(e.count<Deposed>(first), 1);
}

TEST(SimElection, OneWhoStepsDownIsDeposedAndAnElectionFollows) {
  Election e(1);
  e.bench.run_for(seconds(1));
  e.election.step_down(e.nodes[0]);
  e.bench.run_for(seconds(10));

  EXPECT_EQ(e.count<Deposed>(e.nodes[0]), 1);
  EXPECT_EQ(e.count<Elected>(e.nodes[0]), 2);
  EXPECT_EQ(e.news().epoch, Epoch{2});
}

TEST(SimElection, WhoIsCutOffHearsTheNewsOnReturn) {
  Election e(2);
  e.bench.run_for(seconds(30));
  const NodeId first = e.election.leader();
  e.isolate(e.agent);
  e.kill(first);
  e.bench.run_for(seconds(20));
  EXPECT_EQ(e.news().address, first);
  e.rejoin(e.agent);
  e.bench.run_for(seconds(1));

  EXPECT_EQ(e.news().address, e.election.leader());
}

}  // namespace
}  // namespace meseta
