#include "engine/resources/resource.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "engine/resources/text_cursor.hpp"

namespace meseta {

namespace {

template <class T>
std::strong_ordering compare(const Ref<T>& a, const Ref<T>& b) {
  if (a.same(b)) return std::strong_ordering::equal;
  if (!a || !b) return static_cast<bool>(a) <=> static_cast<bool>(b);
  return *a <=> *b;
}

Result<void> validate_kind(const Resource& resource) {
  if (!resource.name.is_known()) return {};
  const bool ports =
      resource.name.is(KnownName::Ports) || resource.name.is(KnownName::EphemeralPorts);
  const ValueKind expected = ports ? ValueKind::Ranges : ValueKind::Scalar;
  if (resource.kind == expected) return {};
  return refuse(std::string(resource.name.view()) + " has a value of the wrong kind; expected " +
                (ports ? "ranges such as [31000-32000]" : "a number such as 4"));
}

Result<void> validate_value(const Resource& resource) {
  const std::string name(resource.name.view());
  if (resource.scalar < Quantity{}) return refuse(name + " is negative; expected 0 or more");
  if (resource.scalar > kQuantityMax) {
    return refuse(name + " is too large; at most " + to_string(kQuantityMax));
  }
  const bool foreign = (resource.kind != ValueKind::Scalar && resource.scalar != Quantity{}) ||
                       (resource.kind != ValueKind::Ranges && !resource.ranges.empty()) ||
                       (resource.kind != ValueKind::Set && !resource.set.empty());
  if (foreign) return refuse(name + " has values of two kinds; expected one");
  if (resource.cards.empty()) return {};
  if (!resource.name.is(KnownName::Gpus)) {
    return refuse(name + " has cards; expected them with gpus only");
  }
  if (auto valid = resource.cards.validate(); !valid) return valid;
  if (resource.cards.total() == resource.scalar) return {};
  return refuse("gpus is " + to_string(resource.scalar) + " but its cards sum to " +
                to_string(resource.cards.total()) + "; expected the same");
}

Result<void> validate_volume(const Resource& resource) {
  const std::string name(resource.name.view());
  if (resource.disk) {
    if (!resource.name.is(KnownName::Disk)) {
      return refuse(name + " has disk information; expected it with disk only");
    }
    if (auto valid = validate_disk(*resource.disk); !valid) return valid;
  }
  if (resource.persistent_volume() && !resource.reserved()) {
    return refuse("a persistent volume is not reserved; expected it in a role");
  }
  if (resource.persistent_volume() && resource.revocable) {
    return refuse("a persistent volume is revocable; expected it not to be");
  }
  if (resource.shared && !resource.persistent_volume()) {
    return refuse(name + " is shared; expected that of persistent volumes only");
  }
  if (resource.uses != 1 && !resource.shared) {
    return refuse(name + " has several uses; expected that of shared resources only");
  }
  if (resource.uses == 0) return refuse(name + " has no use; expected at least one");
  return {};
}

}  // namespace

Resource Resource::of(ResourceName name, Quantity scalar) {
  Resource resource;
  resource.name = std::move(name);
  resource.scalar = scalar;
  return resource;
}

Resource Resource::of(ResourceName name, Ranges ranges) {
  Resource resource;
  resource.name = std::move(name);
  resource.kind = ValueKind::Ranges;
  resource.ranges = std::move(ranges);
  return resource;
}

Resource Resource::of(ResourceName name, StringSet set) {
  Resource resource;
  resource.name = std::move(name);
  resource.kind = ValueKind::Set;
  resource.set = std::move(set);
  return resource;
}

Resource Resource::of(Cards cards) {
  Resource resource = of(KnownName::Gpus, cards.total());
  resource.cards = std::move(cards);
  return resource;
}

bool Resource::empty() const {
  switch (kind) {
    case ValueKind::Scalar:
      return scalar <= Quantity{};
    case ValueKind::Ranges:
      return ranges.empty();
    case ValueKind::Set:
      return set.empty();
  }
  return true;
}

Quantity Resource::quantity() const {
  constexpr auto kNumberMax = static_cast<std::uint64_t>(kQuantityMax.milli / 1000);
  switch (kind) {
    case ValueKind::Scalar:
      return scalar;
    case ValueKind::Ranges:
      return Quantity::whole(static_cast<std::int64_t>(std::min(ranges.count(), kNumberMax)));
    case ValueKind::Set:
      return Quantity::whole(static_cast<std::int64_t>(set.size()));
  }
  return {};
}

std::strong_ordering Resource::compare_identity(const Resource& other) const {
  if (const auto order = name <=> other.name; order != 0) return order;
  if (const auto order = kind <=> other.kind; order != 0) return order;
  if (const auto order = revocable <=> other.revocable; order != 0) return order;
  if (const auto order = shared <=> other.shared; order != 0) return order;
  if (const auto order = compare(reservations, other.reservations); order != 0) return order;
  if (const auto order = compare(disk, other.disk); order != 0) return order;
  return provider <=> other.provider;
}

std::strong_ordering operator<=>(const Resource& a, const Resource& b) {
  if (const auto order = a.compare_identity(b); order != 0) return order;
  if (const auto order = a.scalar <=> b.scalar; order != 0) return order;
  if (const auto order = a.ranges <=> b.ranges; order != 0) return order;
  if (const auto order = a.set <=> b.set; order != 0) return order;
  if (const auto order = a.cards <=> b.cards; order != 0) return order;
  return a.uses <=> b.uses;
}

Result<void> validate(const Resource& resource) {
  if (auto valid = parse_resource_name(resource.name.view()); !valid) {
    return tl::unexpected(valid.error());
  }
  if (auto valid = validate_kind(resource); !valid) return valid;
  if (auto valid = validate_value(resource); !valid) return valid;
  if (resource.reserved()) {
    if (auto valid = validate_reservations(*resource.reservations); !valid) return valid;
  }
  return validate_volume(resource);
}

Result<void> validate_whole_gpus(const Resource& resource) {
  if (!resource.name.is(KnownName::Gpus) || resource.scalar.is_whole()) return {};
  return refuse("gpus is " + to_string(resource.scalar) + "; expected a whole number");
}

}  // namespace meseta
