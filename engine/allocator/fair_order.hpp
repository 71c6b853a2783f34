// FairOrder: which client is next?
//
// A tree of roles with the clients, frameworks in roles, as its leaves. At each level siblings are
// ordered by (weighted dominant share, latest grant, name), and the order of clients is the walk
// over that tree, so a role's share decides before those of its frameworks do:
//
//     (root) -+- eng -+- eng/. ----+- framework 1
//             |       |            +- framework 2
//             |       +- eng/web --- eng/web/. -- ...
//             +- ops --- ops/. ----- framework 3
//
// The frameworks of a role that has sub-roles too share a virtual child of it, `eng/.`, of
// weight 1.
//
// Of equal shares the one served least recently comes first, and before it who never was: of n
// siblings that stay equal each is served within n grants, however often he was before. Counts of
// grants have no such bound: the oldest would lose to a newcomer until that one has as many.
//
// Only what has an active client below it is in the order. A node lives, and its latest grant is
// remembered, while it has a client below it.
//
// What a blocked client holds counts for its own share, not for those above it. Who may have
// nothing more would else keep his role's share high for ever by what is of no use to his siblings
// (Bhattacharya et al., Hierarchical Scheduling for Diverse Datacenter Workloads, SoCC 2013).
//
// Changes are noted and the order is made right by refresh(), at a cost that follows what changed:
// a few nodes move by binary search, many make a list be sorted, new totals touch everything once.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/allocator/bits.hpp"
#include "engine/allocator/client_order.hpp"
#include "engine/allocator/fair_node.hpp"
#include "engine/allocator/options.hpp"
#include "engine/allocator/share.hpp"
#include "engine/allocator/taker.hpp"
#include "engine/base/id.hpp"
#include "engine/base/lookup.hpp"
#include "engine/base/slots.hpp"
#include "engine/base/text.hpp"
#include "engine/resources/quantities.hpp"

namespace meseta {

class FairOrder final : public ClientOrder {
 public:
  FairOrder(const std::vector<RoleWeightMilli>& weights, std::vector<ResourceName> excluded);

  void add(ClientSlot client, const Text& role, const Text& name, FrameworkId framework) override;
  void remove(ClientSlot client) override;
  void set_active(ClientSlot client, bool active) override;
  void set_blocked(ClientSlot client, bool blocked) override;
  [[nodiscard]] bool blocked(ClientSlot client) const override;
  // So it could where a node above a client, other than the root, has a sibling in the order and
  // two active clients below.
  [[nodiscard]] bool contested() const override { return contested_ > 0; }
  void grant(ClientSlot client, const Quantities& scalars) override;
  void charge(ClientSlot client, const Quantities& scalars) override;
  void discharge(ClientSlot client, const Quantities& scalars) override;
  [[nodiscard]] const Quantities& held(ClientSlot client) const override;
  void set_totals(const Quantities& totals) override;
  void set_weight(const Text& role, std::int64_t weight_milli) override;
  [[nodiscard]] DominantShare dominant(const Quantities& held) const override {
    return totals_.dominant(held);
  }
  [[nodiscard]] std::uint32_t role_of(ClientSlot client) const override;
  void begin_run() override {}
  void refresh() override;
  [[nodiscard]] ClientSlot first_of(const Bits& eligible) override;

 private:
  using Index = FairIndex;
  using Node = FairNode;
  using Key = FairKey;

  Index make(Index parent, Text name, FrameworkId framework = {});
  void rank(Index index);
  void rank_anew(const Node& parent);
  void unlink(Index index);
  Index own_of_role(std::string_view role);
  Index role_node(std::string_view role);
  void mark(Index index);
  void list(Index index);
  void unlist(Index index);
  void recount(Index index);
  template <class Change>
  void change_held(ClientSlot client, Change&& change);
  [[nodiscard]] bool alone(const Node& node) const;
  void update_key(Index index);
  [[nodiscard]] bool before(Index a, Index b) const;
  [[nodiscard]] bool in_order(const std::vector<Index>& nodes) const;
  [[nodiscard]] bool precedes(Index a, Index b) const;
  void insert(Index index);
  void sort(Node& parent);
  void rebuild();
  template <class Accept>
  ClientSlot walk(Index index, Accept&& accept) const;
  ClientSlot first_taken(const Bits& eligible, Taker take) override;
  ClientSlot first_taken_of_few(const Bits& eligible, Taker take) const;
  [[nodiscard]] std::int64_t weight_of(const Node& node) const;

  ShareTotals totals_;
  Lookup<Text, std::int64_t> weights_;
  Lookup<Text, Index> roles_;
  std::vector<Node> nodes_;       // The root is the first.
  std::vector<Key> keys_;         // Of nodes; the share of an only child is not kept right.
  std::vector<Quantities> held_;  // By nodes; above leaves without what blocked clients hold.
  Bits branching_;                // Nodes with several in their order.
  std::vector<Index> spare_;
  std::vector<Index> leaves_;  // By client.
  std::vector<Index> dirty_;
  std::uint64_t grants_ = 0;
  std::uint32_t contested_ = 0;
  bool stale_ = false;  // All shares.
};

}  // namespace meseta
