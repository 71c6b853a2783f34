// TaskTable: the tasks a master accounts for, by framework and name.
//
// A record is one cache line. The index beside it is an open-addressed table of eight-byte entries
// (slot, and half of the hash), so finding a task touches one entry and one record. Names are
// shared with the messages that carry them, so comparing them rarely looks at a byte.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/base/id.hpp"
#include "engine/base/ref.hpp"
#include "engine/base/text.hpp"
#include "engine/event/info.hpp"
#include "engine/event/task_state.hpp"
#include "engine/master/tables/list.hpp"

namespace meseta {

struct TaskRecord {
  Text name;
  Ref<TaskInfo> info;
  Uuid status_uuid;  // Of the update last forwarded; invalid if it needs no acknowledgement.
  Slot agent = kNoSlot;
  Slot framework = kNoSlot;
  Link of_agent;
  Link of_framework;
  std::uint16_t role = 0;                       // Place in FrameworkRecord::roles.
  TaskState state = TaskState::Staging;         // The newest known. Terminal: frozen, nothing held.
  TaskState status_state = TaskState::Staging;  // Of the update last forwarded.
  bool has_status = false;                      // Whether there was one.
  bool kill_wanted = false;                     // Said again when its agent comes back.
  bool seen = false;                            // Scratch of a comparison.
};
static_assert(sizeof(TaskRecord) <= 64);

class TaskTable {
 public:
  // The name must be new to the framework.
  Slot make(TaskRecord record);
  void release(Slot slot);

  // kNoSlot if there is none.
  [[nodiscard]] Slot find(Slot framework, const Text& name) const;

  TaskRecord& operator[](Slot slot) { return slots_[slot]; }
  const TaskRecord& operator[](Slot slot) const { return slots_[slot]; }
  [[nodiscard]] std::size_t size() const { return size_; }

 private:
  struct Entry {
    Slot slot = kNoSlot;
    std::uint32_t tag = 0;  // Half of the hash; its low bits say where the entry wants to be.
  };

  static std::uint32_t tag_of(Slot framework, const Text& name);
  // The entry of that task, or the free one where it would go.
  [[nodiscard]] std::size_t place(std::uint32_t tag, Slot framework, const Text& name) const;
  void grow();

  Slots<TaskRecord> slots_;
  std::vector<Entry> entries_;  // A power of two of them, at most half in use.
  std::size_t size_ = 0;
};

}  // namespace meseta
