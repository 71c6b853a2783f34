// Quantiles: what half, nine tenths, nearly all of many durations did not exceed.
//
// Exact below a million samples, all of which are kept. Then they move into a histogram of fixed
// size whose buckets are never wider than 1/1024 of the values in them:
//
//     value   0 1 2 ... 2047 | 2048 2050 ... 4094 | 4096 4100 ...      each octave has 1024 buckets
//
// An answer is the middle of its bucket, so it is off by less than 0.05 %. The greatest is always
// exact.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/base/time.hpp"

namespace meseta {

// How a duration is spread over its samples. Meaningless without any.
struct Spread {
  std::uint64_t count = 0;
  Duration p50;
  Duration p90;
  Duration p99;
  Duration max;

  friend bool operator==(const Spread&, const Spread&) = default;
};

class Quantiles {
 public:
  static constexpr std::size_t kExactMax = 1'000'000;  // Below it all samples are kept.

  // Not negative.
  void add(Duration sample);

  [[nodiscard]] std::uint64_t count() const { return count_; }

  // The least sample that at least `per_mille` thousandths of all samples do not exceed. In [0,
  // 1000]; there must be a sample.
  [[nodiscard]] Duration at(std::uint32_t per_mille);
  [[nodiscard]] Duration max() const { return max_; }

  [[nodiscard]] Spread spread();

 private:
  void count_in(std::uint64_t value);

  std::vector<std::int64_t> exact_;     // Empty once there are too many.
  bool sorted_ = true;                  // exact_ is.
  std::vector<std::uint64_t> buckets_;  // Samples by bucket; empty until then.
  std::uint64_t count_ = 0;
  Duration min_;
  Duration max_;
};

}  // namespace meseta
