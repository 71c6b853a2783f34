// The parts of Resources that are templates, or so frequent that a call would show.
#pragma once

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <utility>
#include <vector>

#include "engine/base/check.hpp"
#include "engine/resources/resources.hpp"

namespace meseta {

inline bool Resources::empty() const {
  const std::int64_t any = plain_[0].milli | plain_[1].milli | plain_[2].milli | plain_[3].milli;
  return any == 0 && !rest_;
}

inline void Resources::add(const Resources& other) {
  std::int64_t most = 0;
  for (std::size_t i = 0; i < plain_.size(); ++i) {
    plain_[i] += other.plain_[i];
    most |= plain_[i].milli;
  }
  // One test for four: a bit from the limit's up shows that a sum may be too large.
  if (most >= kQuantityMax.milli) {
    for (const Quantity& amount : plain_) CHECK(amount <= kQuantityMax);
  }
  cards_.add(other.cards_);
  if (other.rest_) add_rest(other);
}

inline bool Resources::contains(const Resources& other) const {
  std::int64_t missing = 0;  // Negative as soon as one difference is.
  for (std::size_t i = 0; i < plain_.size(); ++i) missing |= (plain_[i] - other.plain_[i]).milli;
  if (missing < 0) return false;
  if (other.plain_[kGpus] > Quantity{} && !contains_cards_of(other)) return false;
  return !other.rest_ || contains_rest(other);
}

inline void Resources::subtract(const Resources& other) {
  CHECK(contains(other));
  for (std::size_t i = 0; i < plain_.size(); ++i) plain_[i] -= other.plain_[i];
  cards_.subtract(other.cards_);
  if (other.rest_) subtract_rest(other);
}

template <class Visit>
void Resources::for_each(Visit&& visit) const {
  std::size_t next = 0;
  // An unreserved scalar comes before whatever else has its name.
  const auto plain_until = [&](const ResourceName* bound) {
    for (; next < plain_.size(); ++next) {
      if (bound != nullptr && *bound < kPlainNames[next]) return;
      if (plain_[next] > Quantity{}) visit(std::as_const(*this).plain(next));
    }
  };
  for (const Resource& resource : rest()) {
    plain_until(&resource.name);
    visit(resource);
  }
  plain_until(nullptr);
}

template <class Keep>
Resources Resources::filter(Keep&& keep) const {
  Resources kept;
  for (std::size_t i = 0; i < plain_.size(); ++i) {
    if (plain_[i] == Quantity{} || !keep(plain(i))) continue;
    kept.plain_[i] = plain_[i];
    if (i == kGpus) kept.cards_ = cards_;
  }
  if (!rest_) return kept;
  const auto keeps = [&](const Resource& resource) { return keep(resource); };
  if (std::all_of(rest().begin(), rest().end(), keeps)) {
    kept.rest_ = rest_;
    return kept;
  }
  List list;
  std::copy_if(rest().begin(), rest().end(), std::back_inserter(list), keeps);
  kept.hold(std::move(list));
  return kept;
}

}  // namespace meseta
