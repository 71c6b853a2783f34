// IdTable: records by an id that a master gave out, and all of them in the order of ids.
#pragma once

#include <algorithm>
#include <span>
#include <utility>
#include <vector>

#include "engine/base/check.hpp"
#include "engine/base/lookup.hpp"
#include "engine/base/slots.hpp"

namespace meseta {

// `Record` has a member `id` of type `Id`.
template <class Id, class Record>
class IdTable {
 public:
  // The id must be valid and new.
  Slot make(Record record) {
    const Id id = record.id;
    const Slot slot = slots_.make(std::move(record));
    const bool fresh = by_id_.insert(id, slot).second;
    CHECK(fresh);
    order_.insert(place(id), slot);
    return slot;
  }

  void release(Slot slot) {
    const Id id = slots_[slot].id;
    const auto at = place(id);
    CHECK(at != order_.end() && *at == slot);
    order_.erase(at);
    by_id_.erase(id);
    slots_.release(slot);
  }

  // kNoSlot if there is none.
  [[nodiscard]] Slot find(Id id) const {
    const Slot* const found = by_id_.find(id);
    return found == nullptr ? kNoSlot : *found;
  }

  Record& operator[](Slot slot) { return slots_[slot]; }
  const Record& operator[](Slot slot) const { return slots_[slot]; }

  // By ascending id.
  [[nodiscard]] std::span<const Slot> ordered() const { return order_; }
  [[nodiscard]] std::size_t size() const { return order_.size(); }

 private:
  std::vector<Slot>::iterator place(Id id) {
    if (order_.empty() || slots_[order_.back()].id < id) return order_.end();
    return std::lower_bound(order_.begin(), order_.end(), id,
                            [this](Slot slot, Id wanted) { return slots_[slot].id < wanted; });
  }

  Slots<Record> slots_;
  Lookup<Id, Slot> by_id_;
  std::vector<Slot> order_;
};

}  // namespace meseta
