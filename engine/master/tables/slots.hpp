// Slots: records in dense places that never move.
//
// A place is a small number, recycled last in, first out, so it names a record only while that
// lives and is never seen outside its component. Records are kept in pages: growing to millions
// neither copies nor holds twice, and a reference stays good until its record is released.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "engine/base/check.hpp"

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
    (*this)[slot] = std::move(record);
    return slot;
  }

  void release(Slot slot) {
    (*this)[slot] = Record{};
    free_.push_back(slot);
  }

  Record& operator[](Slot slot) { return pages_[slot / kPage][slot % kPage]; }
  const Record& operator[](Slot slot) const { return pages_[slot / kPage][slot % kPage]; }

  [[nodiscard]] std::size_t size() const { return pages_.size() * kPage - free_.size(); }

 private:
  static constexpr std::size_t kPage = 1024;

  void grow() {
    CHECK(pages_.size() < kNoSlot / kPage);
    const auto first = static_cast<Slot>(pages_.size() * kPage);
    pages_.push_back(std::make_unique<Record[]>(kPage));
    for (Slot i = kPage; i-- > 0;) free_.push_back(first + i);
  }

  std::vector<std::unique_ptr<Record[]>> pages_;
  std::vector<Slot> free_;
};

}  // namespace meseta
