#include "backends/sim/sim_election.hpp"

#include <algorithm>

#include "engine/base/check.hpp"

namespace meseta {

namespace {

constexpr Site kNews{"election.news"};
constexpr Site kFetch{"election.fetch"};
constexpr Site kWinner{"election.winner"};

// An agenda entry about one candidate names its node above this bit.
constexpr unsigned kNodeShift = 8;

}  // namespace

SimElection::SimElection(Loop& loop, const SimClock& clock, Agenda& agenda, const Choices& choices,
                         SimStore& store, const Links& links, const Options& options)
    : loop_(loop),
      clock_(clock),
      agenda_(agenda),
      doer_(agenda.enroll(*this)),
      choices_(choices),
      store_(store),
      links_(links),
      options_(options),
      news_(options.news, choices) {
  CHECK(options.masters > 0);
  CHECK(options.lease >= milliseconds(3));
}

bool SimElection::reaches_quorum(Place place) const {
  if (options_.masters == 1) return true;
  return links_.passes(place, kQuorum) && links_.passes(kQuorum, place);
}

SimElection::Candidate* SimElection::find(NodeId node) {
  const auto found = std::find_if(candidates_.begin(), candidates_.end(),
                                  [node](const Candidate& c) { return c.node == node; });
  return found == candidates_.end() ? nullptr : &*found;
}

void SimElection::join(NodeId master, Place place) {
  CHECK(find(master) == nullptr);
  candidates_.push_back({master, place});
  // All that boot at one instant take part.
  if (!leader_.valid()) agenda_.add(doer_, clock_.now(), Elect);
}

void SimElection::leave(NodeId master) {
  std::erase_if(candidates_, [master](const Candidate& c) { return c.node == master; });
  if (master != leader_) return;
  if (options_.masters == 1) return vacate(clock_.now());
  if (renewed_ == kTimeMax) cut_off(clock_.now());
}

void SimElection::follow(NodeId node, Place place) {
  if (node.value >= followers_.size()) followers_.resize(node.value + 1);
  followers_[node.value] = {.place = place, .follows = true};
  if (version_ > 0) tell(node, clock_.now());
}

void SimElection::unfollow(NodeId node) { followers_[node.value].follows = false; }

void SimElection::step_down(NodeId master) {
  Candidate* const candidate = find(master);
  CHECK(candidate != nullptr);
  depose(*candidate, clock_.now());
  if (master != leader_) return;
  vacate(clock_.now());
  agenda_.add(doer_, clock_.now() + renewal(), Elect);
}

void SimElection::depose(Candidate& candidate, Time now) {
  if (!candidate.leads) return;
  candidate.leads = false;
  loop_.post(candidate.node, Deposed{}, now);
}

void SimElection::elect(Time now) {
  if (leader_.valid()) return;
  std::vector<Candidate*> able;
  for (Candidate& candidate : candidates_) {
    if (reaches_quorum(candidate.place)) able.push_back(&candidate);
  }
  if (able.empty()) return;
  ++epoch_.value;
  Candidate& winner = *able[choices_.below(able.size(), kWinner, 0, epoch_.value)];
  depose(winner, now);
  winner.leads = true;
  ++winner.mark;
  leader_ = winner.node;
  granted_ = now;
  renewed_ = kTimeMax;
  ++mark_;
  store_.elect(leader_, epoch_);
  const Time fetched = now + news_.draw(kFetch, epoch_.value, 0);
  loop_.post(leader_, Elected{epoch_, store_.registry()}, fetched);
  agenda_.add(doer_, fetched, Announce, mark_);
}

// The leader renews no more: its process is gone, or the way to the quorum is.
void SimElection::cut_off(Time now) {
  const Duration held = now - granted_;
  renewed_ = held == Duration{} ? granted_ : now - (held % renewal());
  if (renewed_ == now && renewed_ > granted_) renewed_ = renewed_ - renewal();
  agenda_.add(doer_, std::max(now, renewed_ + options_.lease), Expire, mark_);
  const Candidate* const leader = find(leader_);
  if (leader == nullptr) return;
  const Time local = clock_.local(leader_, renewed_) + options_.lease;
  deposed_at_ = std::max(now, clock_.global(leader_, local));
  // Its own: it comes even if the lease is over before.
  agenda_.add(doer_, deposed_at_, (std::uint64_t{leader_.value} << kNodeShift) | Depose,
              leader->mark);
}

void SimElection::reconnected(Candidate& leader, Time now) {
  const Duration held = now - granted_;
  const Duration rest = held % renewal();
  const Time next = rest == Duration{} ? now : now + (renewal() - rest);
  if (next >= renewed_ + options_.lease || next >= deposed_at_) return;  // Too late.
  renewed_ = kTimeMax;
  ++leader.mark;
  ++mark_;
  if (announced_ != leader_) agenda_.add(doer_, now, Announce, mark_);
}

void SimElection::vacate(Time now) {
  leader_ = {};
  renewed_ = kTimeMax;
  ++mark_;
  announce(now);
}

void SimElection::announce(Time now) {
  announced_ = leader_;
  ++version_;
  for (std::uint32_t node = 0; node < followers_.size(); ++node) tell({node}, now);
}

void SimElection::tell(NodeId node, Time now) {
  Follower& follower = followers_[node.value];
  if (!follower.follows || follower.told == version_ || !reaches_quorum(follower.place)) return;
  follower.told = version_;
  const Duration latency = news_.draw(kNews, follower.place.value, version_);
  follower.last = std::max(follower.last, now + latency);
  loop_.post(node, LeaderIs{announced_, epoch_}, follower.last);
}

void SimElection::links_changed() {
  if (options_.masters == 1) return;
  const Time now = clock_.now();
  Candidate* const leading = leader_.valid() ? find(leader_) : nullptr;
  if (leading != nullptr) {
    const bool renews = reaches_quorum(leading->place);
    if (!renews && renewed_ == kTimeMax) cut_off(now);
    if (renews && renewed_ != kTimeMax) reconnected(*leading, now);
  }
  elect(now);
  if (version_ == 0) return;
  for (std::uint32_t node = 0; node < followers_.size(); ++node) tell({node}, now);
}

void SimElection::due(std::uint64_t what, std::uint32_t mark, Time now) {
  if (what == Elect) return elect(now);
  if (what % (1U << kNodeShift) == Depose) {
    Candidate* const candidate = find({static_cast<std::uint32_t>(what >> kNodeShift)});
    if (candidate != nullptr && candidate->mark == mark) depose(*candidate, now);
    return;
  }
  if (mark != mark_) return;
  if (what == Announce) return announce(now);
  CHECK(what == Expire);
  vacate(now);
  elect(now);
}

}  // namespace meseta
