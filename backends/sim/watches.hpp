// Watches: who pings whom, and what the pings would have shown, without a single ping.
//
//     start      +i        +2i       +3i       +4i       +5i       +6i      misses_max = 2
//       |---------|---------|---------|---------|---------|---------|-->
//       ping      ping   X  ping      ping      ping    H ping
//       ok        ok   lost missed    missed    missed heal answered
//                           ^ since             ^ PeerSilent ^ PeerBack (and a round trip)
//
// A ping sent while the peer cannot answer is missed, which is known one interval later. So the
// instants follow from those at which reachability changed, and nothing happens, and nothing is
// queued, while it does not. A change at the very instant of a ping is there before the ping.
//
// Intervals are measured on the world's clock, not on the watcher's.
#pragma once

#include <cstdint>
#include <vector>

#include "backends/sim/agenda.hpp"
#include "engine/base/lookup.hpp"
#include "engine/base/roster.hpp"
#include "engine/loop/loop.hpp"

namespace meseta {

class Watches final : private Agenda::Doer {
 public:
  // `round_trip` is what an answer takes.
  Watches(Loop& loop, Agenda& agenda, Duration round_trip);

  // The first ping goes out now. Replaces a watch of the same two. `answers`: as for set_answers.
  void watch(NodeId from, NodeId peer, Duration interval, std::uint32_t misses_max, Time now,
             bool answers);
  void unwatch(NodeId from, NodeId peer);

  // Asks anew of every watch whether its peer can answer: `answers(from, peer)`.
  template <class F>
  void review(Time now, F answers) {
    for (std::uint32_t slot = 0; slot < watches_.size(); ++slot) {
      const Watch& watch = watches_[slot];
      if (watch.from.valid()) set_answers(slot, answers(watch.from, watch.peer), now);
    }
  }
  // A process is gone for good: it neither answers nor watches any more.
  void lose(NodeId node, Time now);

 private:
  struct Watch {
    NodeId from;  // Invalid: the slot is free.
    NodeId peer;
    Time start;
    Duration interval;
    std::uint32_t misses_max = 0;
    std::uint32_t mark = 0;        // Of the agenda entry that counts, if any does.
    std::uint32_t generation = 0;  // Of the slot's use.
    bool answers = true;
    bool silent = false;            // As last reported.
    Time missed_from = kTimeMax;    // The first missed ping of the present streak.
    Time answered_from = kTimeMax;  // The first answered ping after it, if the peer answers again.

    [[nodiscard]] Time ping_at_or_after(Time t) const;
    [[nodiscard]] Time silent_at() const { return missed_from + interval * misses_max; }
  };

  void due(std::uint64_t what, std::uint32_t mark, Time now) override;
  void set_answers(std::uint32_t slot, bool answers, Time now);
  void plan(std::uint32_t slot, Time at);
  void retire(std::uint32_t slot);
  [[nodiscard]] auto lives() const {
    return
        [this](Roster::Entry entry) { return watches_[entry.slot].generation == entry.generation; };
  }

  // The watches a node keeps, and those kept of it.
  struct Node {
    Roster watches;
    Roster watched;
  };
  Node& node(NodeId id);

  Loop& loop_;
  Agenda& agenda_;
  Agenda::DoerId doer_;
  Duration round_trip_;
  std::vector<Watch> watches_;
  std::vector<std::uint32_t> free_;
  std::vector<Node> nodes_;
  Lookup<std::uint64_t, std::uint32_t> slots_;  // By (from, peer).
};

}  // namespace meseta
