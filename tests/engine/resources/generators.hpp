// Random values for properties. Amounts are small, so that collisions and empty differences are
// common.
#pragma once

#include <rapidcheck.h>

#include <string>
#include <vector>

#include "tests/builders/resources.hpp"

namespace meseta {

inline rc::Gen<Quantity> any_quantity() {
  return rc::gen::map(rc::gen::inRange<std::int64_t>(0, 5000),
                      [](std::int64_t milli) { return Quantity{milli}; });
}

inline rc::Gen<Range> any_range() {
  return rc::gen::map(
      rc::gen::pair(rc::gen::inRange<std::uint64_t>(0, 40), rc::gen::inRange<std::uint64_t>(0, 6)),
      [](const auto& pair) {
        return Range{pair.first, pair.first + pair.second};
      });
}

inline rc::Gen<Ranges> any_ranges() {
  return rc::gen::map(rc::gen::container<std::vector<Range>>(any_range()),
                      [](std::vector<Range> list) { return Ranges(std::move(list)); });
}

inline rc::Gen<StringSet> any_set() {
  return rc::gen::map(rc::gen::inRange<unsigned>(0, 32), [](unsigned bits) {
    std::vector<Text> items;
    for (unsigned i = 0; i < 5; ++i) {
      if ((bits >> i & 1U) != 0) items.emplace_back(std::string(1, static_cast<char>('a' + i)));
    }
    return StringSet(std::move(items));
  });
}

inline rc::Gen<Cards> any_cards() {
  return rc::gen::map(
      rc::gen::container<std::vector<std::pair<std::uint32_t, std::uint32_t>>>(
          rc::gen::pair(rc::gen::inRange<std::uint32_t>(0, 12),
                        rc::gen::elementOf(std::vector<std::uint32_t>{0, 250, 300, 1000}))),
      [](const auto& pairs) {
        Cards cards;
        for (const auto& [card, milli] : pairs) cards.set(card, milli);
        return cards;
      });
}

inline rc::Gen<Quantities> any_quantities() {
  return rc::gen::map(
      rc::gen::container<std::vector<std::pair<std::string, Quantity>>>(rc::gen::pair(
          rc::gen::elementOf(std::vector<std::string>{"cpus", "mem", "ports", "apples", "pears"}),
          any_quantity())),
      [](const auto& amounts) {
        Quantities quantities;
        for (const auto& [name, amount] : amounts) quantities.add(ResourceName(name), amount);
        return quantities;
      });
}

enum class Entries {
  Scalars,  // Of every name and reservation; gpus with cards; volumes.
  All,      // Ranges and sets too, of which a sum does not remember how often a number was added.
};

inline Reservation any_label_on(Reservation reservation) {
  reservation.principal = Text("alice");
  reservation.labels = {{Text("rack"), Text("r\"1\"")}, {Text("spare"), std::nullopt}};
  return reservation;
}

inline Resource any_value(Entries entries) {
  const int kind = *rc::gen::inRange(0, entries == Entries::All ? 6 : 4);
  switch (kind) {
    case 0:
      return Resource::of(*any_cards());
    case 4:
      return Resource::of(KnownName::Ports, *any_ranges());
    case 5:
      return Resource::of(ResourceName("zones"), *any_set());
    default: {
      const auto name = *rc::gen::element<std::string>("cpus", "disk", "mem", "apples");
      return Resource::of(ResourceName(name), *any_quantity());
    }
  }
}

inline Resource any_entry(Entries entries) {
  const int kind = *rc::gen::inRange(0, 8);
  if (kind == 0) return volume(*rc::gen::element<std::string>("a", "b"), "eng");
  if (kind == 1) return shared_volume(*rc::gen::element<std::string>("c", "d"), "eng");
  Resource resource = any_value(entries);
  if (kind == 2) resource.revocable = true;
  if (kind == 3) {
    resource.reservations = make_ref(ReservationStack{reservation("eng", ReservationType::Static)});
  }
  if (kind == 4) {
    resource.reservations = make_ref(ReservationStack{reservation("eng", ReservationType::Static),
                                                      any_label_on(reservation("eng/web"))});
  }
  return resource;
}

// A collection of up to eight entries, any of which may occur in another one too.
inline Resources any_resources(Entries entries = Entries::All) {
  Resources resources;
  const int count = *rc::gen::inRange(0, 9);
  for (int i = 0; i < count; ++i) resources.add(any_entry(entries));
  return resources;
}

// The same, of such as may come from outside: no volume twice and no card more than whole.
inline Resources any_valid_resources() {
  Resources resources;
  for (const Resource& entry : any_resources().list()) {
    const Resources more = resources + Resources(entry);
    if (validate(more)) resources = more;
  }
  return resources;
}

}  // namespace meseta
