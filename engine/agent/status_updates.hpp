// StatusUpdates: which status update of which task must be sent now?
//
// At least once: each task with something to tell has a stream, a queue in order of arrival. Only
// its head is in flight, and it is sent again until it is acknowledged, after 10 s, 20 s, ... 10
// min:
//
//     push RUNNING   send        send               send     acknowledge
//     --+------------+--10 s-----+------20 s--------+---------+---------->
//                      push FINISHED (waits)                  send FINISHED
//
// Paused (no master), nothing is sent or due; resumed, every head is due at once and the intervals
// start over.
//
// Heads that wait for the same interval come due in the order in which they were sent. So there is
// a list per interval, and the earliest deadline of all is the least over the lists' first: all
// costs are constant, whatever the number of streams.
//
// This class sends nothing and knows no clock. A stream exists from its first push until its queue
// is empty or it is dropped; its number is then used again.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/base/text.hpp"
#include "engine/base/time.hpp"
#include "engine/event/task_state.hpp"

namespace meseta {

// What a task has to tell.
struct TaskStatus {
  Time timestamp;
  Text message;
  TaskState state = TaskState::Staging;
  StatusSource source = StatusSource::Agent;
  StatusReason reason = StatusReason::None;
};

class StatusUpdates {
 public:
  using Stream = std::uint32_t;
  static constexpr Stream kNone = UINT32_MAX;

  struct Options {
    Duration retry = seconds(10);  // Above 0.
    Duration retry_max = minutes(10);
    std::uint64_t first_ordinal = 1;  // Ordinals count up from here over all streams.
  };

  explicit StatusUpdates(Options options);

  struct Pushed {
    Stream stream;
    bool send;  // It is the head and not paused: send it now.
  };
  // Queues a status; `stream` kNone opens one, whose updates are about `task`.
  Pushed push(Stream stream, std::uint32_t task, TaskStatus status, Time now);

  enum class Acknowledged : std::uint8_t {
    Stale,   // Not the head's ordinal. Nothing changes.
    Send,    // The stream has another head: send it now.
    Queued,  // It has another head, which waits for resume().
    Empty,   // That was the last: the stream is gone.
  };
  Acknowledged acknowledge(Stream stream, std::uint64_t ordinal, Time now);

  // Forgets the stream and all it holds.
  void drop(Stream stream);

  void pause();
  void resume() { paused_ = false; }

  // The earliest instant at which a head must be sent again; kTimeMax if there is none, and the
  // least there is if some wait since resume().
  [[nodiscard]] Time due() const;
  // The next stream whose head must be sent by `now`, or kNone. The caller sends it.
  [[nodiscard]] Stream take_due(Time now);

  [[nodiscard]] const TaskStatus& head(Stream stream) const { return streams_[stream].head; }
  [[nodiscard]] std::uint64_t ordinal(Stream stream) const { return streams_[stream].ordinal; }
  // The state pushed last: what the task has come to, however far its updates lag.
  [[nodiscard]] TaskState latest(Stream stream) const;
  [[nodiscard]] std::uint32_t task(Stream stream) const { return streams_[stream].task; }

  // Fetches what pushing or acknowledging one is likely to touch.
  void prefetch() const;

 private:
  struct Later {
    TaskStatus status;
    std::uint64_t ordinal;
  };
  struct Entry {
    TaskStatus head;
    std::uint64_t ordinal = 0;
    Time due;
    std::vector<Later> later;
    std::uint32_t task = 0;
    Stream previous = kNone;
    Stream next = kNone;  // In its list, or of the free ones.
    std::uint8_t list = 0;
  };
  struct List {
    Duration interval;
    Stream first = kNone;
    Stream last = kNone;
  };

  Stream make();
  void release(Stream stream);
  void send(Stream stream, std::size_t list, Time now);
  void link(Stream stream, std::size_t list);
  void unlink(Stream stream);

  std::vector<Entry> streams_;
  Stream free_ = kNone;
  std::vector<List> lists_;  // By growing interval.
  List unsent_;              // Heads that wait for resume(), and then to be taken.
  std::uint64_t next_ordinal_;
  bool paused_ = true;
};

}  // namespace meseta
