// Candidates: which agents does a run look at, and when is one due?
//
// An agent is idle while it has something to offer. An idle agent on which something changed is
// looked at by the next run, or by the first one on or after the grid instant that follows the
// change; once looked at it is settled and left alone until something changes again.
//
//     ready      all idle ones, when a client is new or revived
//     freed      a task ended, an offer was taken back, an agent is new or its total is: one run
//                for all of these
//     waiting    something was declined, a filter ended: for the next instant of the grid, one for
//                all, since what waited for an older one is ripe
#pragma once

#include <optional>
#include <vector>

#include "engine/allocator/bits.hpp"
#include "engine/allocator/filters.hpp"
#include "engine/base/time.hpp"

namespace meseta {

class Candidates {
 public:
  // `batch`: as AllocatorOptions has it.
  Candidates(Duration interval, std::optional<Duration> batch)
      : interval_(interval), batch_(batch) {}

  // The first grid instant after `t`.
  [[nodiscard]] Time grid_after(Time t) const;

  void set_idle(AgentSlot agent, bool idle);
  [[nodiscard]] bool idle(AgentSlot agent) const { return idle_.test(agent); }

  // Idle, and not waiting for a later run.
  [[nodiscard]] bool settled(AgentSlot agent) const {
    return idle_.test(agent) && !waiting_.test(agent) && !freed_.test(agent);
  }
  // The first for which `wanted(agent)` holds; kNoSlot if there is none.
  template <class Wanted>
  [[nodiscard]] AgentSlot first_idle(Wanted&& wanted) const {
    return idle_.first_where(wanted).value_or(kNoSlot);
  }
  template <class Visit>
  void for_each_idle(Visit&& visit) const {
    idle_.for_each(visit);
  }

  // Changes of an agent; of no effect unless it is idle.
  void changed(AgentSlot agent, Time now);
  void freed(AgentSlot agent, Time now);
  void from(AgentSlot agent, Time grid, Time now);
  void all();
  // The same of all idle ones: what is offered of one has come to depend on what is free elsewhere.
  void all_changed(Time now);
  void all_freed(Time now);
  void all_from(Time grid, Time now);

  // When a run is due, given when the next filter ends.
  [[nodiscard]] std::optional<Time> next(Time now, std::optional<Time> filter_end) const;

  // Moves those to look at now to `agents`, in the order of slots.
  void take(Time now, std::vector<AgentSlot>& agents);

 private:
  void ripen(Time now);
  void at_once(AgentSlot agent);
  void batched(AgentSlot agent, Time now);

  Duration interval_;
  std::optional<Duration> batch_;
  Bits idle_;
  Bits ready_;       // Within idle_.
  Bits freed_;       // Within idle_; until batch_from_, or as what is waiting.
  Bits waiting_;     // Within idle_, without ready_; until waiting_until_.
  Time batch_from_;  // A batch after the last run for what came free.
  Time waiting_until_;
};

}  // namespace meseta
