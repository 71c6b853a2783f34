#include <algorithm>
#include <array>
#include <cstddef>

#include "engine/allocator/fair_order.hpp"

namespace meseta {

namespace {

constexpr std::uint32_t kRoot = 0;

// More nodes of one list than this are put in place by sorting the list.
constexpr std::uint32_t kMovingMax = 8;

// Among fewer eligible clients than this the first is found by comparing them.
constexpr std::uint32_t kFewEligible = 8;

}  // namespace

// Not in the order, or with nobody to be compared with.
bool FairOrder::alone(const Node& node) const {
  return node.active == 0 || nodes_[node.parent].order.size() <= 1;
}

void FairOrder::update_key(Index index) {
  DominantShare& share = keys_[index].share;
  const DominantShare dominant = totals_.dominant(held_[index]);
  share.part = dominant.part;
  share.whole = dominant.whole;
}

bool FairOrder::before(Index a, Index b) const {
  const Key& x = keys_[a];
  const Key& y = keys_[b];
  if (const auto by_share = x.share <=> y.share; by_share != 0) return by_share < 0;
  if (x.granted != y.granted) return x.granted < y.granted;
  return x.rank < y.rank;
}

void FairOrder::insert(Index index) {
  std::vector<Index>& order = nodes_[nodes_[index].parent].order;
  const auto at = std::lower_bound(order.begin(), order.end(), index,
                                   [&](Index a, Index b) { return before(a, b); });
  order.insert(at, index);
}

bool FairOrder::in_order(const std::vector<Index>& nodes) const {
  return std::is_sorted(nodes.begin(), nodes.end(), [&](Index a, Index b) { return before(a, b); });
}

void FairOrder::sort(Node& parent) {
  // Most often new totals leave the order as it was.
  if (in_order(parent.order)) return;
  // Those who are equal, say, as nobody holds anything yet, are in the order of their names.
  parent.order = parent.by_name;
  std::erase_if(parent.order, [&](Index i) { return nodes_[i].active == 0; });
  if (in_order(parent.order)) return;
  std::sort(parent.order.begin(), parent.order.end(),
            [&](Index a, Index b) { return before(a, b); });
}

void FairOrder::rebuild() {
  for (const Index i : dirty_) keys_[i].dirty = false;
  dirty_.clear();
  branching_.for_each([&](Index parent) {
    for (const Index i : nodes_[parent].order) update_key(i);
    sort(nodes_[parent]);
  });
  stale_ = false;
}

void FairOrder::refresh() {
  if (stale_) return rebuild();
  if (dirty_.empty()) return;
  std::erase_if(dirty_, [&](Index i) {
    const Node& node = nodes_[i];
    keys_[i].dirty = !alone(node);
    if (!keys_[i].dirty) return true;
    ++nodes_[node.parent].moving;
    update_key(i);
    return false;
  });
  for (const Index i : dirty_) {
    Node& parent = nodes_[nodes_[i].parent];
    if (parent.moving > kMovingMax) continue;
    parent.order.erase(std::find(parent.order.begin(), parent.order.end(), i));
  }
  for (const Index i : dirty_) {
    Node& parent = nodes_[nodes_[i].parent];
    keys_[i].dirty = false;
    if (parent.moving > kMovingMax) {
      sort(parent);
      parent.moving = 0;
    } else if (parent.moving > 0) {
      insert(i);
    }
  }
  for (const Index i : dirty_) nodes_[nodes_[i].parent].moving = 0;
  dirty_.clear();
}

// Of two different leaves.
bool FairOrder::precedes(Index a, Index b) const {
  while (nodes_[a].depth > nodes_[b].depth) a = nodes_[a].parent;
  while (nodes_[b].depth > nodes_[a].depth) b = nodes_[b].parent;
  while (nodes_[a].parent != nodes_[b].parent) {
    a = nodes_[a].parent;
    b = nodes_[b].parent;
  }
  return before(a, b);
}

// The first client below that is accepted.
template <class Accept>
ClientSlot FairOrder::walk(Index index, Accept&& accept) const {
  for (const Index i : nodes_[index].order) {
    const ClientSlot client = nodes_[i].sole;
    if (client == kNoSlot) {
      const ClientSlot found = walk(i, accept);
      if (found != kNoSlot) return found;
    } else if (accept(client)) {
      return client;
    }
  }
  return kNoSlot;
}

ClientSlot FairOrder::first_of(const Bits& eligible) {
  if (eligible.count() > kFewEligible) {
    return walk(kRoot, [&](ClientSlot client) { return eligible.test(client); });
  }
  ClientSlot first = kNoSlot;
  eligible.for_each([&](ClientSlot client) {
    if (first == kNoSlot || precedes(leaves_[client], leaves_[first])) first = client;
  });
  return first;
}

// One after the other, as most often the first takes it.
ClientSlot FairOrder::first_taken_of_few(const Bits& eligible, Taker take) const {
  std::array<ClientSlot, kFewEligible> left{};
  std::size_t count = 0;
  eligible.for_each([&](ClientSlot client) { left[count++] = client; });
  for (; count > 0; --count) {
    ClientSlot& first = *std::min_element(
        left.begin(), left.begin() + static_cast<std::ptrdiff_t>(count),
        [&](ClientSlot a, ClientSlot b) { return precedes(leaves_[a], leaves_[b]); });
    if (take(first)) return first;
    first = left[count - 1];
  }
  return kNoSlot;
}

ClientSlot FairOrder::first_taken(const Bits& eligible, Taker take) {
  std::uint32_t left = eligible.count();
  if (left <= kFewEligible) return first_taken_of_few(eligible, take);
  ClientSlot taken = kNoSlot;
  // Stops at the last eligible one too.
  walk(kRoot, [&](ClientSlot client) {
    if (!eligible.test(client)) return false;
    if (take(client)) taken = client;
    return taken != kNoSlot || --left == 0;
  });
  return taken;
}

}  // namespace meseta
