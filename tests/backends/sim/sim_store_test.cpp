#include "backends/sim/sim_store.hpp"

#include <gtest/gtest.h>

#include <set>
#include <vector>

#include "tests/backends/sim/sim_bench.hpp"

namespace meseta {
namespace {

Ref<Record> record(std::uint32_t number) { return make_ref(Record{AgentIdentity{{1, number}}}); }

TEST(SimStore, WhatOneEventWritesSharesASyncAndWhatComesDuringItSharesTheNext) {
  SimBench bench;
  const NodeId node = bench.join();
  for (std::uint32_t i = 1; i <= 3; ++i) bench.store().persist(node, i, record(i));
  bench.run_for(microseconds(500));
  for (std::uint32_t i = 4; i <= 6; ++i) {
    bench.store().persist(node, i, record(i));
    bench.run_for(microseconds(10));
  }
  bench.run_for(milliseconds(10));

  std::set<Time> syncs;
  for (const auto& heard : bench.recorder(node).all<Stored>()) syncs.insert(heard.at);
  EXPECT_EQ(bench.recorder(node).all<Stored>().size(), 6);
  EXPECT_EQ(syncs.size(), 2);
}

TEST(SimStore, ACrashDuringASyncKeepsSometimesSomeOfItAndSometimesNone) {
  SimBench bench;
  std::set<std::size_t> kept;
  for (int round = 0; round < 60; ++round) {
    const NodeId node = bench.join();
    for (std::uint32_t i = 1; i <= 4; ++i) bench.store().persist(node, i, record(i));
    bench.run_for(microseconds(500));
    bench.crash(node);
    kept.insert(bench.records(node).size());
  }
  EXPECT_EQ(kept, (std::set<std::size_t>{0, 1, 2, 3, 4}));
}

TEST(SimStore, WhatWaitsForTheNextSyncIsLostInACrash) {
  SimBench bench;
  const NodeId node = bench.join();
  bench.store().persist(node, 1, record(1));
  bench.run_for(microseconds(500));
  bench.store().persist(node, 2, record(2));
  bench.crash(node);
  const std::size_t kept = bench.records(node).size();
  bench.run_for(seconds(1));

  EXPECT_LE(kept, 1);
  EXPECT_EQ(bench.records(node).size(), kept);
}

TEST(SimStore, AMasterCutOffFromTheQuorumHearsOfAllItsWritesInOrderThatTheyFailed) {
  SimBench bench;
  const NodeId master = bench.join_master();
  bench.elect(master, {1});
  bench.store().persist(master, 1, record(1));
  bench.run_for(microseconds(500));  // On its way when the link goes.
  bench.network().isolate(bench.place(master));
  bench.store().persist(master, 2, record(2));
  bench.run_for(seconds(1));
  bench.store().persist(master, 3, record(3));
  bench.network().rejoin(bench.place(master));
  bench.store().persist(master, 4, record(4));
  bench.run_for(minutes(1));

  std::vector<std::uint64_t> failed;
  for (const auto& heard : bench.recorder(master).all<StoreFailed>()) {
    failed.push_back(heard.event.as<StoreFailed>().ticket);
  }
  EXPECT_EQ(failed, (std::vector<std::uint64_t>{1, 2, 3, 4}));
  EXPECT_TRUE(bench.recorder(master).all<Stored>().empty());
}

}  // namespace
}  // namespace meseta
