// SessionLayer: sessions in order, at most once and without gaps, over Datagrams.
//
// Messages are numbered per direction. The receiver delivers them in that order, keeps what comes
// early, drops what it has, and says up to which it has all; the sender says the rest again every
// `retry`. Silence for `give_up` is a loss, and since a side that gave up is silent too, both know
// within 2 * (give_up + retry).
#pragma once

#include <array>
#include <deque>
#include <map>
#include <vector>

#include "backends/sim/datagrams.hpp"
#include "backends/sim/links.hpp"
#include "backends/sim/watches.hpp"
#include "engine/transport/transport.hpp"

namespace meseta {

class SessionLayer final : public Transport, private Datagrams::Receiver, private Agenda::Doer {
 public:
  struct Options {
    Duration retry = milliseconds(10);
    Duration give_up = milliseconds(500);
  };

  SessionLayer(Loop& loop, const SimClock& clock, Agenda& agenda, Datagrams& datagrams,
               const Options& options);

  void open(NodeId from, NodeId peer) override;
  void send(NodeId from, SessionId session, Body message) override;
  void close(NodeId from, SessionId session) override;
  void watch(NodeId from, NodeId peer, Duration interval, std::uint32_t misses_max) override;
  void unwatch(NodeId from, NodeId peer) override;

  // Each node is its own place.
  void cut(NodeId a, NodeId b);
  void mend(NodeId a, NodeId b);
  void leave(NodeId node);

 private:
  enum class State : std::uint8_t {
    None,     // The acceptor, before it heard anything.
    Opening,  // The opener, likewise.
    Open,
    Closing,  // Closed here; the other side does not have everything yet.
    Closed,   // Closed there; still says that it has everything.
    Lost,
  };
  struct End {
    State state = State::None;
    NodeId self;
    NodeId peer;
    Time heard_at;
    std::deque<Body> unheard;  // What the peer does not have yet; an empty one is the end.
    std::uint64_t acked = 0;   // Number of what was before the first of them.
    std::uint64_t delivered = 0;
    std::map<std::uint64_t, Body> early;
  };

  void received(Packet packet, Time now) override;
  void due(std::uint64_t what, std::uint32_t mark, Time now) override;
  End& end(SessionId session, NodeId node);
  void tick(SessionId session, std::uint32_t side, Time now);
  void say(SessionId session, const End& end);
  void deliver(SessionId session, End& end, Time now);
  void lose(SessionId session, End& end, Time now);
  [[nodiscard]] bool reaches(NodeId from, NodeId to) const;
  void review();

  Loop& loop_;
  const SimClock& clock_;
  Agenda& agenda_;
  Agenda::DoerId doer_;
  Datagrams& datagrams_;
  Options options_;
  Links links_;
  Watches watches_;
  std::vector<std::array<End, 2>> sessions_;  // Opener, acceptor.
};

}  // namespace meseta
