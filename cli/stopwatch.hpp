// What a run costs here and now: wall time and memory. The only numbers of a report that differ
// between two runs of one seed.
#pragma once

#include <chrono>
#include <cstdint>

#include "engine/base/time.hpp"

namespace meseta::cli {

class Stopwatch {
 public:
  [[nodiscard]] Duration elapsed() const {
    const auto passed = std::chrono::steady_clock::now() - begin_;
    return {std::chrono::duration_cast<std::chrono::nanoseconds>(passed).count()};
  }

 private:
  std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
};

// The most memory this process ever had resident, in bytes.
std::uint64_t peak_rss_bytes();

}  // namespace meseta::cli
