// TaskTable: the tasks a master accounts for, by framework and name.
//
// A record is one cache line, and finding it touches one entry of the index beside. Names are
// shared with the messages that carry them, so comparing them rarely looks at a byte.
#pragma once

#include <cstdint>

#include "engine/base/id.hpp"
#include "engine/base/lookup.hpp"
#include "engine/base/ref.hpp"
#include "engine/base/roster.hpp"
#include "engine/base/slot_index.hpp"
#include "engine/base/slots.hpp"
#include "engine/base/text.hpp"
#include "engine/event/info.hpp"
#include "engine/event/task_state.hpp"

namespace meseta {

struct alignas(64) TaskRecord {
  Text name;
  Ref<TaskInfo> info;
  Uuid status_uuid;  // Of the update last forwarded; invalid if it needs no acknowledgement.
  Slot agent = kNoSlot;
  Slot framework = kNoSlot;
  std::uint32_t generation = 0;                 // Of the slot's use: TaskTable's.
  std::uint16_t role = 0;                       // Place in FrameworkRecord::roles.
  TaskState state = TaskState::Staging;         // The newest known. Terminal: frozen, nothing held.
  TaskState status_state = TaskState::Staging;  // Of the update last forwarded.
  bool has_status = false;                      // Whether there was one.
  bool kill_wanted = false;                     // Said again when its agent comes back.
  bool seen = false;                            // Scratch of a comparison.
};
static_assert(sizeof(TaskRecord) == 64);

class TaskTable {
 public:
  // The name must be new to the framework.
  Slot make(TaskRecord record);
  void release(Slot slot);

  // kNoSlot if there is none.
  [[nodiscard]] Slot find(Slot framework, const Text& name) const;

  // A task likely to be the one find() will return; for prefetches.
  [[nodiscard]] Slot guess(Slot framework, const Text& name) const {
    return index_.guess(tag_of(framework, name));
  }
  void prefetch_index(Slot framework, const Text& name) const {
    index_.prefetch(tag_of(framework, name));
  }

  TaskRecord& operator[](Slot slot) { return slots_[slot]; }
  const TaskRecord& operator[](Slot slot) const { return slots_[slot]; }
  [[nodiscard]] std::size_t size() const { return index_.size(); }

  // Rosters of tasks: an agent's, a framework's.
  void enroll(Roster& roster, Slot slot) {
    roster.add({slot, slots_[slot].generation},
               [this](Roster::Entry entry) { return lives(entry); });
  }
  // Calls `visit(slot)` for each, in the order of enrolling. `visit` may release the one it is
  // shown, having dropped it from the roster.
  template <class Visit>
  void for_each(const Roster& roster, Visit visit) const {
    roster.for_each([this](Roster::Entry entry) { return lives(entry); }, visit);
  }

 private:
  static SlotIndex::Tag tag_of(Slot framework, const Text& name) {
    return SlotIndex::tag(LookupHash::mix(name.hash() + framework));
  }

  [[nodiscard]] bool lives(Roster::Entry entry) const {
    return slots_[entry.slot].generation == entry.generation;
  }

  Slots<TaskRecord> slots_;
  std::uint32_t generations_ = 0;  // The last given to a task. 0: of a slot that is free.
  SlotIndex index_;
};

}  // namespace meseta
