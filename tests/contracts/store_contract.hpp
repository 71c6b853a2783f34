// What engine/store/store.hpp promises, for any implementation.
//
// A Bench has:
//   NodeId join();                          a process with a store of its own and a Recorder
//   NodeId join_master();                   one that writes to the registry
//   void elect(NodeId master, Epoch);
//   Recorder& recorder(NodeId);
//   Store& store();
//   void run_for(Duration);
//   void crash(NodeId);                     now, whatever it is doing
//   std::vector<Record> records(NodeId);    what a process that starts in its place is handed
//   std::vector<Record> registry();
//   Duration sync_bound();                  how long until a ticket is reported
#pragma once

#include <gtest/gtest.h>

#include <algorithm>

#include "engine/event/event.hpp"
#include "engine/store/store.hpp"
#include "tests/contracts/recorder.hpp"

namespace meseta::contracts {

template <class Bench>
class StoreContract : public testing::Test {
 protected:
  void persist(NodeId node, std::uint64_t ticket) {
    const AgentId agent{1, static_cast<std::uint32_t>(ticket)};
    bench_.store().persist(node, ticket, make_ref(Record{AgentIdentity{agent}}));
  }
  static std::vector<std::uint64_t> tickets(const std::vector<Record>& records) {
    std::vector<std::uint64_t> found;
    for (const Record& r : records) found.push_back(std::get<AgentIdentity>(r).agent.number);
    return found;
  }
  std::vector<std::uint64_t> stored(NodeId node) {
    std::vector<std::uint64_t> found;
    for (const Heard& h : bench_.recorder(node).template all<Stored>()) {
      found.push_back(h.event.template as<Stored>().ticket);
    }
    return found;
  }
  std::vector<std::uint64_t> failed(NodeId node) {
    std::vector<std::uint64_t> found;
    for (const Heard& h : bench_.recorder(node).template all<StoreFailed>()) {
      found.push_back(h.event.template as<StoreFailed>().ticket);
    }
    return found;
  }

  Bench bench_;
};

TYPED_TEST_SUITE_P(StoreContract);

using Tickets = std::vector<std::uint64_t>;

TYPED_TEST_P(StoreContract, EachTicketIsReportedOnceInOrder) {
  const NodeId node = this->bench_.join();
  for (std::uint64_t ticket = 1; ticket <= 20; ++ticket) {
    this->persist(node, ticket);
    if (ticket % 7 == 0) this->bench_.run_for(microseconds(300));
  }
  this->bench_.run_for(this->bench_.sync_bound());

  const Tickets stored = this->stored(node);
  EXPECT_EQ(stored.size(), 20);
  EXPECT_TRUE(std::is_sorted(stored.begin(), stored.end()));
  EXPECT_EQ(stored, this->tickets(this->bench_.records(node)));
}

TYPED_TEST_P(StoreContract, ACrashKeepsWhatWasReportedAndLosesAtMostTheEnd) {
  for (int round = 0; round < 30; ++round) {
    const NodeId node = this->bench_.join();
    for (std::uint64_t ticket = 1; ticket <= 12; ++ticket) {
      this->persist(node, ticket);
      this->bench_.run_for(microseconds(100 + 40 * round));
    }
    this->bench_.crash(node);
    const Tickets kept = this->tickets(this->bench_.records(node));
    const Tickets reported = this->stored(node);

    ASSERT_LE(reported.size(), kept.size());
    for (std::size_t i = 0; i < kept.size(); ++i) EXPECT_EQ(kept[i], i + 1);
    this->bench_.run_for(this->bench_.sync_bound());
    EXPECT_EQ(this->stored(node), reported);  // Nothing is reported to the dead.
  }
}

TYPED_TEST_P(StoreContract, StoresOfTwoProcessesAreApart) {
  const NodeId a = this->bench_.join();
  const NodeId b = this->bench_.join();
  this->persist(a, 1);
  this->bench_.run_for(this->bench_.sync_bound());

  EXPECT_EQ(this->tickets(this->bench_.records(a)), Tickets{1});
  EXPECT_TRUE(this->bench_.records(b).empty());
}

TYPED_TEST_P(StoreContract, TheRegistryRefusesAnOlderEpochAndKeepsWhatWasStored) {
  const NodeId old = this->bench_.join_master();
  const NodeId young = this->bench_.join_master();
  this->bench_.elect(old, {1});
  this->persist(old, 1);
  this->bench_.run_for(this->bench_.sync_bound());
  this->bench_.elect(young, {2});
  this->persist(old, 2);
  this->persist(young, 3);
  this->bench_.run_for(this->bench_.sync_bound());

  EXPECT_EQ(this->stored(old), Tickets{1});
  EXPECT_EQ(this->failed(old), Tickets{2});
  EXPECT_EQ(this->stored(young), Tickets{3});
  EXPECT_EQ(this->tickets(this->bench_.registry()), (Tickets{1, 3}));
}

TYPED_TEST_P(StoreContract, AWriteOnItsWayWhenAnotherIsElectedIsRefused) {
  const NodeId old = this->bench_.join_master();
  const NodeId young = this->bench_.join_master();
  this->bench_.elect(old, {1});
  this->persist(old, 1);
  this->bench_.elect(young, {2});
  this->bench_.run_for(this->bench_.sync_bound());

  EXPECT_EQ(this->failed(old), Tickets{1});
  EXPECT_TRUE(this->bench_.registry().empty());
}

REGISTER_TYPED_TEST_SUITE_P(StoreContract, EachTicketIsReportedOnceInOrder,
                            ACrashKeepsWhatWasReportedAndLosesAtMostTheEnd,
                            StoresOfTwoProcessesAreApart,
                            TheRegistryRefusesAnOlderEpochAndKeepsWhatWasStored,
                            AWriteOnItsWayWhenAnotherIsElectedIsRefused);

}  // namespace meseta::contracts
