#include "engine/allocator/refusals.hpp"

#include "engine/base/digest.hpp"

namespace meseta {

namespace {

// Over what tells the resources of one agent from those of another. Equality decides, this only has
// to keep lists short.
struct Hasher {
  Digest digest;

  void operator()(const char*, const Quantity& quantity) {
    digest.fold(static_cast<std::uint64_t>(quantity.milli));
  }
  void operator()(const char*, const Cards& cards) { Cards::visit_fields(cards, *this); }
  void operator()(const char*, std::uint64_t word) { digest.fold(word); }
  void operator()(const char*, const Ref<std::vector<Resource>>& list) {
    if (!list) return;
    for (const Resource& resource : *list) fold(resource);
  }
  template <class Other>
  void operator()(const char*, const Other&) {}

  void fold(const Resource& resource) {
    digest.fold(static_cast<std::uint64_t>(resource.scalar.milli));
    for (const Range& range : resource.ranges.list()) {
      digest.fold(range.begin);
      digest.fold(range.end);
    }
    if (resource.disk) digest.fold(resource.disk->persistence_id.hash());
    if (!resource.reservations) return;
    for (const Reservation& reservation : *resource.reservations) {
      digest.fold(reservation.role.hash());
      for (const Label& label : reservation.labels) {
        digest.fold(label.key.hash());
        if (label.value) digest.fold(label.value->hash());
      }
    }
  }
};

std::uint64_t hash_of(const Resources& resources) {
  Hasher hasher;
  Resources::visit_fields(resources, hasher);
  return hasher.digest.low();
}

}  // namespace

Refusals::Number Refusals::acquire(const Resources& resources) {
  if (last_ != kNone && refusals_[last_].resources == resources) {
    ++refusals_[last_].users;
    return last_;
  }
  const std::uint64_t hash = hash_of(resources);
  const Number* const first = by_hash_.find(hash);
  for (Number i = first == nullptr ? kNone : *first; i != kNone; i = refusals_[i].next) {
    if (refusals_[i].resources == resources) {
      ++refusals_[i].users;
      return last_ = i;
    }
  }
  return last_ = make(resources, hash);
}

Refusals::Number Refusals::make(const Resources& resources, std::uint64_t hash) {
  Number number = spare_;
  if (number == kNone) {
    number = static_cast<Number>(refusals_.size());
    if (number == refusals_.capacity()) {  // Doubling would leave as much room as there are.
      refusals_.reserve(number + number / 8 + 1);
    }
    refusals_.emplace_back();
  } else {
    spare_ = refusals_[number].next;
  }
  const auto [first, fresh] = by_hash_.insert(hash, number);
  Refusal& refusal = refusals_[number];
  refusal.resources = resources;
  refusal.hash = hash;
  refusal.question = 0;
  refusal.users = 1;
  refusal.next = fresh ? kNone : *first;
  *first = number;
  return number;
}

void Refusals::release(Number number) {
  if (--refusals_[number].users > 0) return;
  const std::uint64_t hash = refusals_[number].hash;
  Number* link = by_hash_.find(hash);
  if (*link == number && refusals_[number].next == kNone) {
    by_hash_.erase(hash);
  } else {
    while (*link != number) link = &refusals_[*link].next;
    *link = refusals_[number].next;
  }
  if (last_ == number) last_ = kNone;
  refusals_[number].resources = Resources{};
  refusals_[number].next = spare_;
  spare_ = number;
}

}  // namespace meseta
