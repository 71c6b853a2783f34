#include "backends/sim/sim_network.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "tests/backends/sim/sim_bench.hpp"

namespace meseta {
namespace {

using contracts::numbered;
using contracts::numbers;

SessionId open(SimBench& bench, NodeId from, NodeId peer) {
  bench.transport().open(from, peer);
  bench.run_for(milliseconds(10));
  return bench.recorder(from).all<SessionOpened>().back().event.as<SessionOpened>().session;
}

void send(SimBench& bench, NodeId from, SessionId session, std::uint64_t number) {
  bench.transport().send(from, session, bench.bodies().make(numbered(number)));
}

TEST(SimNetwork, EachMessageTakesItsOwnLatency) {
  SimBench bench;
  const NodeId alice = bench.join();
  const NodeId bob = bench.join();
  const SessionId session = open(bench, alice, bob);
  std::vector<Time> sent;
  for (std::uint64_t i = 0; i < 1'000; ++i) {
    sent.push_back(bench.clock().now());
    send(bench, alice, session, i);
    bench.run_for(milliseconds(2));
  }

  const auto heard = bench.recorder(bob).all<Ack>();
  ASSERT_EQ(heard.size(), sent.size());
  Duration least = seconds(1);
  Duration most;
  for (std::size_t i = 0; i < sent.size(); ++i) {
    least = std::min(least, heard[i].at - sent[i]);
    most = std::max(most, heard[i].at - sent[i]);
  }
  EXPECT_GE(least, microseconds(500));
  EXPECT_LT(least, microseconds(700));
  EXPECT_LE(most, microseconds(1500));
  EXPECT_GT(most, microseconds(1300));
}

TEST(SimNetwork, AProcessThatIsGoneRefusesInARoundTripAndAComputerThatIsGoneDoesNot) {
  SimBench bench;
  const NodeId alice = bench.join();
  const NodeId bob = bench.join();
  const NodeId carol = bench.join();
  bench.kill(bob);
  bench.crash(carol);
  bench.transport().open(alice, bob);
  bench.run_for(milliseconds(3));
  EXPECT_EQ(bench.recorder(alice).all<SessionClosed>().size(), 1);

  bench.transport().open(alice, carol);
  bench.run_for(milliseconds(900));
  EXPECT_EQ(bench.recorder(alice).all<SessionClosed>().size(), 1);
  bench.run_for(milliseconds(101));
  EXPECT_EQ(bench.recorder(alice).all<SessionClosed>().size(), 2);
}

TEST(SimNetwork, WhatAProcessSaidBeforeItEndedIsStillHeard) {
  SimBench bench;
  const NodeId alice = bench.join();
  const NodeId bob = bench.join();
  const SessionId session = open(bench, alice, bob);
  for (std::uint64_t i = 1; i <= 10; ++i) send(bench, alice, session, i);
  bench.kill(alice);
  bench.run_for(milliseconds(10));

  EXPECT_EQ(numbers(bench.recorder(bob)).size(), 10);
  EXPECT_EQ(bench.recorder(bob).heard.back().event.kind(), kind_of<SessionClosed>);
}

TEST(SimNetwork, WhatAComputerSaidJustBeforeItVanishedIsNotHeard) {
  SimBench bench;
  const NodeId alice = bench.join();
  const NodeId bob = bench.join();
  const SessionId session = open(bench, alice, bob);
  for (std::uint64_t i = 1; i <= 10; ++i) send(bench, alice, session, i);
  bench.crash(alice);
  bench.run_for(seconds(1));

  EXPECT_TRUE(numbers(bench.recorder(bob)).empty());
  EXPECT_EQ(bench.recorder(bob).all<SessionClosed>().size(), 1);
}

TEST(SimNetwork, ASessionLostWhileItOpensIsFirstOpenedThenClosed) {
  SimBench bench({.latency = Distribution::fixed(seconds(5))});
  const NodeId alice = bench.join();
  const NodeId bob = bench.join();
  bench.transport().open(alice, bob);
  bench.run_for(seconds(1));
  bench.cut(alice, bob);
  bench.run_for(seconds(20));

  const auto& heard = bench.recorder(alice).heard;
  ASSERT_EQ(heard.size(), 2);
  EXPECT_EQ(heard[0].event.kind(), kind_of<SessionOpened>);
  EXPECT_EQ(heard[1].event.kind(), kind_of<SessionClosed>);
}

TEST(SimNetwork, AOneWayCutEndsASessionToo) {
  SimBench bench;
  const NodeId alice = bench.join();
  const NodeId bob = bench.join();
  open(bench, alice, bob);
  bench.network().cut(bench.place(bob), bench.place(alice));
  bench.run_for(seconds(1));

  EXPECT_EQ(bench.recorder(alice).all<SessionClosed>().size(), 1);
  EXPECT_EQ(bench.recorder(bob).all<SessionClosed>().size(), 1);
}

TEST(SimNetwork, ALinkCutTwiceIsMendedTwice) {
  SimBench bench;
  const NodeId alice = bench.join();
  const NodeId bob = bench.join();
  bench.cut(alice, bob);
  bench.network().isolate(bench.place(alice));
  bench.mend(alice, bob);
  EXPECT_FALSE(bench.network().reaches(alice, bob));
  bench.network().rejoin(bench.place(alice));
  EXPECT_TRUE(bench.network().reaches(alice, bob));
}

TEST(SimNetwork, SessionsBreakAsOftenAsTheScenarioSays) {
  SimBench bench({.session_breaks_per_hour_milli = 2'000});
  const NodeId alice = bench.join();
  std::vector<NodeId> peers;
  for (int i = 0; i < 500; ++i) peers.push_back(bench.join());
  for (const NodeId peer : peers) bench.transport().open(peer, alice);
  bench.run_for(minutes(6));  // On the mean a fifth of a break each.

  const std::size_t breaks = bench.recorder(alice).all<SessionClosed>().size();
  EXPECT_GT(breaks, 60);
  EXPECT_LT(breaks, 120);
}

TEST(SimNetwork, AServerThatIsBusyHandlesOneMessageAfterTheOther) {
  SimBench bench({.latency = Distribution::fixed(milliseconds(1))},
                 {.receive = milliseconds(2), .handle = {{"ack", milliseconds(3)}}});
  const NodeId alice = bench.join();
  const NodeId bob = bench.join();
  const SessionId session = open(bench, alice, bob);
  const Time sent = bench.clock().now();
  for (std::uint64_t i = 1; i <= 3; ++i) send(bench, alice, session, i);
  bench.run_for(seconds(1));

  const auto heard = bench.recorder(bob).all<Ack>();
  ASSERT_EQ(heard.size(), 3);
  EXPECT_EQ(heard[0].at - sent, milliseconds(6));
  EXPECT_EQ(heard[1].at - sent, milliseconds(11));
  EXPECT_EQ(heard[2].at - sent, milliseconds(16));
}

TEST(SimNetwork, AMessageThatFindsTheInboxFullEndsItsSession) {
  SimBench bench({.latency = Distribution::fixed(milliseconds(1))},
                 {.receive = milliseconds(10), .inbox_max = 3});
  const NodeId alice = bench.join();
  const NodeId bob = bench.join();
  const SessionId session = open(bench, alice, bob);
  for (std::uint64_t i = 1; i <= 3; ++i) send(bench, alice, session, i);
  bench.run_for(milliseconds(2));
  EXPECT_TRUE(bench.network().is_open(session));
  send(bench, alice, session, 4);
  bench.run_for(milliseconds(2));
  EXPECT_FALSE(bench.network().is_open(session));

  bench.run_for(seconds(2));
  EXPECT_EQ(bench.recorder(alice).all<SessionClosed>().size(), 1);
  EXPECT_EQ(bench.recorder(bob).all<SessionClosed>().size(), 1);
}

TEST(SimNetwork, AWatchIsReportedAtTheInstantsThatPingsWouldHaveShown) {
  SimBench bench({.latency = Distribution::fixed(milliseconds(1))});
  const NodeId alice = bench.join();
  const NodeId bob = bench.join();
  bench.run_until(Time{} + seconds(10));
  bench.transport().watch(alice, bob, seconds(15), 5);  // Pings at 10 s, 25 s, 40 s, ...
  bench.run_until(Time{} + seconds(41));
  bench.cut(alice, bob);  // Missed from 55 s on.
  bench.run_until(Time{} + seconds(200));
  bench.mend(alice, bob);  // Answered again at 205 s.
  bench.run_until(Time{} + seconds(300));

  const auto& heard = bench.recorder(alice).heard;
  ASSERT_EQ(heard.size(), 2);
  EXPECT_EQ(heard[0].at, Time{} + seconds(55) + seconds(15) * 5);
  EXPECT_EQ(heard[0].event.as<PeerSilent>().since, Time{} + seconds(55));
  EXPECT_EQ(heard[1].event.kind(), kind_of<PeerBack>);
  EXPECT_EQ(heard[1].at, Time{} + seconds(205) + milliseconds(2));
}

TEST(SimNetwork, APingAtTheInstantOfTheCutIsMissedAndOneAtTheInstantOfTheReturnIsAnswered) {
  SimBench bench({.latency = Distribution::fixed(milliseconds(1))});
  const NodeId alice = bench.join();
  const NodeId bob = bench.join();
  bench.transport().watch(alice, bob, seconds(10), 2);
  bench.run_until(Time{} + seconds(20));
  bench.cut(alice, bob);  // Missed: 20, 30 s.
  bench.run_until(Time{} + seconds(50));
  bench.mend(alice, bob);
  bench.run_until(Time{} + seconds(60));

  const auto& heard = bench.recorder(alice).heard;
  ASSERT_EQ(heard.size(), 2);
  EXPECT_EQ(heard[0].at, Time{} + seconds(40));
  EXPECT_EQ(heard[1].at, Time{} + seconds(50) + milliseconds(2));
}

TEST(SimNetwork, AnOutageThatReturnsBetweenTwoPingsIsOneOutage) {
  SimBench bench;
  const NodeId alice = bench.join();
  const NodeId bob = bench.join();
  bench.transport().watch(alice, bob, seconds(10), 3);
  bench.run_until(Time{} + seconds(15));
  bench.cut(alice, bob);  // Missed: 20 s, ...
  bench.run_until(Time{} + seconds(31));
  bench.mend(alice, bob);  // ... 30 s, and, cut again before anyone asked, ...
  bench.run_until(Time{} + seconds(39));
  bench.cut(alice, bob);  // ... 40 s.
  bench.run_until(Time{} + seconds(60));

  const auto silent = bench.recorder(alice).all<PeerSilent>();
  ASSERT_EQ(silent.size(), 1);
  EXPECT_EQ(silent[0].at, Time{} + seconds(50));
}

TEST(SimNetwork, APeerMendedAfterItsLastPingIsSilentAndBackAtTheNext) {
  SimBench bench({.latency = Distribution::fixed(milliseconds(1))});
  const NodeId alice = bench.join();
  const NodeId bob = bench.join();
  bench.transport().watch(alice, bob, seconds(10), 3);
  bench.run_until(Time{} + seconds(15));
  bench.cut(alice, bob);  // Missed: 20, 30, 40 s.
  bench.run_until(Time{} + seconds(45));
  bench.mend(alice, bob);
  bench.run_until(Time{} + seconds(60));

  const auto& heard = bench.recorder(alice).heard;
  ASSERT_EQ(heard.size(), 2);
  EXPECT_EQ(heard[0].at, Time{} + seconds(50));
  EXPECT_EQ(heard[1].at, Time{} + seconds(50) + milliseconds(2));
}

// A small conversation over many sessions with breaks; what was handled, as a digest.
Digest conversation(std::uint64_t seed) {
  SimBench bench({.session_breaks_per_hour_milli = 50'000'000}, {}, seed);
  std::vector<NodeId> nodes;
  for (int i = 0; i < 20; ++i) nodes.push_back(bench.join());
  for (int round = 0; round < 20; ++round) {
    for (std::size_t i = 1; i < nodes.size(); ++i) {
      const SessionId session = open(bench, nodes[i], nodes[0]);
      for (std::uint64_t n = 0; n < 5; ++n) send(bench, nodes[i], session, n);
    }
  }
  bench.run_for(minutes(5));
  return bench.loop().dispatcher().digest();
}

TEST(SimNetwork, TheSeedDecidesEverything) {
  EXPECT_EQ(conversation(1), conversation(1));
  EXPECT_NE(conversation(1), conversation(2));
}

}  // namespace
}  // namespace meseta
