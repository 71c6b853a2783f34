#include "engine/resources/resources.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "engine/base/check.hpp"
#include "engine/resources/text_cursor.hpp"

namespace meseta {

namespace {

using List = std::vector<Resource>;

const List kNone;

struct IdentityLess {
  bool operator()(const Resource& a, const Resource& b) const { return a.compare_identity(b) < 0; }
};

// Entries that merge, or would if they were divisible.
auto alike(List& list, const Resource& resource) {
  return std::equal_range(list.begin(), list.end(), resource, IdentityLess{});
}
auto alike(const List& list, const Resource& resource) {
  return std::equal_range(list.begin(), list.end(), resource, IdentityLess{});
}

bool same_but_for_uses(const Resource& a, Resource b) {
  b.uses = a.uses;
  return a == b;
}

void merge_value(Resource& into, const Resource& resource) {
  CHECK(addable(into.scalar, resource.scalar));
  into.scalar += resource.scalar;
  into.ranges.add(resource.ranges);
  into.set.add(resource.set);
  into.cards.add(resource.cards);
}

void add_entry(List& list, const Resource& resource) {
  const auto [begin, end] = alike(list, resource);
  if (resource.shared) {
    const auto same = std::find_if(
        begin, end, [&](const Resource& entry) { return same_but_for_uses(entry, resource); });
    if (same != end) {
      same->uses += resource.uses;
      return;
    }
  } else if (resource.divisible() && begin != end) {
    merge_value(*begin, resource);
    return;
  }
  list.insert(std::upper_bound(begin, end, resource), resource);
}

// Cards of an entry from which `taken` was taken, now that `left` remains of its scalar.
void subtract_cards(Cards& cards, const Cards& taken, Quantity left) {
  cards.subtract(taken);
  if (cards.total() > left) cards = cards.first(left);
}

void subtract_entry(List& list, const Resource& resource) {
  const auto [begin, end] = alike(list, resource);
  if (begin == end) return;
  if (resource.shared) {
    const auto same = std::find_if(
        begin, end, [&](const Resource& entry) { return same_but_for_uses(entry, resource); });
    if (same == end) return;
    if (same->uses > resource.uses) {
      same->uses -= resource.uses;
    } else {
      list.erase(same);
    }
    return;
  }
  if (!resource.divisible()) {
    const auto same = std::find(begin, end, resource);
    if (same != end) list.erase(same);
    return;
  }
  begin->scalar = begin->scalar.without(resource.scalar);
  begin->ranges.subtract(resource.ranges);
  begin->set.subtract(resource.set);
  subtract_cards(begin->cards, resource.cards, begin->scalar);
  if (begin->empty()) list.erase(begin);
}

bool contains_cards(const Cards& cards, const Cards& wanted, Quantity wanted_gpus) {
  if (wanted.empty()) return cards.empty() || wanted_gpus == Quantity{};
  return cards.contains(wanted);
}

// Whether `list` holds an entry of `other` (which may hold it several times, if it is indivisible).
bool contains_entry(const List& list, const List& other, const Resource& resource) {
  const auto [begin, end] = alike(list, resource);
  if (resource.shared) {
    return std::any_of(begin, end, [&](const Resource& entry) {
      return entry.uses >= resource.uses && same_but_for_uses(entry, resource);
    });
  }
  if (!resource.divisible()) {
    const auto [first, last] = alike(other, resource);
    return std::count(begin, end, resource) >= std::count(first, last, resource);
  }
  return begin != end && begin->scalar >= resource.scalar &&
         begin->ranges.contains(resource.ranges) && begin->set.contains(resource.set) &&
         contains_cards(begin->cards, resource.cards, resource.scalar);
}

}  // namespace

Resources::Resources(const std::vector<Resource>& entries) {
  for (const Resource& entry : entries) add(entry);
}

const Resources::List& Resources::rest() const { return rest_ ? *rest_ : kNone; }

void Resources::hold(List list) { rest_ = list.empty() ? nullptr : make_ref(std::move(list)); }

std::size_t Resources::plain_index(const Resource& resource) {
  const bool plain = resource.kind == ValueKind::Scalar && !resource.reservations &&
                     !resource.disk && !resource.revocable && !resource.shared &&
                     resource.provider.empty() && resource.name.is_known();
  if (!plain) return kPlainNames.size();
  return static_cast<std::size_t>(
      std::find(kPlainNames.begin(), kPlainNames.end(), resource.name.known()) -
      kPlainNames.begin());
}

Resource Resources::plain(std::size_t index) const {
  Resource resource = Resource::of(kPlainNames[index], plain_[index]);
  if (index == kGpus) resource.cards = cards_;
  return resource;
}

std::size_t Resources::entries() const {
  return rest().size() +
         static_cast<std::size_t>(std::count_if(
             plain_.begin(), plain_.end(), [](Quantity amount) { return amount > Quantity{}; }));
}

std::vector<Resource> Resources::list() const {
  std::vector<Resource> entries;
  for_each([&](const Resource& resource) { entries.push_back(resource); });
  return entries;
}

void Resources::add(const Resource& resource) {
  if (resource.empty()) return;
  const std::size_t index = plain_index(resource);
  if (index < plain_.size()) {
    plain_[index] += resource.scalar;
    CHECK(plain_[index] <= kQuantityMax);
    if (index == kGpus) cards_.add(resource.cards);
    return;
  }
  List list = rest();
  add_entry(list, resource);
  hold(std::move(list));
}

void Resources::add_rest(const Resources& other) {
  if (!rest_) {
    rest_ = other.rest_;
    return;
  }
  List list = rest();
  for (const Resource& resource : other.rest()) add_entry(list, resource);
  hold(std::move(list));
}

void Resources::subtract_saturating(const Resources& other) {
  for (std::size_t i = 0; i < plain_.size(); ++i) plain_[i] = plain_[i].without(other.plain_[i]);
  subtract_cards(cards_, other.cards_, plain_[kGpus]);
  subtract_rest(other);
}

void Resources::subtract_rest(const Resources& other) {
  if (!rest_ || !other.rest_) return;
  if (rest_.same(other.rest_)) {
    rest_ = nullptr;
    return;
  }
  List list = rest();
  for (const Resource& resource : other.rest()) subtract_entry(list, resource);
  hold(std::move(list));
}

bool Resources::contains_cards_of(const Resources& other) const {
  return contains_cards(cards_, other.cards_, other.plain_[kGpus]);
}

bool Resources::contains_rest(const Resources& other) const {
  if (rest_.same(other.rest_)) return true;
  return std::all_of(other.rest().begin(), other.rest().end(), [&](const Resource& entry) {
    return contains_entry(rest(), other.rest(), entry);
  });
}

bool Resources::contains(const Quantities& amounts) const { return quantities().contains(amounts); }

Quantities Resources::scalars() const {
  Quantities sums;
  for (std::size_t i = 0; i < plain_.size(); ++i) sums.add(kPlainNames[i], plain_[i]);
  for (const Resource& resource : rest()) {
    if (resource.kind == ValueKind::Scalar) sums.add(resource.name, resource.scalar);
  }
  return sums;
}

Quantities Resources::ordinary() const {
  Quantities sums;
  for (std::size_t i = 0; i < plain_.size(); ++i) sums.add(kPlainNames[i], plain_[i]);
  for (const Resource& resource : rest()) {
    if (resource.ordinary()) sums.add(resource.name, resource.scalar);
  }
  return sums;
}

Quantities Resources::quantities() const {
  Quantities sums = scalars();
  for (const Resource& resource : rest()) {
    if (resource.kind != ValueKind::Scalar) sums.add(resource.name, resource.quantity());
  }
  return sums;
}

Quantity Resources::total(const ResourceName& name) const {
  Quantity sum;
  for (std::size_t i = 0; i < plain_.size(); ++i) {
    if (name.is(kPlainNames[i])) sum = plain_[i];
  }
  for (const Resource& resource : rest()) {
    if (resource.name == name) sum += resource.quantity();
  }
  return sum;
}

Ranges Resources::ports() const {
  Ranges all;
  for (const Resource& resource : rest()) {
    if (resource.name.is(KnownName::Ports)) all.add(resource.ranges);
  }
  return all;
}

Cards Resources::cards() const {
  Cards all = cards_;
  for (const Resource& resource : rest()) all.add(resource.cards);
  return all;
}

std::strong_ordering operator<=>(const Resources& a, const Resources& b) {
  if (const auto order = a.plain_ <=> b.plain_; order != 0) return order;
  if (const auto order = a.cards_ <=> b.cards_; order != 0) return order;
  if (a.rest_.same(b.rest_)) return std::strong_ordering::equal;
  return a.rest() <=> b.rest();
}

Result<void> validate(const Resources& resources) {
  std::map<ResourceName, ValueKind> kinds;
  std::set<std::pair<std::string, Text>> volumes;
  for (const Resource& resource : resources.list()) {
    if (auto valid = validate(resource); !valid) return valid;
    const auto [known, first] = kinds.emplace(resource.name, resource.kind);
    if (!first && known->second != resource.kind) {
      return refuse(quoted(resource.name.view()) + " has values of two kinds; expected one");
    }
    if (!resource.persistent_volume()) continue;
    const Text& id = resource.disk->persistence_id;
    if (volumes.emplace(resource.role(), id).second) continue;
    return refuse("two volumes of role " + quoted(resource.role()) + " have the id " +
                  quoted(id.view()) + "; expected different ones");
  }
  return resources.cards().validate();
}

Result<Resources> Resources::validated(const std::vector<Resource>& entries) {
  if (entries.size() > kEntriesMax) {
    return refuse(std::to_string(entries.size()) + " resources are too many; at most " +
                  std::to_string(kEntriesMax));
  }
  std::map<ResourceName, Quantity> sums;
  Resources resources;
  for (const Resource& entry : entries) {
    if (const auto valid = validate(entry); !valid) return tl::unexpected(valid.error());
    Quantity& sum = sums[entry.name];
    sum += entry.quantity();
    if (sum > kQuantityMax) {
      return refuse(std::string(entry.name.view()) + " sums to " + to_string(sum) + "; at most " +
                    to_string(kQuantityMax));
    }
    resources.add(entry);
  }
  if (const auto valid = validate(resources); !valid) return tl::unexpected(valid.error());
  return resources;
}

}  // namespace meseta
