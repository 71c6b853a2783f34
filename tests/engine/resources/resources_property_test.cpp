// The laws of the algebra, on collections of every kind of entry.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "engine/resources/resources.hpp"
#include "tests/engine/resources/generators.hpp"

namespace meseta {
namespace {

Resources less(Resources a, const Resources& b) {
  a.subtract_saturating(b);
  return a;
}

RC_GTEST_PROP(ResourcesProperty, AddingIsCommutativeAndAssociativeAndNothingIsNeutral, ()) {
  const Resources a = any_resources();
  const Resources b = any_resources();
  const Resources c = any_resources();
  RC_ASSERT(a + b == b + a);
  RC_ASSERT((a + b) + c == a + (b + c));
  RC_ASSERT(a + Resources() == a);
  RC_ASSERT(Resources() + a == a);
  RC_ASSERT(less(a, a).empty());
}

RC_GTEST_PROP(ResourcesProperty, WhatWasAddedCanBeTakenAwayAgain, ()) {
  const Resources a = any_resources(Entries::Scalars);
  const Resources b = any_resources(Entries::Scalars);
  RC_ASSERT(a + b - b == a);
  RC_ASSERT(a + b - a == b);
}

RC_GTEST_PROP(ResourcesProperty, WhatIsContainedCanBeTakenAndGivenBack, ()) {
  const Resources a = any_resources();
  const Resources part = less(a, any_resources());
  RC_ASSERT(a.contains(part));
  RC_ASSERT(a - part + part == a);
}

RC_GTEST_PROP(ResourcesProperty, ContainsMeansThatSubtractingLosesNothing, ()) {
  const Resources a = any_resources();
  const Resources b = *rc::gen::arbitrary<bool>() ? any_resources() : less(a, any_resources());
  RC_ASSERT(a.contains(b) == (less(a, b) + b == a));
}

RC_GTEST_PROP(ResourcesProperty, ContainsIsAPartialOrder, ()) {
  const Resources a = any_resources();
  const Resources b = less(a, any_resources());
  const Resources c = less(b, any_resources());
  RC_ASSERT(a.contains(a));
  RC_ASSERT(a.contains(c));
  RC_ASSERT((a + c).contains(a));
  if (b.contains(a)) RC_ASSERT(a == b);
}

RC_GTEST_PROP(ResourcesProperty, EqualityAndOrderForgetTheOrderOfEntries, ()) {
  std::vector<Resource> entries;
  const int count = *rc::gen::inRange(0, 9);
  for (int i = 0; i < count; ++i) entries.push_back(any_entry(Entries::All));
  const Resources a(entries);
  std::reverse(entries.begin(), entries.end());
  const Resources b(entries);
  RC_ASSERT(a == b);
  RC_ASSERT(std::is_eq(a <=> b));

  const Resources c = any_resources();
  RC_ASSERT(std::is_eq(a <=> c) == (a == c));
  RC_ASSERT(((a <=> c) < 0) == ((c <=> a) > 0));
}

RC_GTEST_PROP(ResourcesProperty, AreListedInOrderWithoutAnythingEmptyOrTwice, ()) {
  const std::vector<Resource> list = (any_resources() + any_resources()).list();
  for (std::size_t i = 0; i < list.size(); ++i) {
    RC_ASSERT(!list[i].empty());
    if (i == 0) continue;
    const auto order = list[i - 1].compare_identity(list[i]);
    RC_ASSERT(std::is_lt(order) || (std::is_eq(order) && !list[i].divisible()));
  }
}

RC_GTEST_PROP(ResourcesProperty, PartsMakeTheWhole, ()) {
  const Resources a = any_resources();
  RC_ASSERT(a.unreserved() + a.reserved() == a);
  RC_ASSERT(a.revocable() + a.non_revocable() == a);
  RC_ASSERT(a.shared() + a.non_shared() == a);
  RC_ASSERT(a.reserved_to("eng") + a.reserved_to("eng/web") == a.reserved());
  RC_ASSERT(a.allocatable_to("eng/web/api") == a);
  RC_ASSERT(a.contains(a.allocatable_to("eng")));
  RC_ASSERT(Resources(a.list()) == a);
}

RC_GTEST_PROP(ResourcesProperty, QuantitiesOfASumAreTheSumOfQuantities, ()) {
  const Resources a = any_resources(Entries::Scalars).non_shared();
  const Resources b = any_resources(Entries::Scalars).non_shared();
  RC_ASSERT((a + b).scalars() == a.scalars() + b.scalars());
  RC_ASSERT(a.quantities() == a.scalars());
  RC_ASSERT(a.contains(less(a, b).quantities()));
  a.scalars().for_each(
      [&](const ResourceName& name, Quantity quantity) { RC_ASSERT(a.total(name) == quantity); });
}

RC_GTEST_PROP(ResourcesProperty, WhatIsShrunkIsContainedAndWithinItsBounds, ()) {
  const Resources a = any_resources();
  const Quantities amounts = *any_quantities();
  const Resources shrunk = a.shrink_to(amounts);
  RC_ASSERT(a.contains(shrunk));
  RC_ASSERT(amounts.contains(shrunk.scalars()));
  RC_ASSERT(a.shrink_to(a.scalars()) == a);
  // Whatever divides is used up to the bound.
  const Quantity mem = a.total(KnownName::Mem);
  RC_ASSERT(shrunk.mem() == std::min(mem, amounts.get(KnownName::Mem)));
}

RC_GTEST_PROP(ResourcesProperty, CardsSumToTheirGpusWhateverIsDone, ()) {
  const Resources a = any_resources();
  const Resources b = any_resources();
  RC_ASSERT((a + b).cards().total() == (a + b).gpus());
  RC_ASSERT(less(a, b).cards().total() == less(a, b).gpus());
  RC_ASSERT(a.to_unreserved().cards().total() == a.gpus());
}

}  // namespace
}  // namespace meseta
