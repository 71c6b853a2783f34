// SlotIndex: from a key to the slot of its record, where the records hold the keys.
//
// An open-addressed table of eight-byte entries (slot, and half of the key's hash), so finding a
// record touches one entry and the record, and nearly never a record of another key. Like Lookup it
// cannot be iterated: hash order must not be seen by a decision.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/base/check.hpp"

namespace meseta {

class SlotIndex {
 public:
  using Slot = std::uint32_t;
  using Tag = std::uint32_t;
  static constexpr Slot kNone = UINT32_MAX;

  // Of a hash all of whose bits are mixed.
  static Tag tag(std::uint64_t hash) { return static_cast<Tag>(hash >> 32U); }

  // The slot with this tag for which `is_it(slot)` holds, or kNone.
  template <class IsIt>
  [[nodiscard]] Slot find(Tag tag, IsIt is_it) const {
    if (entries_.empty()) return kNone;
    for (std::size_t at = tag & mask();; at = (at + 1) & mask()) {
      const Entry& entry = entries_[at];
      if (entry.slot == kNone || (entry.tag == tag && is_it(entry.slot))) return entry.slot;
    }
  }
  // Likely the one that find() will return; looks at no record.
  [[nodiscard]] Slot guess(Tag tag) const {
    return find(tag, [](Slot) { return true; });
  }
  // Fetches what find() and guess() will look at first.
  void prefetch(Tag tag) const {
    if (!entries_.empty()) __builtin_prefetch(&entries_[tag & mask()]);
  }

  // The key must be new.
  void insert(Tag tag, Slot slot);
  // It must be there.
  void erase(Tag tag, Slot slot);

  [[nodiscard]] std::size_t size() const { return size_; }

 private:
  struct Entry {
    Slot slot = kNone;
    Tag tag = 0;  // Its low bits say where the entry wants to be.
  };

  [[nodiscard]] std::size_t mask() const { return entries_.size() - 1; }
  void put(Entry entry);
  void grow();

  std::vector<Entry> entries_;  // A power of two of them, at most half in use.
  std::size_t size_ = 0;
};

}  // namespace meseta
