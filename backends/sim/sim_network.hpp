// SimNetwork: sessions with latency that break.
//
// Every message draws its latency by (session, ordinal and direction) and arrives no earlier than
// the one before it, so a session is in order. A session ends in one of two ways:
//
//   close, or the process ends   the other side hears what was sent before, then SessionClosed
//   a loss                       a link is cut, a computer vanishes, an inbox is full, or by
//   chance:
//                                what is in flight is gone, both sides hear SessionClosed within
//                                `break_detected_within`
//
// Opening takes a round trip. Where there is no such process, it is refused in a round trip; where
// there is no way to it, within `break_detected_within`.
#pragma once

#include <vector>

#include "backends/sim/inboxes.hpp"
#include "backends/sim/latency.hpp"
#include "backends/sim/links.hpp"
#include "backends/sim/sim_clock.hpp"
#include "backends/sim/watches.hpp"
#include "engine/transport/transport.hpp"

namespace meseta {

class SimNetwork final : public Transport, private Agenda::Doer {
 public:
  SimNetwork(Loop& loop, const SimClock& clock, Agenda& agenda, const Choices& choices,
             const NetworkSpec& network, const CostSpec& costs);

  void open(NodeId from, NodeId peer) override;
  void send(NodeId from, SessionId session, Body message) override;
  void close(NodeId from, SessionId session) override;
  void watch(NodeId from, NodeId peer, Duration interval, std::uint32_t misses_max) override;
  void unwatch(NodeId from, NodeId peer) override;

  // A process begins at a place. Before anything else is said of the node.
  void join(NodeId node, Place place);
  // It ends: on its own, or with its computer, of which then nobody is told.
  void leave(NodeId node);
  void vanish(NodeId node);

  void cut(Place from, Place to);
  void mend(Place from, Place to);
  void isolate(Place place);
  void rejoin(Place place);
  [[nodiscard]] const Links& links() const { return links_; }

  // Whether both processes live and the way between them is open.
  [[nodiscard]] bool reaches(NodeId from, NodeId to) const;

  // Breaks a session, if it is still open.
  void lose(SessionId session);
  [[nodiscard]] bool is_open(SessionId session) const { return sessions_[session.value].open; }

 private:
  enum Side : std::uint32_t { Opener, Acceptor };
  enum Mark : std::uint32_t { Break, Arrive };

  struct Session {
    NodeId ends[2];          // By Side.
    Time last[2];            // Of what is on its way to that side, the arrival of the last.
    std::uint64_t count[2];  // Messages sent to that side.
    std::uint64_t entity;  // What its choices are named by: the opener's place, how many-th there.
    bool open = false;
  };
  struct Node {
    Place place;
    bool up = false;        // The process lives.
    bool computer = false;  // What it ran on does.
    std::vector<SessionId> sessions;
    std::uint32_t open_sessions = 0;
  };
  struct Arrival {
    NodeId target;
    SessionId session;  // None: it is the end of one.
    Body body;
  };

  void due(std::uint64_t what, std::uint32_t mark, Time now) override;
  [[nodiscard]] Side side_of(const Session& session, NodeId node) const;
  void enlist(NodeId node, SessionId session);
  std::uint64_t next_entity(Place opener);
  void end(Session& session);
  void finish(SessionId id, Side closing);
  void deliver(Arrival arrival, Time at);
  void arrive(Arrival arrival, Time now);
  void links_changed();

  Loop& loop_;
  const SimClock& clock_;
  Agenda& agenda_;
  Agenda::DoerId doer_;
  Choices choices_;
  Latency latency_;
  Duration detected_within_;
  Duration life_mean_;  // Of a session; 0: for ever.

  Links links_;
  Watches watches_;
  Inboxes inboxes_;
  std::vector<Node> nodes_;
  std::vector<Session> sessions_;
  std::vector<std::uint32_t> opens_;  // By place of the opener.

  std::vector<Arrival> arrivals_;  // On their way to an inbox, where inboxes are used.
  std::vector<std::uint32_t> arrivals_free_;
};

}  // namespace meseta
