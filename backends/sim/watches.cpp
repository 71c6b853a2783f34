#include "backends/sim/watches.hpp"

#include "engine/base/check.hpp"

namespace meseta {

namespace {

std::uint64_t key(NodeId from, NodeId peer) {
  return (std::uint64_t{from.value} << 32U) | peer.value;
}

}  // namespace

Watches::Watches(Loop& loop, Agenda& agenda, Duration round_trip)
    : loop_(loop), agenda_(agenda), doer_(agenda.enroll(*this)), round_trip_(round_trip) {}

Time Watches::Watch::ping_at_or_after(Time t) const {
  if (t <= start) return start;
  const Duration past = t - start;
  const Duration rest = past % interval;
  return rest == Duration{} ? t : t + (interval - rest);
}

void Watches::watch(NodeId from, NodeId peer, Duration interval, std::uint32_t misses_max, Time now,
                    bool answers) {
  CHECK(interval > Duration{});
  CHECK(misses_max > 0);
  unwatch(from, peer);
  std::uint32_t slot = static_cast<std::uint32_t>(watches_.size());
  if (free_.empty()) {
    watches_.emplace_back();
  } else {
    slot = free_.back();
    free_.pop_back();
  }
  const std::uint32_t mark = watches_[slot].mark;
  const std::uint32_t generation = watches_[slot].generation;
  watches_[slot] = {.from = from,
                    .peer = peer,
                    .start = now,
                    .interval = interval,
                    .misses_max = misses_max,
                    .mark = mark,
                    .generation = generation};
  node(from).watches.add({slot, generation}, lives());
  node(peer).watched.add({slot, generation}, lives());
  slots_.insert(key(from, peer), slot);
  set_answers(slot, answers, now);
}

void Watches::unwatch(NodeId from, NodeId peer) {
  const std::uint32_t* const slot = slots_.find(key(from, peer));
  if (slot != nullptr) retire(*slot);
}

void Watches::lose(NodeId lost, Time now) {
  if (lost.value >= nodes_.size()) return;
  const Node& gone = nodes_[lost.value];
  gone.watches.for_each(lives(), [this](std::uint32_t slot) { retire(slot); });
  gone.watched.for_each(lives(), [&](std::uint32_t slot) { set_answers(slot, false, now); });
}

Watches::Node& Watches::node(NodeId id) {
  if (id.value >= nodes_.size()) nodes_.resize(id.value + 1);
  return nodes_[id.value];
}

void Watches::retire(std::uint32_t slot) {
  Watch& watch = watches_[slot];
  slots_.erase(key(watch.from, watch.peer));
  node(watch.from).watches.drop();
  node(watch.peer).watched.drop();
  watch.from = {};
  ++watch.mark;
  ++watch.generation;
  free_.push_back(slot);
}

void Watches::plan(std::uint32_t slot, Time at) {
  agenda_.add(doer_, at, slot, ++watches_[slot].mark);
}

void Watches::set_answers(std::uint32_t slot, bool answers, Time now) {
  Watch& watch = watches_[slot];
  if (watch.answers == answers) return;
  watch.answers = answers;
  if (answers) {
    watch.answered_from = watch.ping_at_or_after(now);
    if (watch.silent) {
      plan(slot, watch.answered_from + round_trip_);
    } else if (watch.answered_from < watch.silent_at()) {
      ++watch.mark;  // In time: nothing to report.
    }
    return;
  }
  // It was away, came back and is away again: one streak, if no ping fell in between.
  const bool same_streak = watch.missed_from != kTimeMax && now <= watch.answered_from;
  if (!same_streak) watch.missed_from = watch.ping_at_or_after(now);
  watch.answered_from = kTimeMax;
  if (watch.silent) {
    ++watch.mark;
  } else {
    plan(slot, watch.silent_at());
  }
}

void Watches::due(std::uint64_t what, std::uint32_t mark, Time now) {
  const auto slot = static_cast<std::uint32_t>(what);
  Watch& watch = watches_[slot];
  if (watch.mark != mark) return;
  watch.silent = !watch.silent;
  if (!watch.silent) {
    watch.missed_from = kTimeMax;
    loop_.post(watch.from, PeerBack{watch.peer}, now);
    return;
  }
  loop_.post(watch.from, PeerSilent{watch.peer, watch.missed_from}, now);
  if (watch.answers) plan(slot, watch.answered_from + round_trip_);
}

}  // namespace meseta
