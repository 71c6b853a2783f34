// Which lists of quotas go together, against an oracle that looks at all roles anew.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <array>
#include <map>
#include <string>
#include <vector>

#include "engine/allocator/quota_check.hpp"
#include "tests/builders/resources.hpp"
#include "tests/oracles/quota_oracle.hpp"

namespace meseta {
namespace {

using oracles::amounts_of;
using oracles::QuotaOracle;
using Amounts = QuotaOracle::Amounts;

constexpr std::array<const char*, 11> kRoles{"a",     "a/b", "a/b/c", "a/b/d", "a/e", "a-b",
                                             "f/g/h", "f/g", "f",     "i/j",   "*"};

// A config of small amounts, as often as not one that does not fit to the others.
QuotaConfig any_config() {
  QuotaConfig config;
  config.role = Text(kRoles[*rc::gen::inRange<std::size_t>(0, kRoles.size() - 1)]);
  const auto some = [](std::vector<Quantities::Amount>& field, std::int64_t most) {
    for (const KnownName name : {KnownName::Cpus, KnownName::Mem}) {
      if (*rc::gen::inRange(0, 3) == 0) continue;
      field.push_back({name, Quantity{*rc::gen::inRange<std::int64_t>(0, most)}});
    }
  };
  some(config.guarantees, *rc::gen::element(2, 4, 12));
  if (*rc::gen::inRange(0, 3) == 0) some(config.limits, 16);
  if (*rc::gen::inRange(0, 30) == 0) config.guarantees = {{KnownName::Cpus, kQuantityMax}};
  return config;
}

Amounts field_of(const std::vector<Quantities::Amount>& field) {
  Amounts amounts;
  for (const auto& amount : field) {
    amounts[std::string(amount.name.view())] = amount.quantity.milli;
  }
  return amounts;
}

std::map<Text, Quota> all_of(const Quotas& quotas) {
  std::map<Text, Quota> all;
  quotas.for_each([&](const Text& role, const Quota& quota) { all[role] = quota; });
  return all;
}

// Whether an unforced change may be made, given that the guarantees go together.
bool unforced(const Quotas& quotas, const std::vector<QuotaConfig>& configs,
              const QuotaOracle& before, const QuotaOracle& after, const Amounts& capacity) {
  const auto of = [](const Amounts& amounts, const std::string& name) {
    return amounts.count(name) == 0 ? 0 : amounts.at(name);
  };
  for (const QuotaConfig& config : configs) {
    const Quota* const old = quotas.find(config.role);
    for (const auto& limit : config.limits) {
      const bool lower = old == nullptr || limit.quantity < old->limits.get(limit.name);
      const std::int64_t consumed =
          of(before.consumed(config.role.str()), std::string(limit.name.view()));
      if (lower && limit.quantity.milli < consumed) return false;
    }
  }
  for (const auto& [name, sum] : after.guaranteed()) {
    if (sum > of(capacity, name) && sum > of(before.guaranteed(), name)) return false;
  }
  return true;
}

RC_GTEST_PROP(QuotaCheckProperty, AListIsSetAsAWholeIfItGoesTogetherAndElseNotAtAll, ()) {
  Quotas quotas;
  QuotaOracle oracle;
  const Quantities capacity = quantities("cpus:0.016;mem:0.02");
  for (int round = 0; round < 12; ++round) {
    const std::string role = kRoles[*rc::gen::inRange<std::size_t>(0, kRoles.size())];
    const Quantities taken{{KnownName::Cpus, Quantity{*rc::gen::inRange<std::int64_t>(0, 3)}}};
    quotas.charge(quotas.hold(Text(role)), taken);
    oracle.charge(role, amounts_of(taken));

    std::map<Text, QuotaConfig> by_role;
    for (int i = *rc::gen::inRange(1, 4); i > 0; --i) {
      const QuotaConfig config = any_config();
      by_role[config.role] = config;
    }
    std::vector<QuotaConfig> configs;
    QuotaOracle after = oracle;
    for (const auto& [unused, config] : by_role) {
      configs.push_back(config);
      after.set(config.role.str(), field_of(config.guarantees), field_of(config.limits));
    }
    const bool forced = *rc::gen::inRange(0, 3) == 0;
    const bool expected = after.consistent() && (forced || unforced(quotas, configs, oracle, after,
                                                                    amounts_of(capacity)));

    const auto before = all_of(quotas);
    const auto done = configure(quotas, configs, {.forced = forced, .capacity = &capacity});
    RC_ASSERT(done.has_value() == expected);
    if (expected) oracle = after;
    if (!expected) RC_ASSERT(all_of(quotas) == before);
    RC_ASSERT(amounts_of(quotas.owed()) == oracle.owed());
  }
}

}  // namespace
}  // namespace meseta
