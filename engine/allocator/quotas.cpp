#include "engine/allocator/quotas.hpp"

#include <utility>

#include "engine/base/check.hpp"
#include "engine/resources/role.hpp"

namespace meseta {

namespace {

constexpr std::uint32_t kRoot = 0;

}  // namespace

Quotas::Quotas() : nodes_(1) {
  // Not that it has one, but what is transparent ends here.
  nodes_[kRoot].has_quota = true;
}

Quotas::Index Quotas::node_of(const Text& role) {
  if (role.empty()) return kRoot;
  if (const Index* const found = roles_.find(role)) return *found;
  const Index parent = node_of(Text(meseta::parent(role.view())));
  Index index;
  if (spare_.empty()) {
    index = static_cast<Index>(nodes_.size());
    nodes_.emplace_back();
  } else {
    index = spare_.back();
    spare_.pop_back();
  }
  Node& node = nodes_[index];
  node.role = role;
  node.parent = parent;
  node.above = covering(parent);
  node.place = static_cast<std::uint32_t>(nodes_[parent].children.size());
  nodes_[parent].children.push_back(index);
  roles_.insert(role, index);
  return index;
}

// Forgets a role about which there is nothing to know, and those above it that are left like that.
void Quotas::prune(Index index) {
  while (index != kRoot) {
    const Node& node = nodes_[index];
    if (node.holders > 0 || node.has_quota || !node.children.empty() || !node.reserved.empty()) {
      return;
    }
    const Index parent = node.parent;
    std::vector<Index>& siblings = nodes_[parent].children;
    siblings[node.place] = siblings.back();
    nodes_[siblings.back()].place = node.place;
    siblings.pop_back();
    roles_.erase(node.role);
    nodes_[index] = Node{};
    spare_.push_back(index);
    index = parent;
  }
}

RoleSlot Quotas::hold(const Text& role) {
  const Index index = node_of(role);
  ++nodes_[index].holders;
  return index;
}

void Quotas::drop(RoleSlot role) {
  Node& node = nodes_[role];
  CHECK(node.holders > 0);
  if (--node.holders > 0) return;
  CHECK(node.charged.empty());
  prune(role);
}

// Makes the need of a role with a quota right, and the sum that it is part of. True if it changed.
bool Quotas::settle(Index index) {
  Node& node = nodes_[index];
  const Quantities need = (node.quota.guarantee - node.consumed).max(node.below);
  if (need == node.need) return false;
  Quantities& sum = nodes_[node.above].below;
  sum -= node.need;
  sum += need;
  node.need = need;
  return true;
}

void Quotas::charge(RoleSlot role, const Quantities& scalars) {
  nodes_[role].charged += scalars;
  for (Index i = covering(role); i != kRoot; i = nodes_[i].above) {
    nodes_[i].consumed += scalars;
    settle(i);
  }
}

void Quotas::discharge(RoleSlot role, const Quantities& scalars) {
  CHECK(nodes_[role].charged.contains(scalars));
  nodes_[role].charged -= scalars;
  for (Index i = covering(role); i != kRoot; i = nodes_[i].above) {
    nodes_[i].consumed -= scalars;
    settle(i);
  }
}

void Quotas::reserve(const Text& role, const Quantities& scalars) {
  if (scalars.empty()) return;
  const Index index = node_of(role);
  nodes_[index].reserved += scalars;
  for (Index i = covering(index); i != kRoot; i = nodes_[i].above) {
    nodes_[i].consumed += scalars;
    settle(i);
  }
}

void Quotas::unreserve(const Text& role, const Quantities& scalars) {
  if (scalars.empty()) return;
  const Index* const index = roles_.find(role);
  CHECK(index != nullptr && nodes_[*index].reserved.contains(scalars));
  nodes_[*index].reserved -= scalars;
  for (Index i = covering(*index); i != kRoot; i = nodes_[i].above) {
    nodes_[i].consumed -= scalars;
    settle(i);
  }
  prune(*index);
}

void Quotas::set(const Text& role, Quota quota) {
  const bool removed = quota.empty();
  if (removed && find(role) == nullptr) return;
  const Index index = node_of(role);
  if (!nodes_[index].has_quota) cover(index);
  nodes_[index].quota = std::move(quota);
  for (Index i = index; i != kRoot && settle(i); i = nodes_[i].above) {
  }
  if (removed) uncover(index);
}

// Visits the roles below one, down to and including the next ones with a quota.
template <class Visit>
void Quotas::for_region(Index index, Visit&& visit) const {
  std::vector<Index> left = nodes_[index].children;
  while (!left.empty()) {
    const Index next = left.back();
    left.pop_back();
    visit(next);
    if (nodes_[next].has_quota) continue;
    left.insert(left.end(), nodes_[next].children.begin(), nodes_[next].children.end());
  }
}

// Puts a quota that says nothing between those above and those below: no sum above changes by it.
void Quotas::cover(Index index) {
  Node& node = nodes_[index];
  node.consumed = node.charged + node.reserved;
  for_region(index, [&](Index i) {
    Node& lower = nodes_[i];
    lower.above = index;
    node.consumed += lower.has_quota ? lower.consumed : lower.charged + lower.reserved;
    if (lower.has_quota) node.below += lower.need;
  });
  node.need = node.below;
  node.has_quota = true;
  by_role_.emplace(node.role, index);
}

// Takes such a quota out.
void Quotas::uncover(Index index) {
  Node& node = nodes_[index];
  for_region(index, [&](Index i) { nodes_[i].above = node.above; });
  node.has_quota = false;
  node.consumed = {};
  node.need = {};
  node.below = {};
  by_role_.erase(node.role);
  prune(index);
}

Quantities Quotas::unsatisfied(RoleSlot role) const {
  Quantities sum;
  for (Index i = covering(role); i != kRoot; i = nodes_[i].above) {
    sum += nodes_[i].need - nodes_[i].below;
  }
  return sum;
}

Quantities Quotas::headroom_used(RoleSlot role, const Quantities& grant) const {
  return grant.min(unsatisfied(role));
}

Limits Quotas::room(RoleSlot role) const {
  Limits least;
  for (Index i = covering(role); i != kRoot; i = nodes_[i].above) {
    if (nodes_[i].quota.limits.empty()) continue;
    least.lower(nodes_[i].quota.limits.without(nodes_[i].consumed));
  }
  return least;
}

Quantities Quotas::consumed(const Text& role) const {
  const Index* const index = roles_.find(role);
  if (index == nullptr) return {};
  const Node& node = nodes_[*index];
  if (node.has_quota) return node.consumed;
  Quantities sum = node.charged + node.reserved;
  for_region(*index, [&](Index i) {
    const Node& lower = nodes_[i];
    sum += lower.has_quota ? lower.consumed : lower.charged + lower.reserved;
  });
  return sum;
}

Quantities Quotas::need(const Text& role) const {
  const Index* const index = roles_.find(role);
  if (index == nullptr) return {};
  if (nodes_[*index].has_quota) return nodes_[*index].need;
  Quantities sum;
  for_region(*index, [&](Index i) {
    if (nodes_[i].has_quota) sum += nodes_[i].need;
  });
  return sum;
}

const Quota* Quotas::find(const Text& role) const {
  const auto found = by_role_.find(role);
  return found == by_role_.end() ? nullptr : &nodes_[found->second].quota;
}

}  // namespace meseta
