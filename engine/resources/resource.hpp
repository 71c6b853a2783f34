// Resource: one entry of a Resources: a name, a value, and what sets it apart.
//
// Two entries stand for the same thing, and merge when added, if everything but the value agrees:
// name, kind, reservations, disk, revocable, provider. What is not divisible (see Disk) never
// merges. What is shared is not taken by its users but counted in `uses`.
#pragma once

#include <compare>
#include <cstdint>
#include <string_view>

#include "engine/base/ref.hpp"
#include "engine/base/result.hpp"
#include "engine/base/text.hpp"
#include "engine/resources/cards.hpp"
#include "engine/resources/disk.hpp"
#include "engine/resources/quantity.hpp"
#include "engine/resources/ranges.hpp"
#include "engine/resources/reservation.hpp"
#include "engine/resources/resource_name.hpp"
#include "engine/resources/role.hpp"
#include "engine/resources/string_set.hpp"

namespace meseta {

enum class ValueKind : std::uint8_t { Scalar = 0, Ranges = 1, Set = 2 };

struct Resource {
  ResourceName name;
  ValueKind kind = ValueKind::Scalar;
  bool revocable = false;  // Lent: may be taken back from a running task.
  bool shared = false;     // Persistent volumes only: any number of tasks at once.
  std::uint32_t uses = 1;  // Of a shared one: how many times it is in the collection.
  Quantity scalar;         // By kind one of these three is meant, the others are empty.
  Ranges ranges;
  StringSet set;
  Cards cards;                         // Of `gpus`: empty, or its total is `scalar`.
  Ref<ReservationStack> reservations;  // Null: unreserved.
  Ref<Disk> disk;                      // Null: none, or the root disk.
  Text provider;                       // Empty: the agent itself.

  static Resource of(ResourceName name, Quantity scalar);
  static Resource of(ResourceName name, Ranges ranges);
  static Resource of(ResourceName name, StringSet set);
  static Resource of(Cards cards);  // gpus.

  [[nodiscard]] bool empty() const;
  // Scalars by amount, ranges and sets by number.
  [[nodiscard]] Quantity quantity() const;

  [[nodiscard]] bool reserved() const { return static_cast<bool>(reservations); }
  // The role it is reserved for, `*` if unreserved.
  [[nodiscard]] std::string_view role() const {
    return reservations ? reservations->back().role.view() : kEverybody;
  }
  [[nodiscard]] bool allocatable_to(std::string_view role) const {
    return !reservations || this->role() == role || is_ancestor(this->role(), role);
  }
  // What quotas count and headroom is kept of.
  [[nodiscard]] bool ordinary() const {
    return kind == ValueKind::Scalar && !reserved() && !revocable;
  }
  [[nodiscard]] bool persistent_volume() const { return disk && disk->persistent(); }
  [[nodiscard]] bool divisible() const { return !shared && (!disk || disk->divisible()); }

  // Orders by what sets entries apart, not by value. Equivalent and divisible ones merge.
  [[nodiscard]] std::strong_ordering compare_identity(const Resource& other) const;

  friend bool operator==(const Resource&, const Resource&) = default;
  friend std::strong_ordering operator<=>(const Resource& a, const Resource& b);

  template <class Self, class V>
  static void visit_fields(Self& self, V&& v) {
    v("name", self.name);
    v("kind", self.kind);
    v("revocable", self.revocable);
    v("shared", self.shared);
    v("uses", self.uses);
    v("scalar", self.scalar);
    v("ranges", self.ranges);
    v("set", self.set);
    v("cards", self.cards);
    v("reservations", self.reservations);
    v("disk", self.disk);
    v("provider", self.provider);
  }
};

// Refuses a known name with a value of the wrong kind, cards that do not sum to gpus, reservations
// and disks against their rules, volumes that are not reserved, and shared things that are no
// volumes.
[[nodiscard]] Result<void> validate(const Resource& resource);

// What Mesos asks of gpus besides, having no cards.
[[nodiscard]] Result<void> validate_whole_gpus(const Resource& resource);

}  // namespace meseta
