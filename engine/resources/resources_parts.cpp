// Parts of a Resources, and the same resources told differently.

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "engine/base/check.hpp"
#include "engine/resources/resources.hpp"

namespace meseta {

namespace {

// Cards of the entry that `resource` would merge with.
Cards cards_of_entry(const Resources& resources, const Resource& resource) {
  Cards cards;
  resources.for_each([&](const Resource& entry) {
    if (entry.compare_identity(resource) == 0) cards = entry.cards;
  });
  return cards;
}

}  // namespace

Resources Resources::unreserved() const {
  if (!rest_) return *this;
  return filter([](const Resource& resource) { return !resource.reserved(); });
}

Resources Resources::reserved() const {
  if (!rest_) return {};
  return filter([](const Resource& resource) { return resource.reserved(); });
}

Resources Resources::reserved_to(std::string_view role) const {
  if (!rest_) return {};
  return filter(
      [&](const Resource& resource) { return resource.reserved() && resource.role() == role; });
}

Resources Resources::allocatable_to(std::string_view role) const {
  if (!rest_) return *this;
  return filter([&](const Resource& resource) { return resource.allocatable_to(role); });
}

Resources Resources::revocable() const {
  if (!rest_) return {};
  return filter([](const Resource& resource) { return resource.revocable; });
}

Resources Resources::non_revocable() const {
  if (!rest_) return *this;
  return filter([](const Resource& resource) { return !resource.revocable; });
}

Resources Resources::persistent_volumes() const {
  if (!rest_) return {};
  return filter([](const Resource& resource) { return resource.persistent_volume(); });
}

Resources Resources::shared() const {
  if (!rest_) return {};
  return filter([](const Resource& resource) { return resource.shared; });
}

Resources Resources::non_shared() const {
  if (!rest_) return *this;
  return filter([](const Resource& resource) { return !resource.shared; });
}

Resources Resources::non_scalars() const {
  if (!rest_) return {};
  return filter([](const Resource& resource) { return resource.kind != ValueKind::Scalar; });
}

Resources Resources::to_unreserved() const {
  Resources result;
  for_each([&](const Resource& resource) {
    Resource unreserved = resource;
    unreserved.reservations = nullptr;
    result.add(unreserved);
  });
  return result;
}

Resources Resources::push_reservation(const Reservation& reservation) const {
  Resources result;
  for_each([&](const Resource& resource) {
    Resource refined = resource;
    ReservationStack stack = resource.reserved() ? *resource.reservations : ReservationStack{};
    stack.push_back(reservation);
    refined.reservations = make_ref(std::move(stack));
    result.add(refined);
  });
  return result;
}

Resources Resources::pop_reservation() const {
  Resources result;
  for_each([&](const Resource& resource) {
    CHECK(resource.reserved());
    Resource coarser = resource;
    ReservationStack stack = *resource.reservations;
    stack.pop_back();
    coarser.reservations = stack.empty() ? nullptr : make_ref(std::move(stack));
    result.add(coarser);
  });
  return result;
}

// Entries of one name follow each other in canonical order, so what is left of it is one number.
Resources Resources::shrink_to(const Quantities& amounts) const {
  Resources result = *this;
  for (std::size_t i = 0; i < plain_.size(); ++i) {
    result.plain_[i] = std::min(plain_[i], amounts.get(kPlainNames[i]));
  }
  if (result.plain_[kGpus] < plain_[kGpus]) result.cards_ = cards_.first(result.plain_[kGpus]);
  if (!rest_) return result;

  List list;
  const ResourceName* name = nullptr;
  Quantity left;
  for (const Resource& resource : rest()) {
    if (resource.kind != ValueKind::Scalar) {
      list.push_back(resource);
      continue;
    }
    if (name == nullptr || *name != resource.name) {
      name = &resource.name;
      left = amounts.get(*name);
      for (std::size_t i = 0; i < plain_.size(); ++i) {
        if (name->is(kPlainNames[i])) left -= result.plain_[i];
      }
    }
    Resource kept = resource;
    if (resource.scalar > left) {
      if (!resource.divisible() || left == Quantity{}) continue;
      kept.scalar = left;
      kept.cards = resource.cards.first(left);
    }
    left -= kept.scalar;
    list.push_back(std::move(kept));
  }
  result.hold(std::move(list));
  return result;
}

Resources Resources::shrink_to(const ResourceName& name, Quantity amount) const {
  Quantities amounts = scalars();
  amounts.set(name, amount);
  return shrink_to(amounts);
}

Result<Resources> Resources::with_whole_cards() const {
  if (gpus() == Quantity{}) return *this;
  std::uint32_t next = cards().end();
  std::optional<Refusal> refusal;
  Resources result;
  for_each([&](const Resource& resource) {
    Resource named = resource;
    if (resource.name.is(KnownName::Gpus) && resource.cards.empty()) {
      const auto count = resource.scalar.milli / 1000;
      if (const auto valid = validate_whole_gpus(resource); !valid) {
        refusal = valid.error();
      } else if (count > Cards::kCountMax - next) {
        refusal = Refusal{"gpus is " + to_string(gpus()) + "; at most " +
                          std::to_string(Cards::kCountMax) + " on one agent"};
      } else {
        for (std::int64_t i = 0; i < count; ++i) named.cards.set(next++, Cards::kMilliMax);
      }
    }
    result.add(named);
  });
  if (refusal) return tl::unexpected(*refusal);
  return result;
}

Result<Resources> Resources::assign_cards(const Resources& from) const {
  if (gpus() == Quantity{}) return *this;
  std::optional<Refusal> refusal;
  Resources result;
  for_each([&](const Resource& resource) {
    Resource named = resource;
    if (resource.name.is(KnownName::Gpus) && resource.cards.empty()) {
      const Cards free = cards_of_entry(from, resource);
      if (!free.empty()) {
        auto picked = free.pick(resource.scalar);
        if (picked) {
          named.cards = *std::move(picked);
        } else {
          refusal = picked.error();
        }
      }
    }
    result.add(named);
  });
  if (refusal) return tl::unexpected(*refusal);
  return result;
}

}  // namespace meseta
