#include "engine/allocator/quota_check.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "engine/resources/role.hpp"
#include "engine/resources/text_cursor.hpp"

namespace meseta {

namespace {

using Amounts = std::vector<Quantities::Amount>;

constexpr std::string_view kGuarantees = "guarantees";
constexpr std::string_view kLimits = "limits";

tl::unexpected<Refusal> refuse_quota(const Text& role, std::string_view field,
                                     const std::string& why) {
  return refuse("quota of role " + quoted(role.view()) + ", " + std::string(field) + ": " + why);
}

std::string amount_of(const ResourceName& name, Quantity quantity) {
  return std::string(name.view()) + ":" + to_string(quantity);
}

// What is wrong with one amount, or nothing.
std::string fault_of(const Quantities::Amount& amount) {
  if (const auto name = parse_resource_name(amount.name.view()); !name) return name.error().message;
  if (amount.name.is(KnownName::Ports) || amount.name.is(KnownName::EphemeralPorts)) {
    return quoted(amount.name.view()) + " is not a scalar; expected a resource such as cpus";
  }
  if (amount.quantity < Quantity{} || amount.quantity > kQuantityMax) {
    return std::string(amount.name.view()) + " is " + std::to_string(amount.quantity.milli) +
           " thousandths; expected 0 to " + std::to_string(kQuantityMax.milli);
  }
  return {};
}

Result<void> validate_field(const Text& role, std::string_view field, const Amounts& amounts) {
  if (amounts.size() > kQuotaNamesMax) {
    return refuse_quota(role, field,
                        std::to_string(amounts.size()) + " resources are too many; at most " +
                            std::to_string(kQuotaNamesMax));
  }
  for (auto amount = amounts.begin(); amount != amounts.end(); ++amount) {
    if (const std::string fault = fault_of(*amount); !fault.empty()) {
      return refuse_quota(role, field, fault);
    }
    if (std::any_of(amounts.begin(), amount,
                    [&](const Quantities::Amount& a) { return a.name == amount->name; })) {
      return refuse_quota(role, field,
                          quoted(amount->name.view()) + " occurs twice; expected it once");
    }
  }
  return {};
}

// The name of which there is more in `a` than in `b`, or null.
template <class Bound>
std::string exceeding(const Quantities& a, std::string_view what, Bound&& bound) {
  std::string why;
  a.for_each([&](const ResourceName& name, Quantity quantity) {
    const Quantity most = bound(name);
    if (!why.empty() || quantity <= most) return;
    why = amount_of(name, quantity) + " is more than " + std::string(what) + ", " + to_string(most);
  });
  return why;
}

std::string exceeding(const Quantities& a, const Limits& limits, std::string_view what) {
  return exceeding(a, what, [&](const ResourceName& name) { return limits.get(name); });
}

// Sums of effective guarantees over all quotas there would be.
class Sums {
 public:
  explicit Sums(const Quotas& quotas) {
    quotas.for_each([&](const Text& role, const Quota& quota) { quotas_[role] = quota; });
  }

  void set(const Text& role, Quota quota) {
    if (quota.empty()) {
      quotas_.erase(role);
    } else {
      quotas_[role] = std::move(quota);
    }
  }

  // In reverse order of bytes: who lies below comes first. `blame(role)` is the role of a config.
  template <class Blame>
  Result<void> add_up(Blame&& blame) {
    for (auto quota = quotas_.rbegin(); quota != quotas_.rend(); ++quota) {
      const Text& role = quota->first;
      if (auto added = add(role, quota->second, blame); !added) return added;
    }
    return {};
  }

  // Of top-level roles.
  [[nodiscard]] const Quantities& all() { return below_[Text()]; }

 private:
  template <class Blame>
  Result<void> add(const Text& role, const Quota& quota, Blame&& blame) {
    const std::string there = " of " + quoted(role.view());
    const Quantities children = below_[role];
    // Its own guarantee, and where it has none that of its children.
    Quantities effective = quota.guarantee;
    std::string why;
    children.for_each([&](const ResourceName& name, Quantity sum) {
      const Quantity own = quota.guarantee.get(name);
      if (own == Quantity{}) effective.set(name, sum);
      if (own == Quantity{} || sum <= own || !why.empty()) return;
      why = amount_of(name, sum) + " below " + quoted(role.view()) + " is more than the guarantee" +
            there + ", " + to_string(own);
    });
    if (!why.empty()) return refuse_quota(blame(role), kGuarantees, why);
    why = exceeding(effective, quota.limits, "the limit" + there);
    if (!why.empty()) {
      // Its own guarantee is within it, so either there is too much below or it is too low for
      // that.
      const Text& blamed = blame(role);
      return refuse_quota(blamed, blamed == role ? kLimits : kGuarantees, why);
    }
    const Text above = next_above(role);
    if (!below_[above].addable(effective)) {
      return refuse_quota(blame(above), kGuarantees,
                          "the sum exceeds " + to_string(kQuantityMax) + " of a resource");
    }
    below_[above] += effective;
    return {};
  }

  // The next role above that has a quota, or none.
  [[nodiscard]] Text next_above(const Text& role) const {
    std::string_view above = parent(role.view());
    while (!above.empty() && quotas_.count(Text(above)) == 0) above = parent(above);
    return Text(above);
  }

  std::map<Text, Quota> quotas_;
  std::map<Text, Quantities> below_;
};

// A config that can have to do with what is wrong at a role, or at the root: the role's own, or one
// below. The quotas there are have been checked, so there is one.
const Text& to_blame(const std::vector<QuotaConfig>& configs, const Text& role) {
  const QuotaConfig* found = &configs.front();
  for (const QuotaConfig& config : configs) {
    if (config.role == role) return config.role;
    const bool below = role.empty() || is_ancestor(role.view(), config.role.view());
    if (below && !config.guarantees.empty()) found = &config;
  }
  return found->role;
}

Result<void> check_limits(const Quotas& quotas, const Text& role, const Limits& limits) {
  const Quota* const found = quotas.find(role);
  const Limits before = found == nullptr ? Limits() : found->limits;
  Limits lowered;
  limits.for_each([&](const ResourceName& name, Quantity limit) {
    if (limit < before.get(name)) lowered.set(name, limit);
  });
  const std::string why = exceeding(quotas.consumed(role), lowered, "the limit");
  if (!why.empty()) return refuse_quota(role, kLimits, "consumed " + why);
  return {};
}

Result<void> check_capacity(const Quotas& quotas, const Quantities& after,
                            const Quantities& capacity, const Text& blamed) {
  Sums before(quotas);
  const auto added = before.add_up([](const Text& role) -> const Text& { return role; });
  const Quantities sum = added ? before.all() : Quantities{};
  const Quantities most = sum.max(capacity);
  const std::string why = exceeding(after, "the capacity", [&](const ResourceName& name) {
    return after.get(name) > most.get(name) ? capacity.get(name) : kQuantityMax;
  });
  if (!why.empty()) return refuse_quota(blamed, kGuarantees, "in sum " + why);
  return {};
}

}  // namespace

Result<Quota> read_quota(const QuotaConfig& config) {
  const std::string_view role = config.role.view();
  if (auto valid = validate_role(role); !valid) {
    return refuse("quota, role: " + valid.error().message);
  }
  if (role == kEverybody)
    return refuse("quota, role: " + quoted(role) + " has none; expected a role of somebody");
  for (const auto& [field, amounts] :
       {std::pair(kGuarantees, &config.guarantees), std::pair(kLimits, &config.limits)}) {
    if (auto valid = validate_field(config.role, field, *amounts); !valid) {
      return refuse(std::move(valid.error().message));
    }
  }
  Quota quota;
  for (const Quantities::Amount& amount : config.guarantees) {
    quota.guarantee.set(amount.name, amount.quantity);
  }
  for (const Quantities::Amount& amount : config.limits) {
    quota.limits.set(amount.name, amount.quantity);
  }
  const std::string why = exceeding(quota.guarantee, quota.limits, "the limit");
  if (!why.empty()) return refuse_quota(config.role, kGuarantees, why);
  return quota;
}

Result<void> check(const Quotas& quotas, const std::vector<QuotaConfig>& configs,
                   const QuotaCheck& given) {
  if (configs.size() > kQuotaConfigsMax) {
    return refuse(std::to_string(configs.size()) + " quotas are too many; at most " +
                  std::to_string(kQuotaConfigsMax) + " at once");
  }
  if (configs.empty()) return {};
  Sums sums(quotas);
  std::vector<Text> roles;
  for (const QuotaConfig& config : configs) {
    auto quota = read_quota(config);
    if (!quota) return refuse(std::move(quota.error().message));
    if (!given.forced) {
      if (auto valid = check_limits(quotas, config.role, quota->limits); !valid) return valid;
    }
    sums.set(config.role, *std::move(quota));
    roles.push_back(config.role);
  }
  std::sort(roles.begin(), roles.end());
  if (const auto twice = std::adjacent_find(roles.begin(), roles.end()); twice != roles.end()) {
    return refuse("quota, role: " + quoted(twice->view()) + " occurs twice; expected it once");
  }
  const auto blame = [&](const Text& role) { return to_blame(configs, role); };
  if (auto valid = sums.add_up(blame); !valid) return valid;
  if (given.forced || given.capacity == nullptr) return {};
  return check_capacity(quotas, sums.all(), *given.capacity, blame(Text()));
}

Result<void> configure(Quotas& quotas, const std::vector<QuotaConfig>& configs,
                       const QuotaCheck& given) {
  if (auto valid = check(quotas, configs, given); !valid) return valid;
  // All old ones go first: in between, the old ones of some with the new ones of others could add
  // up to more than a quantity can be.
  for (const QuotaConfig& config : configs) quotas.set(config.role, {});
  for (const QuotaConfig& config : configs) quotas.set(config.role, *read_quota(config));
  return {};
}

}  // namespace meseta
