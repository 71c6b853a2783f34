// Stopwatch: how long did it take, by this thread's processor and by the clock on the wall?
//
// Others may be busy too, so processor time is what is compared. Reading it takes a third of a
// microsecond; what is that short itself is timed by the wall, many times, and the median taken.
#pragma once

#include <cstdint>
#include <ctime>

namespace meseta::bench {

struct Spent {
  std::int64_t cpu_ns = 0;
  std::int64_t wall_ns = 0;
};

inline std::int64_t clock_ns(clockid_t clock) {
  timespec t{};
  clock_gettime(clock, &t);
  return std::int64_t{t.tv_sec} * 1'000'000'000 + t.tv_nsec;
}

inline std::int64_t wall_ns() { return clock_ns(CLOCK_MONOTONIC); }

template <class Work>
Spent timed(Work&& work) {
  const std::int64_t wall = wall_ns();
  const std::int64_t cpu = clock_ns(CLOCK_THREAD_CPUTIME_ID);
  work();
  return {clock_ns(CLOCK_THREAD_CPUTIME_ID) - cpu, wall_ns() - wall};
}

}  // namespace meseta::bench
