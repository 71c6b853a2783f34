// ClientOrder: which client is next?
//
// Clients are frameworks in roles, and roles a tree. An order is told what clients there are, what
// they hold and what there is in all, and says who comes first of those the owner asks for. The
// policies:
//
//     drf     fair_order.hpp      by dominant shares
//     random  random_order.hpp    by lot, role by role; a measure for the other
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "engine/allocator/bits.hpp"
#include "engine/allocator/options.hpp"
#include "engine/allocator/share.hpp"
#include "engine/allocator/taker.hpp"
#include "engine/base/id.hpp"
#include "engine/base/result.hpp"
#include "engine/base/text.hpp"
#include "engine/resources/quantities.hpp"
#include "engine/resources/resource_name.hpp"

namespace meseta {

struct ClientOrderOptions {
  std::vector<RoleWeightMilli> weights;
  std::vector<ResourceName> excluded_names;  // Do not count for shares.
  std::uint64_t seed = 0;                    // Of what is left to chance.
};

class ClientOrder {
 public:
  ClientOrder() = default;
  ClientOrder(const ClientOrder&) = delete;
  ClientOrder& operator=(const ClientOrder&) = delete;
  virtual ~ClientOrder() = default;

  // A new client is neither active nor blocked.
  virtual void add(ClientSlot client, const Text& role, const Text& name,
                   FrameworkId framework) = 0;
  virtual void remove(ClientSlot client) = 0;  // CHECKs that it holds nothing.
  virtual void set_active(ClientSlot client, bool active) = 0;

  // Who may be given nothing more, as the owner says. It need not be active.
  virtual void set_blocked(ClientSlot client, bool blocked) = 0;
  [[nodiscard]] virtual bool blocked(ClientSlot client) const = 0;
  // Whether blocking an active client could change the order. O(1).
  [[nodiscard]] virtual bool contested() const = 0;

  // What a client holds. A grant is remembered as such; a charge is not.
  virtual void grant(ClientSlot client, const Quantities& scalars) = 0;
  virtual void charge(ClientSlot client, const Quantities& scalars) = 0;
  virtual void discharge(ClientSlot client, const Quantities& scalars) = 0;
  [[nodiscard]] virtual const Quantities& held(ClientSlot client) const = 0;

  virtual void set_totals(const Quantities& totals) = 0;
  virtual void set_weight(const Text& role, std::int64_t weight_milli) = 0;
  [[nodiscard]] virtual DominantShare dominant(const Quantities& held) const = 0;

  // A number that clients of the same role, and no others, have in common.
  [[nodiscard]] virtual std::uint32_t role_of(ClientSlot client) const = 0;

  // A run begins. Within it, refresh() makes the order right for what comes next: one grant.
  virtual void begin_run() = 0;
  virtual void refresh() = 0;

  // Valid after refresh(). All in `eligible` must be active. kNoSlot if there is none.
  [[nodiscard]] virtual ClientSlot first_of(const Bits& eligible) = 0;

  // Calls `take(client)` for those in `eligible`, in order, until one says true, and returns that
  // one. The order is walked once. `take` must change neither the order nor `eligible`.
  template <class Take>
  ClientSlot first_where(const Bits& eligible, Take&& take) {
    return first_taken(eligible, Taker(take));
  }

 private:
  virtual ClientSlot first_taken(const Bits& eligible, Taker take) = 0;
};

// By the name of a policy; refuses others.
[[nodiscard]] Result<std::unique_ptr<ClientOrder>> make_client_order(std::string_view policy,
                                                                     ClientOrderOptions options);

}  // namespace meseta
