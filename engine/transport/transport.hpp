// Transport: sessions between nodes, and whether a peer still answers.
//
//     opener     --open-->                 acceptor
//                <--SessionOpened--
//                ==messages, in order, at most once, no gaps, both ways==
//     either end --close--> or a loss:     both sides get SessionClosed in bounded time
//
// The opener hears SessionOpened or, if it cannot be opened, SessionClosed without a session. The
// acceptor learns of a session by its first message. Deliveries are posted to the loop with their
// session, so what arrives late on an old session is recognised.
//
// What every implementation owes (tests/contracts/{session,loss,watch}_contract.hpp):
//   1. Messages of one session arrive in the order sent, each at most once, without gaps.
//   2. A message that cannot be delivered ends its session; both sides then hear SessionClosed
//   once,
//      within the implementation's stated bound, and nothing of that session afterwards.
//   3. After `close` the closing side hears nothing more of the session; the other side first hears
//      what was sent before.
//   4. A watch reports PeerSilent after `misses_max` consecutive unanswered pings, and PeerBack at
//      the next answer; both alternate.
#pragma once

#include <cstdint>

#include "engine/base/id.hpp"
#include "engine/base/time.hpp"
#include "engine/event/body.hpp"

namespace meseta {

class Transport {
 public:
  Transport() = default;
  Transport(const Transport&) = delete;
  Transport& operator=(const Transport&) = delete;
  virtual ~Transport() = default;

  virtual void open(NodeId from, NodeId peer) = 0;
  virtual void send(NodeId from, SessionId session, Body message) = 0;
  virtual void close(NodeId from, SessionId session) = 0;
  virtual void watch(NodeId from, NodeId peer, Duration interval, std::uint32_t misses_max) = 0;
  virtual void unwatch(NodeId from, NodeId peer) = 0;
};

}  // namespace meseta
