// Resources: what an agent has, an offer holds, a task takes.
//
// A canonical collection of entries: equal means the same resources, in whatever order they came.
// Entries of one identity (see Resource) are merged, empty ones are gone. `cpus` reserved for a
// role and `cpus` that are not are different things and never satisfy one another.
//
// Nearly all that is ever copied are unreserved scalars, cpus to mem, and a few GPU cards. They are
// held in place, in 64 bytes together, and cost a few nanoseconds to copy, add, subtract or
// compare. All else (ports, sets, reservations, volumes, revocable or unfamiliar things) lies in
// one shared list: copying costs a count, changing it a new list.
//
// Resources are those of one agent. Over several agents sum Quantities.
#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <string_view>
#include <vector>

#include "engine/base/ref.hpp"
#include "engine/base/result.hpp"
#include "engine/resources/cards.hpp"
#include "engine/resources/quantities.hpp"
#include "engine/resources/resource.hpp"

namespace meseta {

class Resources {
 public:
  static constexpr std::size_t kEntriesMax = 65'536;  // That a text or a message may name.

  Resources() = default;
  explicit Resources(const Resource& resource) { add(resource); }
  explicit Resources(const std::vector<Resource>& entries);

  // For what comes from outside. Refuses what validate() refuses of an entry or of all together,
  // more than kEntriesMax entries, and sums beyond kQuantityMax.
  [[nodiscard]] static Result<Resources> validated(const std::vector<Resource>& entries);
  [[nodiscard]] bool empty() const;
  [[nodiscard]] std::size_t entries() const;
  [[nodiscard]] std::vector<Resource> list() const;  // In canonical order.

  void add(const Resource& resource);  // Both CHECK that sums stay within kQuantityMax.
  void add(const Resources& other);

  // `subtract` CHECKs that `other` is contained. `subtract_saturating` takes what there is of it; a
  // scalar without cards then takes cards from the highest down.
  void subtract(const Resources& other);
  void subtract_saturating(const Resources& other);

  // Whether taking all of `other` is possible. Indivisible entries must be there as they are; cards
  // must be named by `other` if they are named here (see assign_cards).
  [[nodiscard]] bool contains(const Resources& other) const;
  [[nodiscard]] bool contains(const Quantities& amounts) const;  // As quantities() does.

  // Sums per name over all entries, also reserved and revocable ones; a shared volume counts once.
  [[nodiscard]] Quantities scalars() const;     // Scalars only: what shares are computed from.
  [[nodiscard]] Quantities ordinary() const;    // Of those neither reserved nor revocable ones.
  [[nodiscard]] Quantities quantities() const;  // Ranges and sets too, by number.
  [[nodiscard]] Quantity total(const ResourceName& name) const;
  [[nodiscard]] Quantity cpus() const { return total(KnownName::Cpus); }
  [[nodiscard]] Quantity mem() const { return total(KnownName::Mem); }
  [[nodiscard]] Quantity disk() const { return total(KnownName::Disk); }
  [[nodiscard]] Quantity gpus() const { return total(KnownName::Gpus); }
  [[nodiscard]] Ranges ports() const;  // All of them, reserved or not.
  [[nodiscard]] Cards cards() const;   // Likewise.

  // Parts: of any kind by a predicate on a Resource; those for exactly a role; those that a role
  // may use, which are unreserved or reserved for it or for one above it.
  template <class Keep>
  [[nodiscard]] Resources filter(Keep&& keep) const;
  [[nodiscard]] Resources unreserved() const;
  [[nodiscard]] Resources reserved() const;
  [[nodiscard]] Resources reserved_to(std::string_view role) const;
  [[nodiscard]] Resources allocatable_to(std::string_view role) const;
  [[nodiscard]] Resources revocable() const;
  [[nodiscard]] Resources non_revocable() const;
  [[nodiscard]] Resources persistent_volumes() const;
  [[nodiscard]] Resources shared() const;
  [[nodiscard]] Resources non_shared() const;
  [[nodiscard]] Resources non_scalars() const;
  // The same with no reservations; with one more on the stack of each entry; with the last one
  // taken off (CHECKs that each entry has one).
  [[nodiscard]] Resources to_unreserved() const;
  [[nodiscard]] Resources push_reservation(const Reservation& reservation) const;
  [[nodiscard]] Resources pop_reservation() const;

  // At most this much of one name (of every name; one absent in `amounts` goes altogether). Cuts an
  // entry that does not fit, or leaves it out if it is indivisible. Ranges and sets stay.
  [[nodiscard]] Resources shrink_to(const ResourceName& name, Quantity amount) const;
  [[nodiscard]] Resources shrink_to(const Quantities& amounts) const;

  // Names the cards of each `gpus` entry that has none: for an agent's total 0, 1, ...; for a task
  // those that Cards::pick finds in `from`, if `from` names any. Refused if there are not enough.
  [[nodiscard]] Result<Resources> with_whole_cards() const;
  [[nodiscard]] Result<Resources> assign_cards(const Resources& from) const;

  // Calls `visit(const Resource&)` for each entry in canonical order.
  template <class Visit>
  void for_each(Visit&& visit) const;

  friend Resources operator+(Resources a, const Resources& b) { return a += b; }
  friend Resources operator-(Resources a, const Resources& b) { return a -= b; }
  Resources& operator+=(const Resources& other) { return add(other), *this; }
  Resources& operator-=(const Resources& other) { return subtract(other), *this; }
  friend bool operator==(const Resources& a, const Resources& b) {
    return a.plain_ == b.plain_ && a.cards_ == b.cards_ && a.rest_ == b.rest_;
  }
  friend std::strong_ordering operator<=>(const Resources& a, const Resources& b);

  template <class Self, class V>
  static void visit_fields(Self& self, V&& v) {
    v("cpus", self.plain_[0]);
    v("disk", self.plain_[1]);
    v("gpus", self.plain_[2]);
    v("mem", self.plain_[3]);
    v("cards", self.cards_);
    v("rest", self.rest_);
  }

 private:
  using List = std::vector<Resource>;

  static constexpr std::array kPlainNames{KnownName::Cpus, KnownName::Disk, KnownName::Gpus,
                                          KnownName::Mem};
  static constexpr std::size_t kGpus = 2;

  // kPlainNames.size() if it belongs into the rest.
  static std::size_t plain_index(const Resource& resource);
  [[nodiscard]] Resource plain(std::size_t index) const;
  [[nodiscard]] const List& rest() const;
  void hold(List list);
  void add_rest(const Resources& other);
  void subtract_rest(const Resources& other);
  [[nodiscard]] bool contains_cards_of(const Resources& other) const;
  [[nodiscard]] bool contains_rest(const Resources& other) const;

  std::array<Quantity, 4> plain_{};  // Unreserved cpus, disk, gpus, mem.
  Cards cards_;                      // Of the unreserved gpus.
  Ref<List> rest_;                   // Sorted by operator<=>, merged; null if there is none.
};

// Refuses an invalid entry, two kinds of value for a name, two volumes of one role and id, and more
// than the whole of a card.
[[nodiscard]] Result<void> validate(const Resources& resources);

}  // namespace meseta

#include "engine/resources/resources_inline.hpp"
