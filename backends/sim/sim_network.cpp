#include "backends/sim/sim_network.hpp"

#include <algorithm>
#include <utility>

#include "engine/base/check.hpp"

namespace meseta {

namespace {

constexpr Site kMessage{"network.message"};
constexpr Site kOpen{"network.open"};
constexpr Site kLoss{"network.loss"};
constexpr Site kBreak{"network.break"};
constexpr Site kEnd{"network.end"};

constexpr std::int64_t kHourNsThousandfold = hours(1).ns * 1000;

Duration round_trip_of(const Distribution& latency) { return latency.base * 2 + latency.spread; }

}  // namespace

SimNetwork::SimNetwork(Loop& loop, const SimClock& clock, Agenda& agenda, const Choices& choices,
                       const NetworkSpec& network, const CostSpec& costs)
    : loop_(loop),
      clock_(clock),
      agenda_(agenda),
      doer_(agenda.enroll(*this)),
      choices_(choices),
      latency_(network.latency, choices),
      detected_within_(network.break_detected_within),
      watches_(loop, agenda, round_trip_of(network.latency)),
      inboxes_(costs),
      sessions_(1) {
  CHECK(detected_within_ > Duration{});
  if (network.session_breaks_per_hour_milli > 0) {
    life_mean_ = {kHourNsThousandfold / network.session_breaks_per_hour_milli};
  }
}

void SimNetwork::join(NodeId node, Place place) {
  if (node.value >= nodes_.size()) nodes_.resize(node.value + 1);
  CHECK(!nodes_[node.value].up);
  nodes_[node.value].place = place;
  nodes_[node.value].up = true;
  nodes_[node.value].computer = true;
}

bool SimNetwork::reaches(NodeId from, NodeId to) const {
  const Node& a = nodes_[from.value];
  const Node& b = nodes_[to.value];
  return a.up && b.up && links_.passes(a.place, b.place) && links_.passes(b.place, a.place);
}

SimNetwork::Side SimNetwork::side_of(const Session& session, NodeId node) const {
  if (session.ends[Opener] == node) return Opener;
  CHECK(session.ends[Acceptor] == node);
  return Acceptor;
}

void SimNetwork::open(NodeId from, NodeId peer) {
  CHECK(peer.value < nodes_.size());
  const Time now = clock_.now();
  const std::uint64_t entity = next_entity(nodes_[from.value].place);
  const Time answered = now + latency_.draw(kOpen, entity, 0) + latency_.draw(kOpen, entity, 1);
  if (!reaches(from, peer)) {
    const Node& there = nodes_[peer.value];
    const bool refused = there.computer && links_.passes(nodes_[from.value].place, there.place);
    const Time told = refused ? answered : now + detected_within_;
    return loop_.post(from, SessionClosed{peer, {}}, told);
  }
  const SessionId id = loop_.new_session(from, peer);
  CHECK(id.value == sessions_.size());
  sessions_.push_back({{from, peer}, {answered, now}, {}, entity, true});
  enlist(from, id);
  enlist(peer, id);
  loop_.post(from, SessionOpened{peer, id}, answered);
  if (life_mean_ > Duration{}) {
    const Duration life = choices_.exponential(life_mean_, kBreak, entity, 0);
    agenda_.add(doer_, answered + life, id.value, Break);
  }
}

std::uint64_t SimNetwork::next_entity(Place opener) {
  if (opener.value >= opens_.size()) opens_.resize(opener.value + 1);
  return (std::uint64_t{opener.value} << 32U) | ++opens_[opener.value];
}

void SimNetwork::enlist(NodeId node, SessionId session) {
  Node& entry = nodes_[node.value];
  if (entry.sessions.size() > 2 * std::size_t{entry.open_sessions} + 8) {
    std::erase_if(entry.sessions, [this](SessionId id) { return !is_open(id); });
  }
  entry.sessions.push_back(session);
  ++entry.open_sessions;
}

void SimNetwork::send(NodeId from, SessionId id, Body message) {
  Session& session = sessions_[id.value];
  if (!session.open) return;  // The sender will hear that it ended.
  const Side to = side_of(session, from) == Opener ? Acceptor : Opener;
  const std::uint64_t ordinal = 2 * ++session.count[to] + to;
  const Duration latency = latency_.draw(kMessage, session.entity, ordinal);
  const Time at = std::max(session.last[to], clock_.now() + latency);
  session.last[to] = at;
  if (!inboxes_.used()) {
    loop_.deliver(session.ends[to], id, std::move(message), at);
  } else {
    deliver({session.ends[to], id, std::move(message)}, at);
  }
}

void SimNetwork::close(NodeId from, SessionId id) {
  const Session& session = sessions_[id.value];
  const Side closing = side_of(session, from);
  loop_.mute(id, from);
  if (session.open) finish(id, closing);
}

void SimNetwork::end(Session& session) {
  session.open = false;
  --nodes_[session.ends[Opener].value].open_sessions;
  --nodes_[session.ends[Acceptor].value].open_sessions;
}

void SimNetwork::finish(SessionId id, Side closing) {
  Session& session = sessions_[id.value];
  end(session);
  const Side other = closing == Opener ? Acceptor : Opener;
  const Duration latency = latency_.draw(kEnd, session.entity, other);
  const Time at = std::max(session.last[other], clock_.now() + latency);
  const SessionClosed closed{session.ends[closing], id};
  if (!inboxes_.used()) {
    loop_.post(session.ends[other], closed, at);
  } else {
    deliver({session.ends[other], {}, loop_.dispatcher().bodies().make(closed)}, at);
  }
}

void SimNetwork::lose(SessionId id) {
  Session& session = sessions_[id.value];
  if (!session.open) return;
  end(session);
  for (const Side side : {Opener, Acceptor}) {
    loop_.mute(id, session.ends[side]);
    const Duration noticed =
        choices_.between(nanoseconds(1), detected_within_, kLoss, session.entity, side);
    // The opener must hear first that it was open.
    const Time opened =
        side == Opener && session.count[Opener] == 0 ? session.last[Opener] : Time{};
    const NodeId peer = session.ends[side == Opener ? Acceptor : Opener];
    loop_.post(session.ends[side], SessionClosed{peer, id},
               std::max(opened, clock_.now() + noticed));
  }
}

void SimNetwork::leave(NodeId node) {
  nodes_[node.value].up = false;
  for (const SessionId id : nodes_[node.value].sessions) {
    if (is_open(id)) finish(id, side_of(sessions_[id.value], node));
  }
  nodes_[node.value].sessions.clear();
  watches_.lose(node, clock_.now());
}

void SimNetwork::vanish(NodeId node) {
  nodes_[node.value].up = false;
  nodes_[node.value].computer = false;
  for (const SessionId id : nodes_[node.value].sessions) lose(id);
  nodes_[node.value].sessions.clear();
  watches_.lose(node, clock_.now());
}

void SimNetwork::deliver(Arrival arrival, Time at) {
  std::uint32_t slot = static_cast<std::uint32_t>(arrivals_.size());
  if (arrivals_free_.empty()) {
    arrivals_.emplace_back();
  } else {
    slot = arrivals_free_.back();
    arrivals_free_.pop_back();
  }
  arrivals_[slot] = std::move(arrival);
  agenda_.add(doer_, at, slot, Arrive);
}

void SimNetwork::arrive(Arrival arrival, Time now) {
  if (!nodes_[arrival.target.value].up) return;
  const auto room = arrival.session.valid() ? Inboxes::Room::Needed : Inboxes::Room::Made;
  const auto handled = inboxes_.admit(arrival.target, arrival.body.kind(), now, room);
  if (handled) {
    loop_.deliver(arrival.target, arrival.session, std::move(arrival.body), *handled);
  } else {
    lose(arrival.session);
  }
}

void SimNetwork::due(std::uint64_t what, std::uint32_t mark, Time now) {
  if (mark == Break) return lose({static_cast<std::uint32_t>(what)});
  const auto slot = static_cast<std::uint32_t>(what);
  Arrival arrival = std::exchange(arrivals_[slot], {});
  arrivals_free_.push_back(slot);
  arrive(std::move(arrival), now);
}

void SimNetwork::watch(NodeId from, NodeId peer, Duration interval, std::uint32_t misses_max) {
  watches_.watch(from, peer, interval, misses_max, clock_.now(), reaches(from, peer));
}

void SimNetwork::unwatch(NodeId from, NodeId peer) { watches_.unwatch(from, peer); }

void SimNetwork::cut(Place from, Place to) {
  links_.cut(from, to);
  links_changed();
}

void SimNetwork::mend(Place from, Place to) {
  links_.mend(from, to);
  links_changed();
}

void SimNetwork::isolate(Place place) {
  links_.isolate(place);
  links_changed();
}

void SimNetwork::rejoin(Place place) {
  links_.rejoin(place);
  links_changed();
}

void SimNetwork::links_changed() {
  for (std::uint32_t node = 0; node < nodes_.size(); ++node) {
    for (const SessionId id : nodes_[node].sessions) {
      const Session& session = sessions_[id.value];
      if (session.open && !reaches(session.ends[Opener], session.ends[Acceptor])) lose(id);
    }
  }
  watches_.review(clock_.now(), [this](NodeId a, NodeId b) { return reaches(a, b); });
}

}  // namespace meseta
