#include "backends/sim/session_layer.hpp"

#include <utility>

#include "engine/base/check.hpp"

namespace meseta {

namespace {

constexpr std::uint64_t kWindow = 64;  // Messages said again at once.

Place place(NodeId node) { return {node.value}; }

}  // namespace

SessionLayer::SessionLayer(Loop& loop, const SimClock& clock, Agenda& agenda, Datagrams& datagrams,
                           const Options& options)
    : loop_(loop),
      clock_(clock),
      agenda_(agenda),
      doer_(agenda.enroll(*this)),
      datagrams_(datagrams),
      options_(options),
      watches_(loop, agenda, options.retry / 2),
      sessions_(1) {
  datagrams.attach(*this);
}

SessionLayer::End& SessionLayer::end(SessionId session, NodeId node) {
  auto& ends = sessions_[session.value];
  CHECK(ends[0].self == node || ends[1].self == node);
  return ends[0].self == node ? ends[0] : ends[1];
}

void SessionLayer::open(NodeId from, NodeId peer) {
  const SessionId session = loop_.new_session(from, peer);
  CHECK(session.value == sessions_.size());
  const Time now = clock_.now();
  sessions_.emplace_back();
  sessions_.back()[0] = {.state = State::Opening, .self = from, .peer = peer, .heard_at = now};
  sessions_.back()[1] = {.state = State::None, .self = peer, .peer = from};
  tick(session, 0, now);
}

void SessionLayer::send(NodeId from, SessionId session, Body message) {
  End& here = end(session, from);
  if (here.state != State::Open) return;
  here.unheard.push_back(message);
  if (here.unheard.size() > kWindow) return;
  datagrams_.send({.from = from,
                   .to = here.peer,
                   .session = session,
                   .number = here.acked + here.unheard.size(),
                   .heard = here.delivered,
                   .body = std::move(message)});
}

void SessionLayer::close(NodeId from, SessionId session) {
  End& here = end(session, from);
  loop_.mute(session, from);
  if (here.state != State::Open) return;
  here.state = State::Closing;
  here.unheard.emplace_back();
  say(session, here);
}

// All that the peer does not have, or that we are there.
void SessionLayer::say(SessionId session, const End& here) {
  Packet packet{.from = here.self, .to = here.peer, .session = session, .heard = here.delivered};
  if (here.unheard.empty()) return datagrams_.send(packet);
  for (std::uint64_t i = 0; i < here.unheard.size() && i < kWindow; ++i) {
    packet.number = here.acked + i + 1;
    packet.body = here.unheard[i];
    datagrams_.send(packet);
  }
}

void SessionLayer::tick(SessionId session, std::uint32_t side, Time now) {
  End& here = sessions_[session.value][side];
  const bool done = here.state == State::Closing && here.unheard.empty();
  if (here.state == State::Closed || here.state == State::Lost || done) return;
  if (now - here.heard_at > options_.give_up) return lose(session, here, now);
  say(session, here);
  agenda_.add(doer_, now + options_.retry, session.value, side);
}

void SessionLayer::due(std::uint64_t what, std::uint32_t mark, Time now) {
  tick({static_cast<std::uint32_t>(what)}, mark, now);
}

void SessionLayer::lose(SessionId session, End& here, Time now) {
  const State before = std::exchange(here.state, State::Lost);
  if (before == State::Closing) return;
  loop_.mute(session, here.self);
  loop_.post(here.self, SessionClosed{here.peer, before == State::Opening ? SessionId{} : session},
             now);
}

void SessionLayer::received(Packet packet, Time now) {
  if (!reaches(packet.from, packet.to)) return;
  End& here = end(packet.session, packet.to);
  if (here.state == State::Lost) return;
  here.heard_at = now;
  if (here.state == State::None) {
    here.state = State::Open;
    agenda_.add(doer_, now, packet.session.value, 1);
  } else if (here.state == State::Opening) {
    here.state = State::Open;
    loop_.post(here.self, SessionOpened{here.peer, packet.session}, now);
  }
  for (; here.acked < packet.heard; ++here.acked) here.unheard.pop_front();
  if (packet.number == 0) return;
  if (packet.number > here.delivered) here.early.emplace(packet.number, std::move(packet.body));
  deliver(packet.session, here, now);
  Packet ack{.from = here.self, .to = here.peer, .session = packet.session};
  ack.heard = here.delivered;
  datagrams_.send(std::move(ack));
}

void SessionLayer::deliver(SessionId session, End& here, Time now) {
  while (!here.early.empty() && here.early.begin()->first == here.delivered + 1) {
    Body body = std::move(here.early.begin()->second);
    here.early.erase(here.early.begin());
    ++here.delivered;
    if (here.state != State::Open) continue;  // Closed here: heard, and of no interest.
    if (body) {
      loop_.deliver(here.self, session, std::move(body), now);
    } else {
      here.state = State::Closed;
      loop_.post(here.self, SessionClosed{here.peer, session}, now);
    }
  }
}

void SessionLayer::leave(NodeId node) {
  for (auto& ends : sessions_) {
    for (End& here : ends) {
      if (here.self == node) here.state = State::Lost;
    }
  }
  watches_.lose(node, clock_.now());
}

bool SessionLayer::reaches(NodeId from, NodeId to) const {
  return links_.passes(place(from), place(to)) && links_.passes(place(to), place(from));
}

void SessionLayer::watch(NodeId from, NodeId peer, Duration interval, std::uint32_t misses_max) {
  watches_.watch(from, peer, interval, misses_max, clock_.now(), reaches(from, peer));
}

void SessionLayer::unwatch(NodeId from, NodeId peer) { watches_.unwatch(from, peer); }

void SessionLayer::cut(NodeId a, NodeId b) {
  links_.cut(place(a), place(b));
  review();
}

void SessionLayer::mend(NodeId a, NodeId b) {
  links_.mend(place(a), place(b));
  review();
}

void SessionLayer::review() {
  watches_.review(clock_.now(), [this](NodeId a, NodeId b) { return reaches(a, b); });
}

}  // namespace meseta
