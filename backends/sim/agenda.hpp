// Agenda: what the simulated world itself still has to do, and when.
//
// A break of a session, the end of a task, the end of a sync: things that happen without any
// component noticing until they are reported. They wait here and not in the loop's queue because
// most of them can still be called off: whoever wrote the entry compares its mark and does nothing.
// An entry is 32 bytes, has no closure, and is no event: it gets no number and is not in the
// digest.
//
// At one instant, the agenda comes before the loop's events: a fault at 10 s is there for whatever
// happens at 10 s. Entries of one instant are done in the order in which they were written.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/event/event.hpp"
#include "engine/loop/event_queue.hpp"

namespace meseta {

class Agenda {
 public:
  // One part of the world.
  class Doer {
   public:
    Doer() = default;
    Doer(const Doer&) = delete;
    Doer& operator=(const Doer&) = delete;

    // An entry of this doer is due. `what` and `mark` are as they were written.
    virtual void due(std::uint64_t what, std::uint32_t mark, Time now) = 0;

    // Fetches what due() is going to touch, as Component::prefetch.
    static constexpr std::size_t kPrefetchSteps = 3 + Component::kPrefetchSteps;
    virtual void prefetch(std::uint64_t /*what*/, int /*step*/) const {}

   protected:
    ~Doer() = default;
  };
  using DoerId = std::uint32_t;

  DoerId enroll(Doer& doer);

  // An instant that is past means as soon as possible.
  void add(DoerId doer, Time at, std::uint64_t what, std::uint32_t mark = 0);

  [[nodiscard]] Time next() { return queue_.next(); }

  void watch_queue(QueueWatch* watch) { queue_.watch(watch); }

  // Does the earliest entry. There must be one.
  void step();

 private:
  std::vector<Doer*> doers_;
  EventQueue queue_;
  std::uint64_t added_ = 0;
  Time earliest_{INT64_MIN};  // The instant of the entry done last.
};

}  // namespace meseta
