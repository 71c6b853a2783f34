#include "report/quantiles.hpp"

#include <algorithm>
#include <bit>

#include "engine/base/check.hpp"
#include "report/wide.hpp"

namespace meseta {

namespace {

constexpr unsigned kOctaveBits = 10;
constexpr std::size_t kBuckets = (64 - kOctaveBits) << kOctaveBits;

constexpr unsigned shift_of(std::uint64_t value) {
  const auto bits = static_cast<unsigned>(std::bit_width(value));
  return bits > kOctaveBits + 1 ? bits - kOctaveBits - 1 : 0;
}

constexpr std::size_t index_of(std::uint64_t value) {
  const unsigned shift = shift_of(value);
  return (std::size_t{shift} << kOctaveBits) + (value >> shift);
}

constexpr std::uint64_t middle_of(std::size_t index) {
  if (index < (2U << kOctaveBits)) return index;
  const auto shift = static_cast<unsigned>(index >> kOctaveBits) - 1;
  const std::uint64_t low = (index - (std::size_t{shift} << kOctaveBits)) << shift;
  return low + (std::uint64_t{1} << shift) / 2;
}

static_assert(index_of(INT64_MAX) < kBuckets);
static_assert(index_of(2047) == 2047 && index_of(2048) == 2048 && index_of(2049) == 2048);
static_assert(middle_of(index_of(4099)) == 4098);

}  // namespace

void Quantiles::count_in(std::uint64_t value) { ++buckets_[index_of(value)]; }

void Quantiles::add(Duration sample) {
  CHECK(sample >= Duration{});
  min_ = count_ == 0 ? sample : std::min(min_, sample);
  max_ = std::max(max_, sample);
  ++count_;
  if (count_ < kExactMax) {
    exact_.push_back(sample.ns);
    sorted_ = false;
    return;
  }
  if (buckets_.empty()) {
    buckets_.resize(kBuckets);
    for (const std::int64_t kept : exact_) count_in(static_cast<std::uint64_t>(kept));
    exact_ = {};
  }
  count_in(static_cast<std::uint64_t>(sample.ns));
}

Duration Quantiles::at(std::uint32_t per_mille) {
  CHECK(count_ > 0 && per_mille <= 1000);
  const auto wanted = static_cast<std::uint64_t>((UnsignedWide{count_} * per_mille + 999) / 1000);
  const std::uint64_t rank = std::max<std::uint64_t>(wanted, 1);
  if (rank == count_) return max_;
  if (buckets_.empty()) {
    if (!sorted_) std::sort(exact_.begin(), exact_.end());
    sorted_ = true;
    return {exact_[rank - 1]};
  }
  std::uint64_t seen = 0;
  std::size_t index = 0;
  while ((seen += buckets_[index]) < rank) ++index;
  return std::clamp(Duration{static_cast<std::int64_t>(middle_of(index))}, min_, max_);
}

Spread Quantiles::spread() {
  if (count_ == 0) return {};
  return {.count = count_, .p50 = at(500), .p90 = at(900), .p99 = at(990), .max = max_};
}

}  // namespace meseta
