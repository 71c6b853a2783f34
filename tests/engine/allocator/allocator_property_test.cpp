// The incremental allocator against one that computes everything anew.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>
#include <vector>

#include "tests/engine/allocator/allocator_pair.hpp"

namespace meseta {
namespace {

rc::Gen<std::vector<Step>> steps() {
  const auto number = rc::gen::inRange<std::uint32_t>(0, 60);
  return rc::gen::scale(3, rc::gen::container<std::vector<Step>>(rc::gen::construct<Step>(
                               rc::gen::inRange<std::uint32_t>(0, 46), number, number, number)));
}

void compare(const std::vector<Step>& steps, const AllocatorPair::Given& given) {
  AllocatorPair pair(given);
  for (const Step& step : steps) {
    pair.apply(step);
    pair.check();
  }
  pair.advance(seconds(12));
  pair.check();
}

RC_GTEST_PROP(AllocatorProperty, GrantsAreThoseOfTheOracleAndNoneIsPossibleBeforeTheNextRun, ()) {
  compare(*steps(), {});
}

RC_GTEST_PROP(AllocatorProperty, AlsoWithoutASmallestOfferAndWithAnIntervalLongerThanRefusals, ()) {
  compare(*steps(), {.interval = milliseconds(2300), .smallest = {}});
}

RC_GTEST_PROP(AllocatorProperty, AlsoWhereWhatComesFreeIsOfferedBeforeTheInterval, ()) {
  const Duration batch = *rc::gen::element(Duration{}, milliseconds(10), kAllocationBatchMax);
  compare(*steps(), {.batch = batch});
}

RC_GTEST_PROP(AllocatorProperty, AlsoWhereNoOfferIsGreaterThanTheGreatest, ()) {
  const auto batch = *rc::gen::element<std::optional<Duration>>(std::nullopt, milliseconds(10));
  compare(*steps(), {.batch = batch, .max_offer = "cpus:1;mem:200"});
}

RC_GTEST_PROP(AllocatorProperty, AlsoWithQuotas, ()) {
  const auto batch = *rc::gen::element<std::optional<Duration>>(std::nullopt, milliseconds(10));
  const std::string max_offer = *rc::gen::element<std::string>("", "cpus:2", "cpus:1;mem:200");
  compare(*steps(), {.batch = batch, .quotas = true, .max_offer = max_offer});
}

}  // namespace
}  // namespace meseta
