#include "engine/master/tables/task_table.hpp"

#include <utility>

#include "engine/base/check.hpp"

namespace meseta {

Slot TaskTable::find(Slot framework, const Text& name) const {
  return index_.find(tag_of(framework, name), [&](Slot slot) {
    const TaskRecord& record = slots_[slot];
    return record.framework == framework && record.name == name;
  });
}

Slot TaskTable::make(TaskRecord record) {
  const SlotIndex::Tag tag = tag_of(record.framework, record.name);
  CHECK(find(record.framework, record.name) == kNoSlot);
  if (++generations_ == 0) ++generations_;
  record.generation = generations_;
  const Slot slot = slots_.make(std::move(record));
  index_.insert(tag, slot);
  return slot;
}

void TaskTable::release(Slot slot) {
  const TaskRecord& record = slots_[slot];
  index_.erase(tag_of(record.framework, record.name), slot);
  slots_.release(slot);
}

}  // namespace meseta
