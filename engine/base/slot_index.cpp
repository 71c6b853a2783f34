#include "engine/base/slot_index.hpp"

namespace meseta {

namespace {

constexpr std::size_t kEntriesMin = 16;

}  // namespace

void SlotIndex::insert(Tag tag, Slot slot) {
  if ((size_ + 1) * 2 > entries_.size()) grow();
  put({slot, tag});
  ++size_;
}

// Entries behind the gap that wanted to be at or before it move up, so that no probe ends too soon
// (Knuth, The Art of Computer Programming 3, 6.4, algorithm R).
void SlotIndex::erase(Tag tag, Slot slot) {
  CHECK(size_ > 0);
  std::size_t gap = tag & mask();
  while (entries_[gap].slot != slot) {
    CHECK(entries_[gap].slot != kNone);
    gap = (gap + 1) & mask();
  }
  for (std::size_t at = (gap + 1) & mask(); entries_[at].slot != kNone; at = (at + 1) & mask()) {
    const std::size_t wanted = entries_[at].tag & mask();
    if (((at - wanted) & mask()) < ((at - gap) & mask())) continue;
    entries_[gap] = entries_[at];
    gap = at;
  }
  entries_[gap] = {};
  --size_;
}

void SlotIndex::put(Entry entry) {
  std::size_t at = entry.tag & mask();
  while (entries_[at].slot != kNone) at = (at + 1) & mask();
  entries_[at] = entry;
}

void SlotIndex::grow() {
  std::vector<Entry> old(entries_.empty() ? kEntriesMin : entries_.size() * 2);
  old.swap(entries_);
  for (const Entry& entry : old) {
    if (entry.slot != kNone) put(entry);
  }
}

}  // namespace meseta
