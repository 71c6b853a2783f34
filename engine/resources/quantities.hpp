// Quantities: how much of each resource, whoever holds it and wherever it is.
//
// Shares, quota and headroom are computed from these: roles, reservations and identities are gone,
// and what is not a scalar is counted (ports by number). A name that is absent has the quantity 0,
// and a quantity of 0 is not remembered, so equal means equal.
//
// The known names are an array: copying one, adding or comparing two costs a few nanoseconds and no
// memory. Other names live in a shared list that is rarely there.
#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/ref.hpp"
#include "engine/resources/quantity.hpp"
#include "engine/resources/resource_name.hpp"

namespace meseta {

class Quantities {
 public:
  struct Amount {
    ResourceName name;
    Quantity quantity;

    friend bool operator==(const Amount&, const Amount&) = default;
    friend std::strong_ordering operator<=>(const Amount&, const Amount&) = default;

    template <class Self, class V>
    static void visit_fields(Self& self, V&& v) {
      v("name", self.name);
      v("quantity", self.quantity);
    }
  };

  Quantities() = default;
  Quantities(std::initializer_list<Amount> amounts) {
    for (const Amount& amount : amounts) add(amount.name, amount.quantity);
  }

  [[nodiscard]] Quantity get(KnownName name) const { return known_[index(name)]; }
  [[nodiscard]] Quantity get(const ResourceName& name) const;
  void set(const ResourceName& name, Quantity quantity);

  // CHECKs that the sums stay within kQuantityMax; addable() tells beforehand.
  void add(const ResourceName& name, Quantity quantity);
  void add(KnownName name, Quantity quantity) {
    Quantity& amount = known_[index(name)];
    amount += quantity;
    CHECK(amount <= kQuantityMax);
  }
  Quantities& operator+=(const Quantities& other);
  [[nodiscard]] bool addable(const Quantities& other) const;

  // Saturates: what is not there cannot be taken.
  void subtract(const ResourceName& name, Quantity quantity);
  Quantities& operator-=(const Quantities& other);

  // Whether there is at least as much of everything in `other`.
  [[nodiscard]] bool contains(const Quantities& other) const;

  [[nodiscard]] bool empty() const { return known_ == decltype(known_){} && !others_; }

  // Per name the smaller (larger) of the two quantities; absent counts as 0.
  [[nodiscard]] Quantities min(const Quantities& other) const;
  [[nodiscard]] Quantities max(const Quantities& other) const;

  // Calls `visit(const ResourceName&, Quantity)` for each positive amount, in the order of names.
  template <class Visit>
  void for_each(Visit&& visit) const;

  friend Quantities operator+(Quantities a, const Quantities& b) { return a += b; }
  friend Quantities operator-(Quantities a, const Quantities& b) { return a -= b; }
  friend bool operator==(const Quantities& a, const Quantities& b) {
    return a.known_ == b.known_ && a.others_ == b.others_;
  }
  // Some total order, the same in every run.
  friend std::strong_ordering operator<=>(const Quantities& a, const Quantities& b);

  template <class Self, class V>
  static void visit_fields(Self& self, V&& v) {
    v("cpus", self.known_[0]);
    v("disk", self.known_[1]);
    v("ephemeral_ports", self.known_[2]);
    v("gpus", self.known_[3]);
    v("mem", self.known_[4]);
    v("ports", self.known_[5]);
    v("others", self.others_);
  }

 private:
  static constexpr std::size_t index(KnownName name) { return static_cast<std::size_t>(name); }

  // Changes the lists by `combine(mine, theirs)`, with 0 for what is absent.
  template <class Combine>
  void combine_others(const Quantities& other, Combine&& combine);

  std::array<Quantity, kKnownNames> known_{};

  // Positive amounts by name, sorted; null if there is none.
  Ref<std::vector<Amount>> others_;
};

template <class Visit>
void Quantities::for_each(Visit&& visit) const {
  std::size_t known = 0;
  const auto known_before = [&](const ResourceName* bound) {
    for (; known < kKnownNames; ++known) {
      const ResourceName name(static_cast<KnownName>(known));
      if (bound != nullptr && !(name < *bound)) return;
      if (known_[known] > Quantity{}) visit(name, known_[known]);
    }
  };
  if (others_) {
    for (const Amount& amount : *others_) {
      known_before(&amount.name);
      visit(amount.name, amount.quantity);
    }
  }
  known_before(nullptr);
}

// `cpus:4;mem:1024`, in the order of names; empty for none.
[[nodiscard]] std::string to_string(const Quantities& quantities);

inline constexpr std::size_t kQuantitiesTextMax = 65'536;  // Bytes.

// Reads that form. Errors begin with `column N: `, counted from 1.
[[nodiscard]] Result<Quantities> parse_quantities(std::string_view text);

}  // namespace meseta
