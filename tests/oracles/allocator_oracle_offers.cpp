// What a client is offered of an agent, and who is the first.
#include <algorithm>

#include "tests/oracles/allocator_oracle.hpp"

namespace meseta::oracles {

namespace {

using Amounts = QuotaOracle::Amounts;

bool ordinary(const Resource& resource) {
  return resource.kind == ValueKind::Scalar && !resource.reservations && !resource.revocable;
}

// The same with no more than so much of each name that is neither reserved nor revocable.
Resources cut(const Resources& offer, const Amounts& most) {
  Resources result;
  offer.for_each([&](const Resource& resource) {
    const auto limit = most.find(std::string(resource.name.view()));
    if (!ordinary(resource) || limit == most.end()) return result.add(resource);
    result += Resources(resource).shrink_to(resource.name, Quantity{limit->second});
  });
  return result;
}

bool contains_one(const Resources& offer, const std::vector<Quantities>& alternatives) {
  const auto enough = [&](const Quantities& smallest) { return offer.contains(smallest); };
  if (alternatives.empty()) return !offer.empty();
  return std::any_of(alternatives.begin(), alternatives.end(), enough);
}

void lower(Amounts& limits, const Amounts& others) {
  for (const auto& [name, most] : others) {
    const auto [limit, fresh] = limits.emplace(name, most);
    limit->second = std::min(limit->second, most);
  }
}

}  // namespace

bool AllocatorOracle::idle(AgentId agent) const {
  if (!agents_.at(agent).active) return false;
  if (contains_one(free(agent), options_.smallest_offers)) return true;
  for (const auto& [id, framework] : frameworks_) {
    for (const auto& [role, unused] : framework.roles) {
      if (large_enough(free(agent), {id, role})) return true;
    }
  }
  return false;
}

bool AllocatorOracle::large_enough(const Resources& offer, const Client& client) const {
  const Framework& framework = frameworks_.at(client.first);
  const auto own = framework.smallest.find(client.second);
  return contains_one(offer,
                      own == framework.smallest.end() ? options_.smallest_offers : own->second);
}

void AllocatorOracle::look_at_others(Time not_before) {
  if (quotas_.empty()) return;
  for (const auto& [id, agent] : agents_) look(id, not_before);
}

void AllocatorOracle::look_at_others_freed(Time now) {
  if (quotas_.empty()) return;
  for (const auto& [id, agent] : agents_) look_freed(id, now);
}

void AllocatorOracle::look_at_others_changed(Time now) {
  if (quotas_.empty()) return;
  for (const auto& [id, agent] : agents_) look_changed(id, now);
}

void AllocatorOracle::set_quota(const std::string& role, const Amounts& guarantee,
                                const Amounts& limit) {
  quotas_.erase(role);
  if (!guarantee.empty() || !limit.empty()) quotas_[role] = {guarantee, limit};
  look_at_all();
}

QuotaOracle AllocatorOracle::quotas() const {
  QuotaOracle quotas;
  for (const auto& [role, quota] : quotas_) quotas.set(role, quota.first, quota.second);
  for (const auto& [holder, parts] : held_) {
    for (const Resources& part : parts) {
      quotas.charge(holder.first.second, amounts_of(part.filter(ordinary).scalars()));
    }
  }
  for (const auto& [id, agent] : agents_) {
    agent.total.for_each([&](const Resource& resource) {
      if (!resource.reserved()) return;
      quotas.reserve(std::string(resource.role()), amounts_of(Resources(resource).scalars()));
    });
  }
  return quotas;
}

Amounts AllocatorOracle::pool() const {
  Quantities sum;
  for (const auto& [id, agent] : agents_) {
    if (idle(id)) sum += free(id).filter(ordinary).scalars();
  }
  return amounts_of(sum);
}

// The limits of the role and of those above it; what others are owed stays free; no offer is
// greater than the greatest.
Amounts AllocatorOracle::most(const std::string& role, const QuotaOracle& quotas) const {
  Amounts most = options_.max_offer;
  lower(most, quotas.room(role));
  const Amounts owed = quotas.owed();
  Amounts own = quotas.headroom_used(role, owed);
  Amounts there = pool();
  for (const auto& [name, amount] : owed) {
    lower(most, {{name, std::max<std::int64_t>(there[name] - amount, 0) + own[name]}});
  }
  return most;
}

bool AllocatorOracle::had_his_turn(const Client& client, AgentId agent) const {
  const auto turn = turns_.find({client, agent});
  return turn != turns_.end() && turn->second.contains(free(agent));
}

// What is free for his role, without what his capabilities do not cover.
Resources AllocatorOracle::usable(AgentId agent, const Client& client) const {
  const Capabilities& can = frameworks_.at(client.first).terms.capabilities;
  Resources kept;
  free(agent).allocatable_to(client.second).for_each([&](const Resource& resource) {
    if (resource.revocable && !can.revocable_resources) return;
    if (resource.shared && !can.shared_resources) return;
    if (resource.reserved() && resource.reservations->size() > 1 && !can.reservation_refinement) {
      return;
    }
    kept.add(resource);
  });
  return kept;
}

// What he would be offered if he came first.
std::optional<AllocatorOracle::Grant> AllocatorOracle::offer(const Client& client, AgentId agent,
                                                             const QuotaOracle& quotas) const {
  if (!active(client) || excluded(client, agent)) return std::nullopt;
  const Resources all = usable(agent, client);
  if (!large_enough(all, client) || refused(client, agent, all)) return std::nullopt;
  Grant grant{client, agent, cut(all, most(client.second, quotas))};
  if (!large_enough(grant.resources, client)) return std::nullopt;
  if (refused(client, agent, grant.resources)) return std::nullopt;
  const Quantities useful = grant.resources.filter(ordinary).scalars();
  const Amounts owed = quotas.headroom_used(client.second, amounts_of(useful));
  grant.owed = std::any_of(owed.begin(), owed.end(), [](const auto& o) { return o.second > 0; });
  grant.whole = grant.resources == all;
  return grant;
}

// Blocked is who could be offered nothing of any agent that does not wait for a later run.
void AllocatorOracle::find_blocked(Time now) {
  const QuotaOracle quotas = this->quotas();
  blocked_.clear();
  for (const auto& [id, framework] : frameworks_) {
    for (const auto& [role, membership] : framework.roles) {
      const Client client{id, role};
      if (!active(client)) continue;
      const bool fits = std::any_of(agents_.begin(), agents_.end(), [&](const auto& entry) {
        const auto& [agent, record] = entry;
        const bool waits = record.not_before && *record.not_before > now;
        return idle(agent) && !waits && offer(client, agent, quotas);
      });
      if (!fits) blocked_.insert(client);
    }
  }
}

std::optional<AllocatorOracle::Grant> AllocatorOracle::next_grant(AgentId agent) {
  if (!agents_.at(agent).active) return std::nullopt;
  const QuotaOracle quotas = this->quotas();
  std::optional<Grant> first;
  for (const auto& [id, framework] : frameworks_) {
    for (const auto& [role, membership] : framework.roles) {
      const Client client{id, role};
      if (had_his_turn(client, agent)) continue;
      const std::optional<Grant> grant = offer(client, agent, quotas);
      if (!grant) continue;
      if (!first || grant->owed > first->owed ||
          (grant->owed == first->owed && before(client, first->client))) {
        first = grant;
      }
    }
  }
  return first;
}

}  // namespace meseta::oracles
