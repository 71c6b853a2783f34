// SimElection: who leads, and who knows.
//
// One master alone simply leads while its process lives. Of several, one holds a lease, which it
// renews at the quorum every `lease / 3`; as in watches.hpp, nothing happens while all is well.
//
//     renewals   |-----|-----|--X  cut off
//     the quorum             |=================| lease over: another is elected, epoch + 1
//     the leader             |===============|   deposed, by its own clock
//
// If its clock is slow, the leader thinks that it leads while another does: epochs and the
// registry's fence make that harmless. An elected master hears Elected with the registry after a
// fetch; agents and schedulers hear LeaderIs after that, each with a latency of its own, and not
// while they are cut off from the quorum.
#pragma once

#include <vector>

#include "backends/sim/sim_store.hpp"

namespace meseta {

class SimElection final : private Agenda::Doer {
 public:
  struct Options {
    std::uint32_t masters = 1;  // Places that run one.
    Duration lease = seconds(10);
    Distribution news = Distribution::uniform(microseconds(500), microseconds(1500));
  };

  SimElection(Loop& loop, const SimClock& clock, Agenda& agenda, const Choices& choices,
              SimStore& store, const Links& links, const Options& options);

  // A master's process begins or ends.
  void join(NodeId master, Place place);
  void leave(NodeId master);
  // A process that wants to know who leads begins or ends.
  void follow(NodeId node, Place place);
  void unfollow(NodeId node);

  void step_down(NodeId master);
  // Links were cut or mended.
  void links_changed();

  [[nodiscard]] NodeId leader() const { return leader_; }
  [[nodiscard]] Epoch epoch() const { return epoch_; }

 private:
  enum What : std::uint64_t { Expire, Depose, Elect, Announce };

  struct Candidate {
    NodeId node;
    Place place;
    bool leads = false;      // As far as it knows.
    std::uint32_t mark = 0;  // Of the agenda entry that deposes it.
  };
  struct Follower {
    Place place;
    bool follows = false;
    std::uint64_t told = 0;  // The number of the news it heard last.
    Time last;               // When it heard them.
  };

  void due(std::uint64_t what, std::uint32_t mark, Time now) override;
  [[nodiscard]] bool reaches_quorum(Place place) const;
  [[nodiscard]] Candidate* find(NodeId node);
  [[nodiscard]] Duration renewal() const { return options_.lease / 3; }
  void elect(Time now);
  void depose(Candidate& candidate, Time now);
  void cut_off(Time now);
  void reconnected(Candidate& leader, Time now);
  void vacate(Time now);
  void announce(Time now);
  void tell(NodeId node, Time now);

  Loop& loop_;
  const SimClock& clock_;
  Agenda& agenda_;
  Agenda::DoerId doer_;
  Choices choices_;
  SimStore& store_;
  const Links& links_;
  Options options_;
  Latency news_;

  std::vector<Candidate> candidates_;  // Processes that live, by when they began.
  std::vector<Follower> followers_;    // By node.
  NodeId leader_;                      // Invalid while the lease is free.
  Epoch epoch_;
  Time granted_;               // Of the lease.
  Time renewed_ = kTimeMax;    // The last renewal, if no more come in; else kTimeMax.
  Time deposed_at_;            // By the clock of the leader that is cut off.
  std::uint32_t mark_ = 0;     // Of the agenda entries about the present lease.
  std::uint64_t version_ = 0;  // Number of the news.
  NodeId announced_;           // Who leads, as told.
};

}  // namespace meseta
