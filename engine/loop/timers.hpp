// Timers: the alarms of all nodes, one per (node, kind, owner).
//
// Arming later than what is already queued writes one word: the queue entry stays, and when it
// comes up early it is queued again for the true instant. Disarming writes one word too. So an
// alarm that is moved a thousand times before it goes off costs one or two queue entries, and a
// component never sees a stale one.
//
//     arm(10)  -> queued at 10            due = 10
//     arm(15)  -> nothing                 due = 15
//     pop 10   -> early: queued at 15     (not an event, gets no number)
//     pop 15   -> goes off                due = none
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/base/id.hpp"
#include "engine/base/lookup.hpp"
#include "engine/base/time.hpp"

namespace meseta {

struct TimerKey {
  NodeId node;
  std::uint32_t kind = 0;
  std::uint64_t owner = 0;

  friend bool operator==(const TimerKey&, const TimerKey&) = default;
};

class Timers {
 public:
  using Slot = std::uint32_t;

  // What to queue after an arm: the slot, its generation and the instant. Nothing if an entry that
  // is early enough is already queued.
  struct Queue {
    Slot slot;
    std::uint32_t generation;
    Time at;
  };

  std::optional<Queue> arm(const TimerKey& key, Time at);
  void disarm(const TimerKey& key);

  // What a popped entry means at `at`, its instant.
  struct Popped {
    bool fires = false;          // The alarm of `key` goes off now.
    TimerKey key;                //
    std::optional<Queue> again;  // Came early: queue this instead.
  };
  Popped pop(Slot slot, std::uint32_t generation, Time at);

  // Forgets the alarms of a node that is gone.
  void drop(NodeId node);

  // Alarms that are armed.
  [[nodiscard]] std::size_t armed() const { return armed_; }

 private:
  static constexpr Slot kNone = UINT32_MAX;

  struct KeyHash {
    using is_avalanching = void;
    std::size_t operator()(const TimerKey& key) const {
      return LookupHash::mix(key.owner * 0x9e3779b97f4a7c15U +
                             ((std::uint64_t{key.node.value} << 32U) | key.kind));
    }
  };
  struct Timer {
    TimerKey key;
    Time due = kTimeMax;           // kTimeMax: not armed.
    Time queued = kTimeMax;        // Instant of the live queue entry; kTimeMax: none.
    std::uint32_t generation = 0;  // Of that entry; grows over all uses of the slot.
    Slot next = kNone;             // The node's other timers.
    Slot previous = kNone;
  };

  Slot make(const TimerKey& key);
  void retire(Slot slot);
  Queue requeue(Slot slot, Time at);

  std::vector<Timer> timers_;
  std::vector<Slot> free_;
  std::vector<Slot> first_of_node_;
  Lookup<TimerKey, Slot, KeyHash> slots_;
  std::size_t armed_ = 0;
};

}  // namespace meseta
