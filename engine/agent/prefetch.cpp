#include "engine/agent/agent.hpp"
#include "engine/event/kind.hpp"

namespace meseta {

namespace {

// The task an event is about. The name is null if it is about none.
struct Subject {
  FrameworkId framework;
  const Text* name = nullptr;
};

Subject subject_of(const Event& event, int step) {
  switch (event.kind()) {
    case kind_of<RunTask>: {
      const auto& run = event.as<RunTask>();
      if (step > 0) return {run.framework, &run.task->name};
      run.task.prefetch();
      return {};
    }
    case kind_of<AckForward>: {
      const auto& ack = event.as<AckForward>();
      return {ack.framework, &ack.task};
    }
    case kind_of<TaskStarted>: {
      const auto& started = event.as<TaskStarted>();
      return {started.framework, &started.task};
    }
    case kind_of<TaskEnded>: {
      const auto& ended = event.as<TaskEnded>();
      return {ended.framework, &ended.task};
    }
    default:
      return {};
  }
}

}  // namespace

void Agent::prefetch(const Event& event, int step) const {
  if (step == 0) {
    for (std::size_t at = 64; at < sizeof(Agent); at += 64) {
      __builtin_prefetch(reinterpret_cast<const char*>(this) + at);
    }
  }
  const Subject subject = subject_of(event, step);
  if (subject.name == nullptr) return;
  if (step == 0) return subject.name->prefetch();
  if (event.kind() == kind_of<RunTask> && step == 1) return subject.name->prefetch();
  const SlotIndex::Tag tag = tag_of(subject.framework, *subject.name);
  if (step == 1) {
    updates_.prefetch();
    return index_.prefetch(tag);
  }
  if (event.kind() == kind_of<RunTask>) {
    if (step == 2) index_.prefetch(tag);
    return;
  }
  const Slot slot = index_.guess(tag);
  if (slot != kNoSlot) __builtin_prefetch(&tasks_[slot]);
}

}  // namespace meseta
