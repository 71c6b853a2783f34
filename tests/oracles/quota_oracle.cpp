#include "tests/oracles/quota_oracle.hpp"

#include <algorithm>

namespace meseta::oracles {

namespace {

using Amounts = QuotaOracle::Amounts;

constexpr const char* kNames[] = {"cpus", "mem", "licences"};

std::int64_t of(const Amounts& amounts, const std::string& name) {
  const auto found = amounts.find(name);
  return found == amounts.end() ? 0 : found->second;
}

void add(Amounts& sum, const Amounts& more, std::int64_t sign) {
  for (const auto& [name, amount] : more) sum[name] += sign * amount;
}

bool at_or_below(const std::string& role, const std::string& above) {
  return role == above || role.rfind(above + "/", 0) == 0;
}

Amounts positive(Amounts amounts) {
  std::erase_if(amounts, [](const auto& amount) { return amount.second == 0; });
  return amounts;
}

}  // namespace

void QuotaOracle::set(const std::string& role, const Amounts& guarantee, const Amounts& limit) {
  roles_[role].guarantee = guarantee;
  roles_[role].limit = limit;
}

void QuotaOracle::charge(const std::string& role, const Amounts& amounts, std::int64_t sign) {
  add(roles_[role].charged, amounts, sign);
}

void QuotaOracle::reserve(const std::string& role, const Amounts& amounts, std::int64_t sign) {
  add(roles_[role].reserved, amounts, sign);
}

std::set<std::string> QuotaOracle::tree() const {
  std::set<std::string> all;
  for (const auto& [role, unused] : roles_) {
    for (std::size_t end = role.find('/'); end != std::string::npos;
         end = role.find('/', end + 1)) {
      all.insert(role.substr(0, end));
    }
    all.insert(role);
  }
  return all;
}

std::set<std::string> QuotaOracle::children(const std::string& role) const {
  std::set<std::string> all = tree();
  std::erase_if(all, [&](const std::string& child) {
    const std::size_t slash = child.rfind('/');
    return (slash == std::string::npos ? "" : child.substr(0, slash)) != role;
  });
  return all;
}

Amounts QuotaOracle::consumed(const std::string& role) const {
  Amounts sum;
  for (const auto& [name, is] : roles_) {
    if (!at_or_below(name, role)) continue;
    add(sum, is.charged, 1);
    add(sum, is.reserved, 1);
  }
  return positive(sum);
}

Amounts QuotaOracle::need(const std::string& role) const {
  Amounts sum;
  for (const std::string& child : children(role)) add(sum, need(child), 1);
  const auto found = roles_.find(role);
  if (found == roles_.end()) return positive(sum);
  const Amounts taken = consumed(role);
  for (const char* const name : kNames) {
    sum[name] = std::max(of(sum, name), of(found->second.guarantee, name) - of(taken, name));
  }
  return positive(sum);
}

// There is no role of the empty name, but top-level roles are its children.
Amounts QuotaOracle::owed() const { return need(""); }

Amounts QuotaOracle::headroom_used(const std::string& role, const Amounts& grant) const {
  QuotaOracle after = *this;
  after.charge(role, grant);
  Amounts used = owed();
  add(used, after.owed(), -1);
  return positive(used);
}

Amounts QuotaOracle::room(const std::string& role) const {
  Amounts least;
  for (const auto& [above, is] : roles_) {
    if (!at_or_below(role, above)) continue;
    const Amounts taken = consumed(above);
    for (const auto& [name, limit] : is.limit) {
      const std::int64_t left = std::max<std::int64_t>(limit - of(taken, name), 0);
      const auto [place, fresh] = least.emplace(name, left);
      if (!fresh) place->second = std::min(place->second, left);
    }
  }
  return least;
}

Amounts QuotaOracle::effective(const std::string& role) const {
  Amounts sum;
  for (const std::string& child : children(role)) add(sum, effective(child), 1);
  const auto found = roles_.find(role);
  if (found == roles_.end()) return sum;
  for (const auto& [name, guarantee] : found->second.guarantee) {
    if (guarantee > 0) sum[name] = guarantee;
  }
  return sum;
}

Amounts QuotaOracle::guaranteed() const { return positive(effective("")); }

bool QuotaOracle::consistent() const {
  for (const std::string& role : tree()) {
    Amounts sum;
    for (const std::string& child : children(role)) add(sum, effective(child), 1);
    const auto found = roles_.find(role);
    const Role is = found == roles_.end() ? Role{} : found->second;
    const Amounts counted = effective(role);
    for (const char* const name : kNames) {
      const std::int64_t own = of(is.guarantee, name);
      if (own > 0 && of(sum, name) > own) return false;
      if (is.limit.count(name) > 0 && of(counted, name) > of(is.limit, name)) return false;
      if (std::max(of(counted, name), of(sum, name)) > kQuantityMax.milli) return false;
    }
  }
  const Amounts all = guaranteed();
  return std::all_of(all.begin(), all.end(),
                     [](const auto& amount) { return amount.second <= kQuantityMax.milli; });
}

Amounts amounts_of(const Quantities& quantities) {
  Amounts amounts;
  quantities.for_each([&](const ResourceName& name, Quantity quantity) {
    amounts[std::string(name.view())] = quantity.milli;
  });
  return amounts;
}

}  // namespace meseta::oracles
