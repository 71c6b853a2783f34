#include "engine/allocator/fair_order.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "engine/base/check.hpp"
#include "engine/resources/role.hpp"

namespace meseta {

namespace {

constexpr std::uint32_t kRoot = 0;

// Ranks of names are spread from the middle, so that there is room for more at both ends.
constexpr std::uint64_t kRankStep = std::uint64_t{1} << 31U;
constexpr std::uint64_t kRankMiddle = std::uint64_t{1} << 63U;

}  // namespace

void ShareTotals::set(const Quantities& totals) {
  known_count_ = 0;
  others_.clear();
  totals.for_each([&](const ResourceName& name, Quantity quantity) {
    if (std::find(excluded_.begin(), excluded_.end(), name) != excluded_.end()) return;
    if (name.is_known()) {
      known_[known_count_++] = {name.known(), quantity.milli};
    } else {
      others_.push_back({name, quantity});
    }
  });
}

FairOrder::FairOrder(const std::vector<RoleWeightMilli>& weights,
                     std::vector<ResourceName> excluded)
    : totals_(std::move(excluded)), nodes_(1), keys_(1), held_(1) {
  for (const RoleWeightMilli& weight : weights) set_weight(weight.role, weight.weight_milli);
}

FairOrder::Index FairOrder::make(Index parent, Text name, FrameworkId framework) {
  Index index;
  if (spare_.empty()) {
    index = static_cast<Index>(nodes_.size());
    nodes_.emplace_back();
    keys_.emplace_back();
    held_.emplace_back();
  } else {
    index = spare_.back();
    spare_.pop_back();
    nodes_[index] = Node{};
    // A freed node may still be in dirty_, which then stands for the new one.
    keys_[index] = Key{.dirty = keys_[index].dirty};
    held_[index] = Quantities{};
  }
  Node& node = nodes_[index];
  node.name = std::move(name);
  node.framework = framework;
  node.parent = parent;
  node.depth = nodes_[parent].depth + 1;
  rank(index);
  return index;
}

// Puts it between its siblings by name. As long as there is room their ranks stay as they are.
void FairOrder::rank(Index index) {
  std::vector<Index>& siblings = nodes_[nodes_[index].parent].by_name;
  const auto at = std::lower_bound(siblings.begin(), siblings.end(), index, [&](Index a, Index b) {
    const auto by_name = nodes_[a].name <=> nodes_[b].name;
    return by_name != 0 ? by_name < 0 : nodes_[a].framework < nodes_[b].framework;
  });
  const bool first = at == siblings.begin();
  const bool last = at == siblings.end();
  const std::uint64_t low = first ? 0 : keys_[*std::prev(at)].rank;
  const std::uint64_t high = last ? UINT64_MAX : keys_[*at].rank;
  // At an end there is more to come: names are often given in their order.
  std::uint64_t gap = (high - low) / 2;
  if (first != last) gap = std::min(gap, kRankStep);
  keys_[index].rank = last ? low + gap : high - gap;
  siblings.insert(at, index);
  if (gap == 0) rank_anew(nodes_[nodes_[index].parent]);
}

void FairOrder::rank_anew(const Node& parent) {
  std::uint64_t rank = kRankMiddle - parent.by_name.size() / 2 * kRankStep;
  for (const Index i : parent.by_name) keys_[i].rank = rank += kRankStep;
}

// Removes a node that has no children, and those above it that have none left.
void FairOrder::unlink(Index index) {
  while (index != kRoot && nodes_[index].by_name.empty()) {
    Node& node = nodes_[index];
    Node& parent = nodes_[node.parent];
    if (parent.own == index) {
      parent.own = kNoSlot;
    } else if (node.client == kNoSlot) {
      roles_.erase(node.name);
    }
    parent.by_name.erase(
        std::lower_bound(parent.by_name.begin(), parent.by_name.end(), keys_[index].rank,
                         [&](Index i, std::uint64_t sought) { return keys_[i].rank < sought; }));
    node.name = Text{};
    spare_.push_back(index);
    index = node.parent;
  }
}

FairOrder::Index FairOrder::role_node(std::string_view role) {
  if (role.empty()) return kRoot;
  const Text name(role);
  if (const Index* const found = roles_.find(name)) return *found;
  const Index index = make(role_node(parent(role)), name);
  roles_.insert(name, index);
  keys_[index].share.weight_milli = weight_of(nodes_[index]);
  return index;
}

FairOrder::Index FairOrder::own_of_role(std::string_view role) {
  const Index above = role_node(role);
  if (nodes_[above].own == kNoSlot) {
    const Index own = make(above, Text(std::string(role) + "/."));
    nodes_[above].own = own;
  }
  return nodes_[above].own;
}

std::int64_t FairOrder::weight_of(const Node& node) const {
  const std::int64_t* const weight = weights_.find(node.name);
  return weight == nullptr ? kWeightMilliDefault : *weight;
}

void FairOrder::add(ClientSlot client, const Text& role, const Text& name, FrameworkId framework) {
  const Index leaf = make(own_of_role(role.view()), name, framework);
  nodes_[leaf].client = client;
  if (leaves_.size() <= client) leaves_.resize(client + 1, kNoSlot);
  leaves_[client] = leaf;
}

void FairOrder::remove(ClientSlot client) {
  const Index leaf = leaves_[client];
  CHECK(held_[leaf].empty());
  set_active(client, false);
  unlink(leaf);
  leaves_[client] = kNoSlot;
}

void FairOrder::set_active(ClientSlot client, bool active) {
  const Index leaf = leaves_[client];
  if ((nodes_[leaf].active > 0) == active) return;
  for (Index i = leaf; i != kRoot; i = nodes_[i].parent) {
    nodes_[i].active += active ? 1 : UINT32_MAX;
    nodes_[i].sole = active && nodes_[i].active == 1 ? client : kNoSlot;
    if (active && nodes_[i].active == 1) list(i);
    if (!active && nodes_[i].active == 0) unlist(i);
    recount(i);
  }
}

void FairOrder::list(Index index) {
  const Index parent = nodes_[index].parent;
  std::vector<Index>& order = nodes_[parent].order;
  order.push_back(index);
  if (order.size() == 1) return;
  mark(index);
  if (order.size() > 2) return;
  branching_.set(parent);
  // Until now it was alone, so its key was of no interest.
  mark(order.front());
  recount(order.front());
}

void FairOrder::unlist(Index index) {
  const Index parent = nodes_[index].parent;
  std::vector<Index>& order = nodes_[parent].order;
  order.erase(std::find(order.begin(), order.end(), index));
  if (order.size() != 1) return;
  branching_.clear(parent);
  recount(order.front());
}

void FairOrder::recount(Index index) {
  Node& node = nodes_[index];
  const bool contested = node.active > 1 && nodes_[node.parent].order.size() > 1;
  if (contested == node.contested) return;
  node.contested = contested;
  contested_ += contested ? 1 : UINT32_MAX;
}

void FairOrder::set_blocked(ClientSlot client, bool blocked) {
  Node& leaf = nodes_[leaves_[client]];
  if (leaf.blocked == blocked) return;
  leaf.blocked = blocked;
  const Quantities& holdings = held(client);
  if (holdings.empty()) return;
  for (Index i = leaf.parent; i != kRoot; i = nodes_[i].parent) {
    if (blocked) {
      held_[i] -= holdings;
    } else {
      held_[i] += holdings;
    }
    if (!alone(nodes_[i])) mark(i);
  }
}

bool FairOrder::blocked(ClientSlot client) const { return nodes_[leaves_[client]].blocked; }

void FairOrder::mark(Index index) {
  if (keys_[index].dirty) return;
  keys_[index].dirty = true;
  dirty_.push_back(index);
}

void FairOrder::grant(ClientSlot client, const Quantities& scalars) {
  ++grants_;
  for (Index i = leaves_[client]; i != kRoot; i = nodes_[i].parent) {
    keys_[i].granted = grants_;
    if (!alone(nodes_[i])) mark(i);
  }
  charge(client, scalars);
}

// Where what the client holds counts: its leaf, and all above it unless it is blocked.
template <class Change>
void FairOrder::change_held(ClientSlot client, Change&& change) {
  const Index leaf = leaves_[client];
  const Index end = nodes_[leaf].blocked ? nodes_[leaf].parent : kRoot;
  for (Index i = leaf; i != end; i = nodes_[i].parent) {
    change(held_[i]);
    if (!alone(nodes_[i])) mark(i);
  }
}

void FairOrder::charge(ClientSlot client, const Quantities& scalars) {
  change_held(client, [&](Quantities& amounts) { amounts += scalars; });
}

void FairOrder::discharge(ClientSlot client, const Quantities& scalars) {
  CHECK(held(client).contains(scalars));
  change_held(client, [&](Quantities& amounts) { amounts -= scalars; });
}

const Quantities& FairOrder::held(ClientSlot client) const { return held_[leaves_[client]]; }

std::uint32_t FairOrder::role_of(ClientSlot client) const { return nodes_[leaves_[client]].parent; }

void FairOrder::set_totals(const Quantities& totals) {
  totals_.set(totals);
  stale_ = true;
}

void FairOrder::set_weight(const Text& role, std::int64_t weight_milli) {
  CHECK(weight_milli >= kWeightMilliMin && weight_milli <= kWeightMilliMax);
  weights_[role] = weight_milli;
  const Index* const index = roles_.find(role);
  if (index == nullptr) return;
  keys_[*index].share.weight_milli = weight_milli;
  mark(*index);
}

}  // namespace meseta
