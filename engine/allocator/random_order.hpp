// RandomOrder: clients by lot.
//
// The first is drawn from the root down: at each level a child by its weight, of those with an
// active client below them. So a client comes first with the probability
//
//     Rw(root) = 1        Rw(child) = Rw(parent) * w(child) / sum of w over its active siblings
//
// itself among these. The next is drawn as if those before it were not there. Weights are those of
// roles; frameworks of a role weigh the same, and together as much as one of its sub-roles of
// weight 1. What anybody holds makes no difference, so nobody's being blocked does.
//
// Each refresh() is a new order. It is drawn as far as somebody asks: one client costs a walk over
// the siblings at each level. Choices are addressed by run and draw: equal calls and an equal seed
// give equal orders.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/allocator/client_order.hpp"
#include "engine/base/choices.hpp"
#include "engine/base/lookup.hpp"
#include "engine/base/slots.hpp"

namespace meseta {

class RandomOrder final : public ClientOrder {
 public:
  explicit RandomOrder(ClientOrderOptions options);

  void add(ClientSlot client, const Text& role, const Text& name, FrameworkId framework) override;
  void remove(ClientSlot client) override;
  void set_active(ClientSlot client, bool active) override;
  void set_blocked(ClientSlot client, bool blocked) override;
  [[nodiscard]] bool blocked(ClientSlot client) const override { return blocked_.test(client); }
  [[nodiscard]] bool contested() const override { return false; }
  void grant(ClientSlot client, const Quantities& scalars) override;
  void charge(ClientSlot client, const Quantities& scalars) override;
  void discharge(ClientSlot client, const Quantities& scalars) override;
  [[nodiscard]] const Quantities& held(ClientSlot client) const override { return held_[client]; }
  void set_totals(const Quantities& totals) override { totals_.set(totals); }
  void set_weight(const Text& role, std::int64_t weight_milli) override;
  [[nodiscard]] DominantShare dominant(const Quantities& held) const override {
    return totals_.dominant(held);
  }
  [[nodiscard]] std::uint32_t role_of(ClientSlot client) const override;
  void begin_run() override;
  void refresh() override;
  [[nodiscard]] ClientSlot first_of(const Bits& eligible) override;

 private:
  using Index = std::uint32_t;

  struct Child {
    Index node = kNoSlot;
    std::int64_t weight_milli = kWeightMilliDefault;
  };
  struct Node {
    Text name;  // Of a role, or that and `/.` for its frameworks; none for a leaf.
    Index parent = kNoSlot;
    ClientSlot client = kNoSlot;
    std::uint32_t children = 0;    // All of them.
    std::vector<Child> active;     // Those with an active client below. Drawn ones come last.
    std::size_t left = 0;          // How many of these are not drawn.
    std::uint64_t weight_sum = 0;  // Of these.
  };
  // A child that has nobody left changed places with the last one that has.
  struct Drawn {
    Index parent;
    std::size_t place;
  };

  ClientSlot first_taken(const Bits& eligible, Taker take) override;

  Index make(Index parent, Text name);
  Index role_node(std::string_view role);
  void unlink(Index index);
  [[nodiscard]] std::int64_t weight_of(const Text& role) const;
  void list(Index index);
  void unlist(Index index);
  void put_back();
  [[nodiscard]] std::size_t place_of(const Node& node, std::uint64_t chosen) const;
  ClientSlot draw();

  ShareTotals totals_;
  Choices choices_;
  Lookup<Text, std::int64_t> weights_;
  Lookup<Text, Index> roles_;  // Roles, and `/.` below them.
  std::vector<Node> nodes_;    // The root is the first.
  std::vector<Index> spare_;
  std::vector<Index> leaves_;  // By client.
  std::vector<Quantities> held_;
  Bits active_;
  Bits blocked_;
  std::vector<ClientSlot> order_;  // As far as it is drawn.
  std::vector<Drawn> drawn_;
  std::uint64_t run_ = 0;
  std::uint64_t draws_ = 0;  // Choices made in this run.
};

}  // namespace meseta
