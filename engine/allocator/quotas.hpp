// Quotas: what is owed to whom, and how much may anyone still take?
//
// Any role may carry a quota for its whole subtree: of each resource a guarantee (absent: 0) and a
// limit (absent: none).
//
//     consumed(n)  what is offered or allocated in n's subtree and neither reserved nor revocable,
//                  and all reservations in it, whether somebody uses them or not; scalars only
//     need(n)      max(guarantee(n) - consumed(n), sum of need over n's children)
//     owed         the sum of need over top-level roles: the headroom to keep
//     room(r)      min over r and all roles above it of limit - consumed, not below 0
//
// What a grant at r is worth to those needs has a closed form. Let surplus(n) be what n needs
// beyond its children, need(n) - sum of need(children). Taking x in r lowers need(r) by min(x,
// surplus(r)). If it lowers the need of a child by min(x, u), it lowers the need of the parent n by
//
//     surplus(n) = 0:  min(x, u)                as n needs just what its children do
//     otherwise:       min(x, u + surplus(n))   as n first needs x less by itself
//
// so unsatisfied(r) is the sum of surplus over r and all roles above it, and a grant of x at r uses
// min(x, unsatisfied(r)) of the headroom, exactly. Others that share r's parents may satisfy part
// of the same sum: it is to be asked for again after each grant.
//
//  1. Roles without a quota are transparent: needs and consumption pass from a role with a quota to
//     the next above it. A change costs a few nanoseconds for each role with a quota at or above.
//  2. Each role remembers what was charged and reserved in itself, so a quota may come at any time.
//     A role with no quota at or above it costs one addition, a new quota a walk over its subtree.
//  3. need and owed are at most the sum of effective guarantees, which check() keeps addable.
//  4. A role is remembered while it is held, has reservations or a quota, or has such roles below.
//
// Whether a quota makes sense is quota_check.hpp's question: here it is taken as it is.
#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "engine/allocator/limits.hpp"
#include "engine/base/lookup.hpp"
#include "engine/base/slots.hpp"
#include "engine/base/text.hpp"
#include "engine/resources/quantities.hpp"

namespace meseta {

struct Quota {
  Quantities guarantee;
  Limits limits;

  [[nodiscard]] bool empty() const { return guarantee.empty() && limits.empty(); }
  friend bool operator==(const Quota&, const Quota&) = default;
};

// A small dense number of a role that is held.
using RoleSlot = std::uint32_t;

class Quotas {
 public:
  Quotas();

  // Each hold() wants its drop(). CHECKs that the last one leaves nothing charged.
  RoleSlot hold(const Text& role);
  void drop(RoleSlot role);

  // Unreserved, not revocable, offered or allocated. CHECKs that no more comes back than is there.
  void charge(RoleSlot role, const Quantities& scalars);
  void discharge(RoleSlot role, const Quantities& scalars);

  // On any agent, used or not. What is charged and then reserved is discharged too.
  void reserve(const Text& role, const Quantities& scalars);
  void unreserve(const Text& role, const Quantities& scalars);

  // Instead of the one it has; an empty one takes it away. What is owed must add up at each step.
  void set(const Text& role, Quota quota);

  [[nodiscard]] const Quantities& owed() const { return nodes_.front().below; }
  [[nodiscard]] Quantities unsatisfied(RoleSlot role) const;
  // owed() now less owed() after the grant.
  [[nodiscard]] Quantities headroom_used(RoleSlot role, const Quantities& grant) const;
  [[nodiscard]] Limits room(RoleSlot role) const;
  // Whether the role or one above it has a quota; if not, nothing is unsatisfied or limited.
  [[nodiscard]] bool covered(RoleSlot role) const { return covering(role) != 0; }

  // Of any role. They cost nothing for one with a quota, else a walk down to the next quotas.
  [[nodiscard]] Quantities consumed(const Text& role) const;
  [[nodiscard]] Quantities need(const Text& role) const;

  [[nodiscard]] bool any() const { return !by_role_.empty(); }
  [[nodiscard]] const Quota* find(const Text& role) const;
  // Calls `visit(const Text& role, const Quota&)`, in the order of names.
  template <class Visit>
  void for_each(Visit&& visit) const {
    for (const auto& [role, index] : by_role_) visit(role, nodes_[index].quota);
  }

 private:
  using Index = std::uint32_t;

  struct Node {
    Text role;
    Index parent = kNoSlot;
    Index above = 0;          // The next role with a quota strictly above, or the root.
    std::uint32_t place = 0;  // Among the parent's children.
    std::uint32_t holders = 0;
    bool has_quota = false;
    std::vector<Index> children;
    Quantities charged;  // In this role, without those below.
    Quantities reserved;
    // Of a role with a quota, and of the root.
    Quota quota;
    Quantities consumed;
    Quantities need;
    Quantities below;  // The sum of need over the next roles with a quota.
  };

  [[nodiscard]] Index covering(Index index) const {
    return nodes_[index].has_quota ? index : nodes_[index].above;
  }
  Index node_of(const Text& role);
  void prune(Index index);
  bool settle(Index index);
  void cover(Index index);
  void uncover(Index index);
  template <class Visit>
  void for_region(Index index, Visit&& visit) const;

  std::vector<Node> nodes_;  // The root is the first.
  std::vector<Index> spare_;
  Lookup<Text, Index> roles_;
  std::map<Text, Index> by_role_;  // Those with a quota.
};

}  // namespace meseta
