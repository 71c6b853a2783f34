// What the contracts of engine/transport/transport.hpp have in common.
//
// A Bench has:
//   NodeId join();                  a process with a Recorder
//   Recorder& recorder(NodeId);
//   Transport& transport();
//   Bodies& bodies();
//   void run_for(Duration);
//   void cut(NodeId, NodeId);       both ways
//   void mend(NodeId, NodeId);
//   void kill(NodeId);              ends the process
//   Duration loss_bound();          how long until both sides of a lost session know
//   Duration slack();               how far a report may be from its instant
#pragma once

#include <gtest/gtest.h>

#include <numeric>
#include <vector>

#include "engine/event/bodies.hpp"
#include "engine/transport/transport.hpp"
#include "tests/contracts/recorder.hpp"

namespace meseta::contracts {

template <class Bench>
class TransportFixture : public testing::Test {
 protected:
  void send(NodeId from, SessionId session, std::uint64_t number) {
    bench_.transport().send(from, session, bench_.bodies().make(numbered(number)));
  }
  SessionId open(NodeId from, NodeId peer) {
    bench_.transport().open(from, peer);
    bench_.run_for(bench_.loss_bound());
    const auto opened = bench_.recorder(from).template all<SessionOpened>();
    if (opened.empty()) return {};
    return opened.back().event.template as<SessionOpened>().session;
  }
  std::vector<Heard> closed(NodeId node) {
    return bench_.recorder(node).template all<SessionClosed>();
  }
  static std::vector<std::uint64_t> up_to(std::uint64_t count) {
    std::vector<std::uint64_t> all(count);
    std::iota(all.begin(), all.end(), 1);
    return all;
  }

  Bench bench_;
  NodeId alice_ = bench_.join();
  NodeId bob_ = bench_.join();
};

}  // namespace meseta::contracts
