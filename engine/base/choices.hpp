// choose: every random choice of a simulation, addressed instead of streamed.
//
// A choice is named by (site, entity, ordinal): which question, asked by whom, for the how many-th
// time. Its answer is a hash of that name and the seed, so adding, removing or overriding one
// choice changes no other. Ordinals are kept by whoever asks (often a counter it has anyway).
//
// Distributions are ours, on integers and tables: the standard library's and libm's results differ
// between systems.
#pragma once

#include <cstdint>
#include <string_view>

#include "engine/base/time.hpp"

namespace meseta {

// The name of a question, hashed once at compile time.
struct Site {
  std::uint64_t hash;

  constexpr explicit Site(std::string_view name) : hash(0xcbf29ce484222325U) {
    for (const char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
  }
};

class Choices {
 public:
  explicit constexpr Choices(std::uint64_t seed) : seed_(mix(seed)) {}

  // Uniform over all 64-bit words.
  [[nodiscard]] constexpr std::uint64_t choose(Site site, std::uint64_t entity,
                                               std::uint64_t ordinal) const {
    return mix(mix(mix(seed_ ^ site.hash) ^ entity) ^ ordinal);
  }

  // Uniform in [0, bound). Bound > 0; the bias of the multiplication is below 2^-32 for bounds
  // below 2^32.
  [[nodiscard]] std::uint64_t below(std::uint64_t bound, Site site, std::uint64_t entity,
                                    std::uint64_t ordinal) const;

  // Uniform in [low, high].
  [[nodiscard]] Duration between(Duration low, Duration high, Site site, std::uint64_t entity,
                                 std::uint64_t ordinal) const;

  // Exponential with the given mean (of 0 to 2000 days); at least 1 ns, at most 45 means.
  [[nodiscard]] Duration exponential(Duration mean, Site site, std::uint64_t entity,
                                     std::uint64_t ordinal) const;

  // Log-normal with the given median (of 0 to 3000 days) and sigma in thousandths (sigma of the
  // logarithm, at most 4). At least 1 ns, at most 3000 days.
  [[nodiscard]] Duration lognormal(Duration median, std::int64_t sigma_milli, Site site,
                                   std::uint64_t entity, std::uint64_t ordinal) const;

  // True with odds `per_million` / 1,000,000, at most 1.
  [[nodiscard]] bool happens(std::uint32_t per_million, Site site, std::uint64_t entity,
                             std::uint64_t ordinal) const;

 private:
  // The finalizer of splitmix64 (Steele, Lea, Flood 2014).
  static constexpr std::uint64_t mix(std::uint64_t x) {
    x += 0x9e3779b97f4a7c15U;
    x = (x ^ (x >> 30U)) * 0xbf58476d1ce4e5b9U;
    x = (x ^ (x >> 27U)) * 0x94d049bb133111ebU;
    return x ^ (x >> 31U);
  }

  std::uint64_t seed_;
};

}  // namespace meseta
