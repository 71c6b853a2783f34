// Slots: records in dense places that never move.
//
// A place is a small number, recycled last in, first out, so it names a record only while that
// lives and is never seen outside its component. A reference stays good until its record is
// released.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "engine/base/check.hpp"
#include "engine/base/pages.hpp"

namespace meseta {

using Slot = std::uint32_t;
inline constexpr Slot kNoSlot = UINT32_MAX;

template <class RecordType>
class Slots {
 public:
  using Record = RecordType;

  Slot make(Record record) {
    if (free_.empty()) grow();
    const Slot slot = free_.back();
    free_.pop_back();
    records_[slot] = std::move(record);
    return slot;
  }

  void release(Slot slot) {
    records_[slot] = Record{};
    free_.push_back(slot);
  }

  Record& operator[](Slot slot) { return records_[slot]; }
  const Record& operator[](Slot slot) const { return records_[slot]; }

  [[nodiscard]] std::size_t size() const { return records_.size() - free_.size(); }

 private:
  void grow() {
    CHECK(records_.size() < kNoSlot - Pages<Record>::kPage);
    const auto first = static_cast<Slot>(records_.size());
    records_.grow();
    for (Slot i = Pages<Record>::kPage; i-- > 0;) free_.push_back(first + i);
  }

  Pages<Record> records_;
  std::vector<Slot> free_;
};

}  // namespace meseta
