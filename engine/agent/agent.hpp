// Agent: runs what the master says and reports what became of it until that is acknowledged.
//
// It keeps one session with whoever leads (LeaderLink). It registers with its identity, if it has
// one, and with the tasks it has, and does nothing for a master that has not answered. Tasks go on
// running while no master is there; their updates wait (StatusUpdates) and are sent again on the
// next session.
//
// The identity is persisted on the first registration. Until it is durable all the master asks is
// held back, so nobody sees anything of an identity that a crash would undo.
//
// Whose update it is: the launcher plays the built-in executor, so RUNNING and an end without a
// reason (the task ended by itself, or was killed) have the source Executor. An end with a reason,
// and a task refused before it was launched, are the agent's own and have the source Agent.
//
// An update's uuid is (a hash of agent, framework and task; an ordinal that never repeats on this
// agent, as its upper bits are the incarnation).
#pragma once

#include <cstdint>
#include <vector>

#include "engine/agent/status_updates.hpp"
#include "engine/base/slot_index.hpp"
#include "engine/event/event.hpp"
#include "engine/event/leader_link.hpp"
#include "engine/event/messages.hpp"
#include "engine/event/outbox.hpp"
#include "engine/event/reports.hpp"

namespace meseta {

class Agent : public Component {
 public:
  struct Options {
    Ref<AgentInfo> info;  // Its cards named (Resources::with_whole_cards).
    Duration registration_backoff = seconds(1);
    Duration registration_backoff_max = minutes(1);
    Duration update_retry = seconds(10);
    Duration update_retry_max = minutes(10);
  };

  explicit Agent(Options options);

  void handle(const Event& event, Time now, Outbox& out) override;
  void prefetch(const Event& event, int step) const override;

  // For those who watch from outside.
  [[nodiscard]] AgentId id() const { return id_; }  // Invalid before the first registration.
  [[nodiscard]] bool registered() const { return standing_ == Standing::Registered; }
  [[nodiscard]] const Resources& free() const { return free_; }
  [[nodiscard]] std::size_t tasks() const { return index_.size(); }

 private:
  using Slot = SlotIndex::Slot;
  static constexpr Slot kNoSlot = SlotIndex::kNone;

  enum class AlarmKind : std::uint32_t { Link, Retry };
  enum class Standing : std::uint8_t {
    Unregistered,
    Storing,  // The master has answered, the identity is not durable yet.
    Registered,
  };

  struct Task {
    FrameworkId framework;
    Ref<TaskInfo> info;  // Null: the slot is free.
    Text name;           // As in `info`, which finding it thus need not touch.
    StatusUpdates::Stream stream = StatusUpdates::kNone;
    TaskState state = TaskState::Staging;
    bool killed = false;  // The launcher was told.
    bool muted = false;   // Nobody wants to hear of it any more.
  };

  void on_message(const Event& event, Time now, Outbox& out);

  // registration.cpp
  void on(const Boot& boot);
  void on(const Alarm& alarm, Time now, Outbox& out);
  void on(const LeaderIs& report, Outbox& out);
  void on(const SessionOpened& report, Time now, Outbox& out);
  void on(const SessionClosed& report, Time now, Outbox& out);
  void on(const Stored& report, Time now, Outbox& out);
  void on(const StoreFailed& report, Time now, Outbox& out);
  void on(const AgentRegistered& message, Time now, Outbox& out);
  void on(const ShutdownAgent& message, Time now, Outbox& out);
  void greet(Outbox& out);
  void begin(Time now, Outbox& out);
  void disconnect(Outbox& out);

  // tasks.cpp
  void on(const RunTask& message, Time now, Outbox& out);
  void on(const KillTask& message, Outbox& out);
  void on(const ShutdownFramework& message, Outbox& out);
  void on(const AckForward& message, Time now, Outbox& out);
  void on(const TaskStarted& report, Time now, Outbox& out);
  void on(const TaskEnded& report, Time now, Outbox& out);
  [[nodiscard]] Slot admit(FrameworkId framework, Ref<TaskInfo> info);
  void forget(Slot slot);
  static SlotIndex::Tag tag_of(FrameworkId framework, const Text& name);
  [[nodiscard]] Slot find(FrameworkId framework, const Text& name) const;
  void kill(Task& task, Outbox& out);
  void mute(Slot slot, Outbox& out);
  void tell(Slot slot, TaskStatus status, Time now, Outbox& out);
  void send(StatusUpdates::Stream stream, Outbox& out);
  void send_due(Time now, Outbox& out);
  void rearm(Outbox& out);
  [[nodiscard]] Uuid uuid(const Task& task, std::uint64_t ordinal) const;
  [[nodiscard]] std::vector<Slot> ordered_tasks() const;  // By framework and name.

  Options options_;
  LeaderLink link_;
  Standing standing_ = Standing::Unregistered;

  AgentId id_;
  bool durable_ = false;       // id_ is in the store.
  std::uint64_t tickets_ = 0;  // Given out.
  std::uint64_t storing_ = 0;  // The ticket that makes id_ durable, while it is on its way; else 0.
  std::vector<Event> held_;    // What the master said while Storing.
  bool leaving_ = false;       // Shut down: registers anew when the last task has ended.

  Resources free_;  // The total without what tasks hold that are not over.
  std::vector<Task> tasks_;
  std::vector<Slot> vacant_;
  SlotIndex index_;

  StatusUpdates updates_;
  Time armed_ = kTimeMax;  // The retry alarm.
};

}  // namespace meseta
