#include "engine/allocator/limits.hpp"

#include <algorithm>

#include "engine/base/check.hpp"

namespace meseta {

namespace {

auto at_or_after(std::vector<Quantities::Amount>& amounts, const ResourceName& name) {
  return std::find_if(amounts.begin(), amounts.end(),
                      [&](const Quantities::Amount& amount) { return !(amount.name < name); });
}

}  // namespace

Quantity Limits::get(const ResourceName& name) const {
  if (name.is_known()) return known_[static_cast<std::size_t>(name.known())];
  for (const Quantities::Amount& amount : others_) {
    if (amount.name == name) return amount.quantity;
  }
  return kUnlimited;
}

void Limits::set(const ResourceName& name, Quantity quantity) {
  CHECK(quantity >= Quantity{} && quantity <= kQuantityMax);
  if (name.is_known()) {
    known_[static_cast<std::size_t>(name.known())] = quantity;
    return;
  }
  const auto at = at_or_after(others_, name);
  if (at != others_.end() && at->name == name) {
    at->quantity = quantity;
  } else {
    others_.insert(at, {name, quantity});
  }
}

void Limits::lower(const Limits& other) {
  for (std::size_t i = 0; i < kKnownNames; ++i) known_[i] = std::min(known_[i], other.known_[i]);
  for (const Quantities::Amount& amount : other.others_) {
    set(amount.name, std::min(get(amount.name), amount.quantity));
  }
}

Limits Limits::without(const Quantities& taken) const {
  Limits left = *this;
  for (std::size_t i = 0; i < kKnownNames; ++i) {
    if (known_[i] == kUnlimited) continue;
    left.known_[i] = known_[i].without(taken.get(static_cast<KnownName>(i)));
  }
  for (Quantities::Amount& amount : left.others_) {
    amount.quantity = amount.quantity.without(taken.get(amount.name));
  }
  return left;
}

Quantities Limits::cap(const Quantities& wanted) const {
  Quantities capped = wanted;
  for_each([&](const ResourceName& name, Quantity most) {
    if (wanted.get(name) > most) capped.set(name, most);
  });
  return capped;
}

}  // namespace meseta
