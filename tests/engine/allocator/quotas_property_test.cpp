// Running sums of needs against an oracle that computes everything anew.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <array>
#include <map>
#include <ostream>
#include <string>
#include <vector>

#include "engine/allocator/quotas.hpp"
#include "tests/builders/resources.hpp"
#include "tests/oracles/quota_oracle.hpp"

namespace meseta {
namespace {

using oracles::amounts_of;
using oracles::QuotaOracle;
using Amounts = QuotaOracle::Amounts;

constexpr std::array<const char*, 11> kRoles{"a",     "a/b", "a/b/c", "a/b/d", "a/e", "a-b",
                                             "f/g/h", "f/g", "f",     "i/j",   "*"};

struct Step {
  std::uint32_t verb = 0;
  std::uint32_t role = 0;
  std::uint32_t b = 0;
  std::uint32_t c = 0;
};

std::ostream& operator<<(std::ostream& out, const Step& step) {
  return out << "{" << step.verb << ", " << step.role << ", " << step.b << ", " << step.c << "}";
}

rc::Gen<std::vector<Step>> steps() {
  const auto number = rc::gen::inRange<std::uint32_t>(0, 120);
  return rc::gen::container<std::vector<Step>>(
      rc::gen::construct<Step>(rc::gen::inRange<std::uint32_t>(0, 10),
                               rc::gen::inRange<std::uint32_t>(0, kRoles.size()), number, number));
}

Amounts limits_of(const Limits& limits) {
  Amounts amounts;
  limits.for_each([&](const ResourceName& name, Quantity quantity) {
    amounts[std::string(name.view())] = quantity.milli;
  });
  return amounts;
}

// Both, and what their owner knows: what is charged and reserved in each role.
class Pair {
 public:
  // Amounts are small multiples of the unit. 2^40 makes the greatest sums come near 2^52.
  explicit Pair(std::int64_t unit) : unit_(unit) {}

  void apply(const Step& step) {
    const std::string role = kRoles[step.role];
    const Quantities amounts = some(step);
    switch (step.verb) {
      case 0:
      case 1:
        set(role, {some({0, 0, step.c, step.b}), limits(step)});
        break;
      case 2:
        set(role, {});
        break;
      case 3:
      case 4:
        reserved_[role] += amounts;
        quotas_.reserve(Text(role), amounts);
        oracle_.reserve(role, amounts_of(amounts));
        break;
      case 5:
        unreserve(role, amounts.min(reserved_[role]));
        break;
      case 6:
        discharge(role, charged_[role]);
        break;
      case 7:
        discharge(role, amounts.min(charged_[role]));
        break;
      default:
        charge(role, amounts);
    }
  }

  void compare(const Step& step) {
    RC_ASSERT(amounts_of(quotas_.owed()) == oracle_.owed());
    const Quantities grant = some({0, 0, step.b + 7, step.c + 5});
    for (const char* const role : kRoles) {
      const Text name(role);
      RC_ASSERT(amounts_of(quotas_.need(name)) == oracle_.need(role));
      RC_ASSERT(amounts_of(quotas_.consumed(name)) == oracle_.consumed(role));
      const RoleSlot slot = quotas_.hold(name);
      RC_ASSERT(limits_of(quotas_.room(slot)) == oracle_.room(role));
      RC_ASSERT(amounts_of(quotas_.headroom_used(slot, grant)) ==
                oracle_.headroom_used(role, amounts_of(grant)));
      const Quantities all = quotas_.unsatisfied(slot);
      RC_ASSERT(amounts_of(all) == oracle_.headroom_used(role, amounts_of(all + grant)));
      quotas_.drop(slot);
    }
  }

 private:
  Quantities some(const Step& step) const {
    return {{KnownName::Cpus, Quantity{step.b % 7 * unit_}},
            {KnownName::Mem, Quantity{step.c % 6 * unit_}},
            {ResourceName("licences"), Quantity{(step.b + step.c) % 4 * unit_}}};
  }

  Limits limits(const Step& step) const {
    Limits limits;
    if (step.b % 2 == 0) limits.set(KnownName::Cpus, Quantity{step.b % 11 * unit_});
    if (step.c % 5 == 0) limits.set(KnownName::Mem, Quantity{step.c % 9 * unit_});
    if (step.c % 3 == 0) limits.set(ResourceName("licences"), Quantity{step.b % 3 * unit_});
    return limits;
  }

  void set(const std::string& role, const Quota& quota) {
    quotas_.set(Text(role), quota);
    oracle_.set(role, amounts_of(quota.guarantee), limits_of(quota.limits));
  }

  // A role is held exactly while something is charged to it.
  void charge(const std::string& role, const Quantities& amounts) {
    if (charged_[role].empty()) slots_[role] = quotas_.hold(Text(role));
    charged_[role] += amounts;
    quotas_.charge(slots_[role], amounts);
    oracle_.charge(role, amounts_of(amounts));
    if (charged_[role].empty()) quotas_.drop(slots_[role]);
  }

  void discharge(const std::string& role, Quantities amounts) {
    if (amounts.empty()) return;
    charged_[role] -= amounts;
    quotas_.discharge(slots_[role], amounts);
    oracle_.charge(role, amounts_of(amounts), -1);
    if (charged_[role].empty()) quotas_.drop(slots_[role]);
  }

  void unreserve(const std::string& role, const Quantities& amounts) {
    reserved_[role] -= amounts;
    quotas_.unreserve(Text(role), amounts);
    oracle_.reserve(role, amounts_of(amounts), -1);
  }

  Quotas quotas_;
  QuotaOracle oracle_;
  std::map<std::string, Quantities> charged_;
  std::map<std::string, Quantities> reserved_;
  std::map<std::string, RoleSlot> slots_;
  std::int64_t unit_;
};

void same_throughout(const std::vector<Step>& history, std::int64_t unit) {
  Pair pair(unit);
  for (const Step& step : history) {
    pair.apply(step);
    pair.compare(step);
  }
}

RC_GTEST_PROP(QuotasProperty, NeedsRoomAndHeadroomAreThoseOfTheOracle, ()) {
  same_throughout(*steps(), 250);
}

RC_GTEST_PROP(QuotasProperty, AndSoTheyAreForTheGreatestAmounts, ()) {
  same_throughout(*steps(), std::int64_t{1} << 40U);
}

}  // namespace
}  // namespace meseta
