// SWF: the Standard Workload Format, version 2.2, of the Parallel Workloads Archive.
//
// One job a row, eighteen numbers separated by blanks, -1 where a number is not known; `;` begins a
// comment. Fields, counted from 1:
//
//      1 job number    2 submit [s]   3 wait [s]      4 run time [s]   5 processors allocated
//      6 cpu time [s]  7 memory used  8 processors    9 time asked    10 memory asked for
//     11 status       12 user        13 group        14 executable    15 queue
//     16 partition    17 preceding   18 think time [s]
//
// Memory is in KB per processor. Status 0 failed, 1 completed, 5 cancelled; 2, 3 and 4 are parts of
// a job that is also told as a whole, and passed over. Fields 6, 7 and 10 may have decimals, which
// are cut.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/base/result.hpp"
#include "engine/base/time.hpp"
#include "workload/trace/trace.hpp"

namespace meseta {

// -1 is not known.
struct SwfJob {
  std::int64_t number = 0;
  std::int64_t submit = 0;
  std::int64_t wait = -1;
  std::int64_t run_time = -1;
  std::int64_t processors = 1;  // Allocated, or else requested; one if neither is known.
  std::int64_t memory_kb = -1;  // Requested, or else used; per processor.
  std::int64_t status = -1;
  std::int64_t user = -1;
  std::int64_t group = -1;
  std::int64_t queue = -1;
  std::int64_t partition = -1;

  friend bool operator==(const SwfJob&, const SwfJob&) = default;
};

// What a processor is in our terms.
struct SwfProcessor {
  std::int64_t cpus_milli = 1000;
  std::int64_t mem_mib = 0;  // For jobs that do not say.
};

// The jobs come ordered by submit, then as the file has them. A job whose run time is not known
// must not have completed: it was withdrawn before it ran.
[[nodiscard]] Result<std::vector<SwfJob>> parse_swf(std::string_view bytes, std::string_view file);

// One task per processor. A job that never ran is withdrawn when it had waited as long as it did.
[[nodiscard]] TraceJob job_of(const SwfJob& job, const SwfProcessor& processor);

}  // namespace meseta
