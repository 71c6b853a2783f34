#include "workload/distribution.hpp"

#include "engine/base/check.hpp"

namespace meseta {

namespace {

Duration draw_empirical(const Distribution& from, const Choices& choices, Site site,
                        std::uint64_t entity, std::uint64_t ordinal) {
  std::uint64_t sum = 0;
  for (const auto& [value, weight] : from.values) sum += weight;
  CHECK(sum > 0);
  std::uint64_t left = choices.below(sum, site, entity, ordinal);
  for (const auto& [value, weight] : from.values) {
    if (left < weight) return value;
    left -= weight;
  }
  CHECK(left == 0);
  return from.values.back().value;
}

}  // namespace

Duration draw(const Distribution& from, const Choices& choices, Site site, std::uint64_t entity,
              std::uint64_t ordinal) {
  switch (from.kind) {
    case Distribution::Kind::Fixed:
      return from.base;
    case Distribution::Kind::Uniform:
      return from.base + choices.between(Duration{}, from.spread, site, entity, ordinal);
    case Distribution::Kind::Exponential:
      return from.base + choices.exponential(from.center, site, entity, ordinal);
    case Distribution::Kind::Lognormal:
      return from.base + choices.lognormal(from.center, from.sigma_milli, site, entity, ordinal);
    case Distribution::Kind::Empirical:
      return draw_empirical(from, choices, site, entity, ordinal);
  }
  return from.base;
}

}  // namespace meseta
