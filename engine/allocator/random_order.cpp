#include "engine/allocator/random_order.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "engine/base/check.hpp"
#include "engine/resources/role.hpp"

namespace meseta {

namespace {

constexpr std::uint32_t kRoot = 0;
constexpr Site kNextChild("allocator.next_child");

}  // namespace

RandomOrder::RandomOrder(ClientOrderOptions options)
    : totals_(std::move(options.excluded_names)), choices_(options.seed), nodes_(1) {
  for (const auto& [role, weight_milli] : options.weights) set_weight(role, weight_milli);
}

RandomOrder::Index RandomOrder::make(Index parent, Text name) {
  Index index = static_cast<Index>(nodes_.size());
  if (spare_.empty()) {
    nodes_.emplace_back();
  } else {
    index = spare_.back();
    spare_.pop_back();
  }
  nodes_[index] = Node{.name = std::move(name), .parent = parent};
  ++nodes_[parent].children;
  return index;
}

RandomOrder::Index RandomOrder::role_node(std::string_view role) {
  if (role.empty()) return kRoot;
  const Text name(role);
  if (const Index* const found = roles_.find(name)) return *found;
  const Index index = make(role_node(parent(role)), name);
  roles_.insert(name, index);
  return index;
}

// Removes a node that has no children, and those above it that have none left.
void RandomOrder::unlink(Index index) {
  while (index != kRoot && nodes_[index].children == 0) {
    Node& node = nodes_[index];
    if (node.client == kNoSlot) roles_.erase(node.name);
    --nodes_[node.parent].children;
    node.name = Text{};
    spare_.push_back(index);
    index = node.parent;
  }
}

void RandomOrder::add(ClientSlot client, const Text& role, const Text& /*name*/,
                      FrameworkId /*framework*/) {
  const Index leaf = make(role_node(std::string(role.view()) + "/."), Text{});
  nodes_[leaf].client = client;
  if (leaves_.size() <= client) {
    leaves_.resize(client + 1, kNoSlot);
    held_.resize(client + 1);
  }
  leaves_[client] = leaf;
}

void RandomOrder::remove(ClientSlot client) {
  CHECK(held_[client].empty());
  set_active(client, false);
  blocked_.clear(client);
  unlink(leaves_[client]);
  leaves_[client] = kNoSlot;
}

void RandomOrder::set_active(ClientSlot client, bool active) {
  if (active_.test(client) == active) return;
  put_back();
  if (active) {
    active_.set(client);
    list(leaves_[client]);
  } else {
    active_.clear(client);
    unlist(leaves_[client]);
  }
}

std::int64_t RandomOrder::weight_of(const Text& role) const {
  const std::int64_t* const weight = weights_.find(role);
  return weight == nullptr ? kWeightMilliDefault : *weight;
}

void RandomOrder::list(Index index) {
  for (bool first = true; first && index != kRoot; index = nodes_[index].parent) {
    Node& parent = nodes_[nodes_[index].parent];
    const std::int64_t weight_milli = weight_of(nodes_[index].name);
    first = parent.active.empty();
    parent.active.push_back({index, weight_milli});
    parent.left = parent.active.size();
    parent.weight_sum += static_cast<std::uint64_t>(weight_milli);
  }
}

void RandomOrder::unlist(Index index) {
  for (bool last = true; last && index != kRoot; index = nodes_[index].parent) {
    Node& parent = nodes_[nodes_[index].parent];
    const auto at = std::find_if(parent.active.begin(), parent.active.end(),
                                 [&](const Child& child) { return child.node == index; });
    parent.weight_sum -= static_cast<std::uint64_t>(at->weight_milli);
    parent.active.erase(at);
    parent.left = parent.active.size();
    last = parent.active.empty();
  }
}

void RandomOrder::set_blocked(ClientSlot client, bool blocked) {
  if (blocked) {
    blocked_.set(client);
  } else {
    blocked_.clear(client);
  }
}

void RandomOrder::grant(ClientSlot client, const Quantities& scalars) { charge(client, scalars); }

void RandomOrder::charge(ClientSlot client, const Quantities& scalars) { held_[client] += scalars; }

void RandomOrder::discharge(ClientSlot client, const Quantities& scalars) {
  CHECK(held_[client].contains(scalars));
  held_[client] -= scalars;
}

void RandomOrder::set_weight(const Text& role, std::int64_t weight_milli) {
  CHECK(weight_milli >= kWeightMilliMin && weight_milli <= kWeightMilliMax);
  weights_[role] = weight_milli;
  const Index* const index = roles_.find(role);
  if (index == nullptr) return;
  put_back();
  Node& parent = nodes_[nodes_[*index].parent];
  for (Child& child : parent.active) {
    if (child.node != *index) continue;
    parent.weight_sum += static_cast<std::uint64_t>(weight_milli);
    parent.weight_sum -= static_cast<std::uint64_t>(child.weight_milli);
    child.weight_milli = weight_milli;
  }
}

std::uint32_t RandomOrder::role_of(ClientSlot client) const {
  return nodes_[leaves_[client]].parent;
}

void RandomOrder::begin_run() {
  ++run_;
  draws_ = 0;
}

void RandomOrder::refresh() { put_back(); }

// The latest first, so that all are where they were: what is drawn next depends on the places.
void RandomOrder::put_back() {
  for (; !drawn_.empty(); drawn_.pop_back()) {
    const Drawn& drawn = drawn_.back();
    Node& parent = nodes_[drawn.parent];
    std::swap(parent.active[drawn.place], parent.active[parent.left]);
    parent.weight_sum += static_cast<std::uint64_t>(parent.active[drawn.place].weight_milli);
    ++parent.left;
  }
  order_.clear();
}

// Whose weight a number below their sum falls upon.
std::size_t RandomOrder::place_of(const Node& node, std::uint64_t chosen) const {
  if (weights_.empty()) return chosen / kWeightMilliDefault;  // All weigh the same.
  std::size_t place = 0;
  for (;; ++place) {
    const auto weight = static_cast<std::uint64_t>(node.active[place].weight_milli);
    if (chosen < weight) return place;
    chosen -= weight;
  }
}

// The next of the order, or kNoSlot at its end.
ClientSlot RandomOrder::draw() {
  if (nodes_[kRoot].left == 0) return kNoSlot;
  const std::size_t before = drawn_.size();
  Index index = kRoot;
  while (nodes_[index].client == kNoSlot) {
    const Node& node = nodes_[index];
    const std::size_t place =
        node.left > 1 ? place_of(node, choices_.below(node.weight_sum, kNextChild, run_, draws_++))
                      : 0;
    drawn_.push_back({index, place});
    index = node.active[place].node;
  }
  const ClientSlot client = nodes_[index].client;
  order_.push_back(client);
  // Whoever has somebody left below, and all above it, remain.
  std::reverse(drawn_.begin() + static_cast<std::ptrdiff_t>(before), drawn_.end());
  std::size_t gone = before;
  while (gone < drawn_.size()) {
    Node& parent = nodes_[drawn_[gone].parent];
    Child& child = parent.active[drawn_[gone].place];
    parent.weight_sum -= static_cast<std::uint64_t>(child.weight_milli);
    std::swap(child, parent.active[--parent.left]);
    ++gone;
    if (parent.left > 0) break;
  }
  drawn_.resize(gone);
  return client;
}

ClientSlot RandomOrder::first_of(const Bits& eligible) {
  return first_where(eligible, [](ClientSlot) { return true; });
}

ClientSlot RandomOrder::first_taken(const Bits& eligible, Taker take) {
  std::uint32_t left = eligible.count();
  for (std::size_t i = 0; left > 0; ++i) {
    const ClientSlot client = i < order_.size() ? order_[i] : draw();
    if (client == kNoSlot) break;
    if (!eligible.test(client)) continue;
    if (take(client)) return client;
    --left;
  }
  return kNoSlot;
}

}  // namespace meseta
