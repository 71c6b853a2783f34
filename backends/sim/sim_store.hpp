// SimStore: what was written down, by whom, and how much of it survives.
//
//     persist    1 2 3          4 5                    several tickets share one sync,
//     sync       |===========|  |============|         which takes `sync`
//     Stored                 1 2 3           4 5       and is reported in order
//
// Every place has a disk of its own; the masters' registry is one more, at the quorum. A process
// that ends in the middle of a sync leaves a prefix of it behind, by choice; what waited for the
// next sync is lost. A write to the registry by a master whose epoch is not the newest is refused;
// one that does not reach the quorum, or whose answer does not come back, fails after `timeout`.
// After a failure a process writes nothing more until it is elected anew.
#pragma once

#include <functional>
#include <vector>

#include "backends/sim/agenda.hpp"
#include "backends/sim/latency.hpp"
#include "backends/sim/links.hpp"
#include "backends/sim/sim_clock.hpp"
#include "engine/loop/loop.hpp"
#include "engine/store/store.hpp"

namespace meseta {

class SimStore final : public Store, private Agenda::Doer {
 public:
  struct Options {
    Distribution sync = Distribution::uniform(milliseconds(1), milliseconds(3));
    Duration timeout = seconds(20);
  };

  SimStore(Loop& loop, const SimClock& clock, Agenda& agenda, const Choices& choices,
           const Links& links, const Options& options);

  void persist(NodeId from, std::uint64_t ticket, Ref<Record> record) override;
  void step_down(NodeId from) override { resigned_(from); }
  void on_step_down(std::function<void(NodeId)> resigned) { resigned_ = std::move(resigned); }

  // A process begins. It writes to the disk of its place, or, a master, to the registry.
  void join(NodeId node, Place place);
  void join_master(NodeId node, Place place);
  // It ends, in whatever way.
  void leave(NodeId node);

  // From now on the registry takes writes of this master with this epoch, and no others.
  void elect(NodeId master, Epoch epoch);

  // What is durable at this instant, in the order written.
  [[nodiscard]] std::vector<Record> records(Place place) const;
  [[nodiscard]] std::vector<Record> registry() const;

 private:
  enum Mark : std::uint32_t { Begin, End };
  using DiskId = std::uint32_t;
  static constexpr DiskId kRegistry = 0;

  struct Write {
    NodeId from;
    Epoch epoch;
    std::uint64_t ticket;
    Ref<Record> record;
    bool lost;  // Never got to the disk.
  };
  struct Disk {
    std::vector<Ref<Record>> records;
    std::vector<Write> waiting;
    std::vector<Write> syncing;
    std::uint64_t syncs = 0;
    bool busy = false;  // An agenda entry for it is pending.
  };
  struct Node {
    DiskId disk = kRegistry;
    Place place;
    Epoch epoch;
    bool up = false;
    bool failed = false;
  };

  void due(std::uint64_t what, std::uint32_t mark, Time now) override;
  void finish_sync(Disk& disk, Time now);
  [[nodiscard]] bool refused(const Write& write) const;
  [[nodiscard]] bool unreachable(const Node& node) const;
  void fail(const Write& write, Time at);
  void add_node(NodeId node, Place place, DiskId disk);
  [[nodiscard]] std::vector<Record> read(DiskId disk) const;

  Loop& loop_;
  const SimClock& clock_;
  Agenda& agenda_;
  Agenda::DoerId doer_;
  Choices choices_;
  const Links& links_;
  Latency sync_;
  Duration timeout_;
  std::function<void(NodeId)> resigned_;

  std::vector<Disk> disks_;  // The registry, then by place.
  std::vector<Node> nodes_;
  Epoch newest_;
  std::uint64_t crashes_ = 0;
};

}  // namespace meseta
