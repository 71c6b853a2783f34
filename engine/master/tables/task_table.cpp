#include "engine/master/tables/task_table.hpp"

#include <utility>

#include "engine/base/check.hpp"
#include "engine/base/lookup.hpp"

namespace meseta {

namespace {

constexpr std::size_t kEntriesMin = 1024;

}  // namespace

std::uint32_t TaskTable::tag_of(Slot framework, const Text& name) {
  return static_cast<std::uint32_t>(LookupHash::mix(name.hash() + framework) >> 32U);
}

std::size_t TaskTable::place(std::uint32_t tag, Slot framework, const Text& name) const {
  const std::size_t mask = entries_.size() - 1;
  std::size_t at = tag & mask;
  for (; entries_[at].slot != kNoSlot; at = (at + 1) & mask) {
    if (entries_[at].tag != tag) continue;
    const TaskRecord& record = slots_[entries_[at].slot];
    if (record.framework == framework && record.name == name) break;
  }
  return at;
}

Slot TaskTable::find(Slot framework, const Text& name) const {
  if (size_ == 0) return kNoSlot;
  return entries_[place(tag_of(framework, name), framework, name)].slot;
}

Slot TaskTable::make(TaskRecord record) {
  if ((size_ + 1) * 2 > entries_.size()) grow();
  const std::uint32_t tag = tag_of(record.framework, record.name);
  Entry& entry = entries_[place(tag, record.framework, record.name)];
  CHECK(entry.slot == kNoSlot);
  ++size_;
  const Slot slot = slots_.make(std::move(record));
  entry = {slot, tag};
  return slot;
}

// Entries behind the gap that wanted to be at or before it move up, so that no probe ends too soon
// (Knuth, The Art of Computer Programming 3, 6.4, algorithm R).
void TaskTable::release(Slot slot) {
  const TaskRecord& record = slots_[slot];
  const std::size_t mask = entries_.size() - 1;
  std::size_t gap = place(tag_of(record.framework, record.name), record.framework, record.name);
  CHECK(entries_[gap].slot == slot);
  for (std::size_t at = (gap + 1) & mask; entries_[at].slot != kNoSlot; at = (at + 1) & mask) {
    const std::size_t wanted = entries_[at].tag & mask;
    if (((at - wanted) & mask) < ((at - gap) & mask)) continue;
    entries_[gap] = entries_[at];
    gap = at;
  }
  entries_[gap] = {};
  --size_;
  slots_.release(slot);
}

void TaskTable::grow() {
  std::vector<Entry> old(entries_.empty() ? kEntriesMin : entries_.size() * 2);
  old.swap(entries_);
  const std::size_t mask = entries_.size() - 1;
  for (const Entry& entry : old) {
    if (entry.slot == kNoSlot) continue;
    std::size_t at = entry.tag & mask;
    while (entries_[at].slot != kNoSlot) at = (at + 1) & mask;
    entries_[at] = entry;
  }
}

}  // namespace meseta
