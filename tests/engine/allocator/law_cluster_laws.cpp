// What LawCluster holds a grant against, each time anew from its books.
#include <algorithm>

#include "engine/resources/role.hpp"
#include "engine/resources/text_form.hpp"
#include "tests/engine/allocator/law_cluster.hpp"

namespace meseta {

namespace {

using Amounts = oracles::QuotaOracle::Amounts;

std::string said(const LawCluster::Client& client) {
  return "framework " + std::to_string(client.framework) + " in " + client.role;
}

std::string said(const Resources& resources) {
  return resources.empty() ? "nothing" : to_string(resources);
}

std::string said(std::uint32_t agent) { return "agent " + std::to_string(agent); }

Amounts ordinary(const Resources& resources) { return oracles::amounts_of(resources.ordinary()); }

std::int64_t amount(const Amounts& amounts, const std::string& name) {
  const auto found = amounts.find(name);
  return found == amounts.end() ? 0 : found->second;
}

// What is ordinary is cut to `most`, the rest stays.
Resources cut(const Resources& all, const Amounts& most) {
  Resources result;
  all.for_each([&](const Resource& resource) {
    const auto limit = most.find(std::string(resource.name.view()));
    if (!resource.ordinary() || limit == most.end()) return result.add(resource);
    result += Resources(resource).shrink_to(resource.name, Quantity{limit->second});
  });
  return result;
}

}  // namespace

Time LawCluster::grid_after(Time t) const {
  return Time{(t.ns / options_.interval.ns + 1) * options_.interval.ns};
}

bool LawCluster::large_enough(const Resources& offer) const {
  const auto& smallest = options_.smallest_offers;
  if (offer.empty() || smallest.empty()) return !offer.empty();
  return std::any_of(smallest.begin(), smallest.end(),
                     [&](const Quantities& least) { return offer.contains(least); });
}

Resources LawCluster::held_on(std::uint32_t agent) const {
  Resources sum;
  for (const Held& held : held_) {
    if (held.agent == agent) sum += held.resources;
  }
  return sum;
}

Resources LawCluster::free(std::uint32_t agent) const {
  Resources free = agents_.at(agent).total;
  free.subtract_saturating(held_on(agent));
  return free;
}

Quantities LawCluster::held_below(const std::string& top) const {
  Quantities sum;
  for (const Held& held : held_) {
    if (top_of(held.client.role) == top) sum += held.resources.scalars();
  }
  return sum;
}

Quantities LawCluster::held_by(const Client& client) const {
  Quantities sum;
  for (const Held& held : held_) {
    if (held.client == client) sum += held.resources.scalars();
  }
  return sum;
}

std::vector<LawCluster::Client> LawCluster::active_clients() const {
  std::vector<Client> clients;
  for (const auto& [n, framework] : frameworks_) {
    if (framework.suppressed) continue;
    for (const std::string& role : framework.roles) clients.push_back({n, role});
  }
  return clients;
}

oracles::QuotaOracle LawCluster::quotas() const {
  oracles::QuotaOracle oracle;
  for (const auto& [role, quota] : quotas_) {
    Amounts limits;
    quota.second.for_each([&](const ResourceName& name, Quantity most) {
      limits[std::string(name.view())] = most.milli;
    });
    oracle.set(role, oracles::amounts_of(quota.first), limits);
  }
  for (const Held& held : held_) oracle.charge(held.client.role, ordinary(held.resources));
  for (const auto& [n, agent] : agents_) {
    agent.total.for_each([&](const Resource& resource) {
      if (!resource.reserved()) return;
      oracle.reserve(std::string(resource.role()),
                     oracles::amounts_of(Resources(resource).scalars()));
    });
  }
  return oracle;
}

Amounts LawCluster::pool() const {
  Quantities sum;
  for (const auto& [n, agent] : agents_) {
    const Resources there = free(n);
    if (agent.active && large_enough(there)) sum += there.ordinary();
  }
  return oracles::amounts_of(sum);
}

Amounts LawCluster::most(const std::string& role) const {
  Amounts most;
  const auto lower = [&](const std::string& name, std::int64_t limit) {
    const auto [found, fresh] = most.emplace(name, limit);
    found->second = std::min(found->second, limit);
  };
  options_.max_offer.for_each([&](const ResourceName& name, Quantity limit) {
    lower(std::string(name.view()), limit.milli);
  });
  if (quotas_.empty()) return most;
  const oracles::QuotaOracle oracle = quotas();
  for (const auto& [name, room] : oracle.room(role)) lower(name, room);
  const Amounts owed = oracle.owed();
  const Amounts own = oracle.headroom_used(role, owed);
  const Amounts there = pool();
  for (const auto& [name, sum] : owed) {
    lower(name, std::max<std::int64_t>(amount(there, name) - sum, 0) + amount(own, name));
  }
  return most;
}

// What the offer would do for guarantees; empty: nothing.
Amounts LawCluster::owed_to(const std::string& role, const Resources& offer) const {
  if (quotas_.empty()) return {};
  Amounts used = quotas().headroom_used(role, ordinary(offer));
  std::erase_if(used, [](const auto& name) { return name.second == 0; });
  return used;
}

bool LawCluster::refuses(const Client& client, std::uint32_t agent, const Resources& offer) const {
  return std::any_of(refusals_.begin(), refusals_.end(), [&](const Refusal& refusal) {
    return refusal.client == client && refusal.agent == agent && refusal.end >= now_ &&
           refusal.resources.contains(offer);
  });
}

std::optional<Resources> LawCluster::could_offer(const Client& client, std::uint32_t agent) const {
  if (!agents_.at(agent).active) return std::nullopt;
  const Resources there = free(agent);
  const auto turn = turns_.find({client, agent});
  if (turn != turns_.end() && turn->second.contains(there)) return std::nullopt;
  const Resources all = there.allocatable_to(client.role);
  if (!large_enough(all) || refuses(client, agent, all)) return std::nullopt;
  Resources part = cut(all, most(client.role));
  if (!large_enough(part) || refuses(client, agent, part)) return std::nullopt;
  return part;
}

DominantShare LawCluster::share(const std::string& top, const Quantities& held) const {
  Quantities totals;
  for (const auto& [n, agent] : agents_) totals += agent.total.scalars();
  ShareTotals parts(options_.excluded_names);
  parts.set(totals);
  DominantShare share = parts.dominant(held);
  for (const RoleWeightMilli& weight : options_.weights) {
    if (weight.role.view() == top) share.weight_milli = weight.weight_milli;
  }
  return share;
}

// Nobody comes before those who are owed what there is, and of those alike the smaller share does.
// What blocked clients hold does not count for their role: it has no more than all in it hold, and
// no less than he alone who is granted something.
void LawCluster::judge_order(const Held& grant, bool owed) {
  const std::string top = top_of(grant.client.role);
  for (const Client& other : active_clients()) {
    if (other == grant.client) continue;
    const std::optional<Resources> offer = could_offer(other, grant.agent);
    if (!offer) continue;
    const bool other_owed = !owed_to(other.role, *offer).empty();
    const std::string start = said(other) + " is passed over for " + said(grant.client) + " on " +
                              said(grant.agent) + ", though " + to_string(*offer) +
                              " of it is not in one thing he refused and ";
    if (other_owed && !owed) return breaks(start + "his guarantee is not satisfied");
    if (owed != other_owed || top_of(other.role) == top) continue;
    const std::string of_other = top_of(other.role);
    if (share(of_other, held_below(of_other)) < share(top, held_by(grant.client))) {
      return breaks(start + "all in his role have less than that one");
    }
  }
}

// Of roles that hold nothing the one granted least recently comes first, so each other role comes
// before this one at most once since it was granted something itself.
void LawCluster::judge_passing_over(const Held& grant) {
  if (!quotas_.empty()) return passed_over_.clear();
  std::set<std::string> roles;
  for (const auto& [n, framework] : frameworks_) {
    for (const std::string& role : framework.roles) roles.insert(top_of(role));
  }
  std::set<std::string> possible;
  for (const Client& client : active_clients()) {
    if (could_offer(client, grant.agent)) possible.insert(top_of(client.role));
  }
  for (const std::string& role : roles) {
    std::size_t& times = passed_over_[role];
    if (role == top_of(grant.client.role) || !held_below(role).empty()) {
      times = 0;
    } else if (possible.count(role) > 0 && ++times >= roles.size()) {
      breaks("role " + role + ", which holds nothing, is passed over " + std::to_string(times) +
             " times, of " + std::to_string(roles.size()) +
             " roles there are: " + said(grant.client) + " is offered " + said(grant.agent));
    }
  }
}

void LawCluster::judge(const Held& grant) {
  const std::string what =
      said(grant.client) + " is offered " + said(grant.resources) + " of " + said(grant.agent);
  const Resources there = free(grant.agent);
  if (!there.contains(grant.resources)) {
    return breaks(what + ", where only " + said(there) + " is free");
  }
  const oracles::QuotaOracle oracle = quotas();
  const Amounts offer = ordinary(grant.resources);
  for (const auto& [name, room] : oracle.room(grant.client.role)) {
    if (amount(offer, name) > room) {
      return breaks(what + ", where limits have room for " + to_string(Quantity{room}) + " " +
                    name);
    }
  }
  judge_order(grant, !owed_to(grant.client.role, grant.resources).empty());
  judge_passing_over(grant);

  const Resources all = there.allocatable_to(grant.client.role);
  const Amounts before = pool();
  held_.push_back(grant);
  const Amounts after = pool();
  const Amounts owed = quotas().owed();
  for (const auto& [name, sum] : oracle.owed()) {
    if (amount(before, name) < sum || amount(after, name) >= amount(owed, name)) continue;
    return breaks(what + ", and of the " + name + " that is owed, " +
                  to_string(Quantity{amount(owed, name)}) + ", only " +
                  to_string(Quantity{amount(after, name)}) + " is left");
  }
  if (grant.resources != all) turns_[{grant.client, grant.agent}] = free(grant.agent);
}

void LawCluster::check_grid() {
  for (const auto& [n, agent] : agents_) {
    for (const Client& client : active_clients()) {
      const std::optional<Resources> offer = could_offer(client, n);
      if (!offer) continue;
      return breaks(said(client) + " is left without an offer of " + to_string(*offer) + " of " +
                    said(n) + ", which he has not refused and nothing forbids");
    }
  }
}

void LawCluster::check_books() {
  Quantities total, free_in_all, held_in_all, lost_in_all, told;
  for (const auto& [n, agent] : agents_) {
    const Resources held = held_on(n);
    Resources lost = held;
    lost.subtract_saturating(agent.total);
    const Resources& told_free = allocator_.free({1, n});
    if (!agent.total.contains(told_free)) {
      return breaks(said(n) + " has " + said(told_free) + " free of " + said(agent.total));
    }
    if (told_free + held != agent.total + lost) {
      return breaks(said(n) + " has " + said(agent.total) + ", and that is not what is free, " +
                    said(told_free) + ", and held, " + said(held) + ", without " + said(lost) +
                    " that is lost");
    }
    total += agent.total.scalars();
    free_in_all += told_free.scalars();
    lost_in_all += lost.scalars();
  }
  for (const auto& [n, framework] : frameworks_) {
    held_in_all += allocator_.offered({1, n});
    held_in_all += allocator_.used({1, n});
  }
  if (free_in_all + held_in_all != total + lost_in_all) {
    breaks("of " + to_string(total) + " in all, " + to_string(free_in_all) + " is free and " +
           to_string(held_in_all) + " with frameworks");
  }
}

}  // namespace meseta
