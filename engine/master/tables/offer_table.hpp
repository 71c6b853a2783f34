// OfferTable: the offers nobody has answered yet.
//
// Numbers grow by one, so an offer's number is its place: pages of 64, made when the first of its
// numbers is given out and recycled when the last of its offers is gone. Looking up is two array
// accesses. One old offer keeps one page, not all that came after it.
//
//     pages    [ gone ][ gone ][ 64 ][ gone ][ 64 ][ 64, growing ]
//                               ^ oldest                     ^ next
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

#include "engine/base/id.hpp"
#include "engine/base/time.hpp"
#include "engine/master/tables/list.hpp"
#include "engine/resources/resources.hpp"

namespace meseta {

struct OfferRecord {
  Resources resources;
  Time made;
  Slot agent = kNoSlot;
  Slot framework = kNoSlot;
  Link of_agent;
  Link of_framework;
  std::uint32_t mark = 0;  // Scratch of whoever must see the same offer twice.
  std::uint16_t role = 0;  // Place in FrameworkRecord::roles.
};

class OfferTable {
 public:
  using Number = std::uint32_t;  // Fits where a Slot does; kNoSlot is never given out.

  explicit OfferTable(Epoch epoch = {}) : epoch_(epoch) {}

  Number make(OfferRecord record);
  void release(Number number);

  // kNoSlot if it is not of this epoch, was answered, or never made.
  [[nodiscard]] Number find(OfferId id) const;
  [[nodiscard]] OfferId id(Number number) const { return {epoch_.value, number}; }

  // The offer must live. The reference is good until it is released.
  OfferRecord& operator[](Number number) {
    return pages_[(number / kPage) - first_page_]->records[number % kPage];
  }
  const OfferRecord& operator[](Number number) const {
    return pages_[(number / kPage) - first_page_]->records[number % kPage];
  }

  // The one made first among those that live; kNoSlot if there is none.
  [[nodiscard]] Number oldest() const;
  [[nodiscard]] std::size_t size() const { return size_; }

  // A value no offer is marked with.
  std::uint32_t fresh_mark() { return ++marks_; }

 private:
  static constexpr Number kPage = 64;
  struct Page {
    std::uint64_t live = 0;  // One bit a record.
    std::array<OfferRecord, kPage> records;
  };

  void drop_leading();

  Epoch epoch_;
  Number next_ = 0;
  std::uint32_t first_page_ = 0;  // Number of pages_[0].
  std::size_t leading_ = 0;       // Pages at the front that are gone.
  std::vector<std::unique_ptr<Page>> pages_;
  std::vector<std::unique_ptr<Page>> spare_;
  std::size_t size_ = 0;
  std::uint32_t marks_ = 0;
};

}  // namespace meseta
