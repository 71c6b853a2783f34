#include "tests/oracles/allocator_oracle.hpp"

#include <algorithm>

namespace meseta::oracles {

namespace {

__extension__ using Huge = unsigned __int128;

bool names(const std::set<std::string>& roles, const std::string& role) {
  return roles.empty() || roles.count(role) > 0;
}

}  // namespace

Time AllocatorOracle::grid_after(Time t) const {
  Time grid;
  grid.ns = t.ns - t.ns % options_.interval.ns;
  return grid + options_.interval;
}

void AllocatorOracle::look(AgentId agent, Time not_before) {
  std::optional<Time>& first = agents_.at(agent).not_before;
  if (!idle(agent)) return forget(agent);
  if (not_before == Time{}) agents_.at(agent).freed = false;
  if (!first || not_before < *first) {
    first = not_before;
  }
}

void AllocatorOracle::forget_what_is_too_small() {
  for (const auto& [id, agent] : agents_) {
    if (!idle(id)) forget(id);
  }
}

void AllocatorOracle::forget(AgentId agent) {
  agents_.at(agent).not_before.reset();
  agents_.at(agent).freed = false;
}

void AllocatorOracle::look_at_all() {
  for (const auto& [id, agent] : agents_) look(id, Time{});
}

void AllocatorOracle::set_agent(AgentId agent, const Resources& total, Time now) {
  expire(now);
  agents_[agent].total = total;
  if (!idle(agent)) forget(agent);
  look_changed(agent, now);
  look_at_others_changed(now);
}

void AllocatorOracle::add_agent(AgentId agent, const Resources& total, Time now,
                                const AgentFacts& facts) {
  expire(now);
  agents_[agent].facts = facts;
  set_agent(agent, total, now);
}

void AllocatorOracle::set_facts(AgentId agent, const AgentFacts& facts, Time now) {
  expire(now);
  const AgentFacts before = std::exchange(agents_.at(agent).facts, facts);
  if (before == facts) return;
  if (before.attributes != facts.attributes) {
    std::erase_if(filters_, [&](const Filter& filter) { return filter.agent == agent; });
  }
  look_changed(agent, now);
}

void AllocatorOracle::set_whitelist(const std::optional<std::vector<Text>>& hostnames, Time now) {
  expire(now);
  std::set<AgentId> were;
  for (const auto& [id, agent] : agents_) {
    if (whitelisted(id)) were.insert(id);
  }
  options_.rules.whitelist.reset();
  if (hostnames) options_.rules.whitelist.emplace();
  for (const Text& name : hostnames.value_or(std::vector<Text>{})) {
    options_.rules.whitelist->insert(name.str());
  }
  for (const auto& [id, agent] : agents_) {
    if (whitelisted(id) && were.count(id) == 0) look_changed(id, now);
  }
}

void AllocatorOracle::remove_agent(AgentId agent, Time now) {
  expire(now);
  std::erase_if(filters_, [&](const Filter& filter) { return filter.agent == agent; });
  std::erase_if(turns_, [&](const auto& turn) { return turn.first.second == agent; });
  agents_.erase(agent);
  look_at_others_freed(now);
}

void AllocatorOracle::set_agent_active(AgentId agent, bool active, Time now) {
  if (active) expire(now);
  if (agents_.at(agent).active == active) return;
  agents_.at(agent).active = active;
  if (!idle(agent)) forget(agent);
  look_freed(agent, now);
  if (active) look_at_others_freed(now);
}

void AllocatorOracle::drop_filters(AgentId agent, Time now) {
  expire(now);
  std::erase_if(filters_, [&](const Filter& filter) { return filter.agent == agent; });
  look_changed(agent, now);
}

void AllocatorOracle::set_framework(FrameworkId framework, const std::string& name,
                                    const std::set<std::string>& roles,
                                    const std::set<std::string>& suppressed,
                                    const ExclusionTerms& terms, const OracleSizes& smallest) {
  std::set<std::string> were_active;
  for (const auto& [role, membership] : frameworks_[framework].roles) {
    if (active({framework, role})) were_active.insert(role);
  }
  Framework& record = frameworks_[framework];
  record.name = name;
  record.active = true;
  const ExclusionTerms before = std::exchange(record.terms, terms);
  const OracleSizes sizes = std::exchange(record.smallest, smallest);
  for (const std::string& role : roles) record.roles[role];
  bool woken = false;
  for (auto& [role, membership] : record.roles) {
    membership = {roles.count(role) > 0, suppressed.count(role) > 0};
    const bool was_active = were_active.count(role) > 0;
    woken = woken || (active({framework, role}) &&
                      (!was_active || gains(role, before, terms) ||
                       sizes.count(role) != smallest.count(role) ||
                       (sizes.count(role) > 0 && sizes.at(role) != smallest.at(role))));
    if (membership.subscribed) continue;
    std::erase_if(filters_, [&, gone = Client{framework, role}](const Filter& filter) {
      return filter.client == gone;
    });
  }
  forget_what_is_too_small();
  if (woken) look_at_all();
}

void AllocatorOracle::remove_framework(FrameworkId framework) {
  set_framework_active(framework, false);
  std::erase_if(turns_, [&](const auto& turn) { return turn.first.first.first == framework; });
  frameworks_.erase(framework);
  forget_what_is_too_small();
  forget_unused_nodes();
}

void AllocatorOracle::set_framework_active(FrameworkId framework, bool active_now) {
  Framework& record = frameworks_.at(framework);
  const bool before = record.active;
  record.active = active_now;
  if (!active_now) {
    std::erase_if(filters_, [&](const Filter& filter) { return filter.client.first == framework; });
  }
  for (const auto& [role, membership] : record.roles) {
    if (!before && active({framework, role})) look_at_all();
  }
}

void AllocatorOracle::suppress(FrameworkId framework, const std::set<std::string>& roles) {
  for (auto& [role, membership] : frameworks_.at(framework).roles) {
    if (names(roles, role)) membership.suppressed = true;
  }
}

void AllocatorOracle::revive(FrameworkId framework, const std::set<std::string>& roles) {
  for (auto& [role, membership] : frameworks_.at(framework).roles) {
    if (!names(roles, role)) continue;
    membership.suppressed = false;
    std::erase_if(filters_, [&, revived = Client{framework, role}](const Filter& filter) {
      return filter.client == revived;
    });
    std::erase_if(turns_, [&, revived = Client{framework, role}](const auto& turn) {
      return turn.first.first == revived;
    });
    if (active({framework, role})) look_at_all();
  }
}

void AllocatorOracle::give_back(const Client& client, AgentId agent, const Resources& resources) {
  // What was granted as one thing may come back in parts.
  Resources left;
  for (const Resources& part : held_.at({client, agent})) left += part;
  left -= resources;
  held_[{client, agent}] = {left};
  if (left.empty()) held_.erase({client, agent});
}

void AllocatorOracle::look_freed(AgentId agent, Time now) {
  if (!options_.batch) return look(agent, grid_after(now));
  if (!idle(agent)) return;
  Agent& record = agents_.at(agent);
  if (!record.freed && record.not_before && *record.not_before <= now) return;
  look(agent, std::min(std::max(now, batch_from_), grid_after(now)));
  record.freed = true;
}

void AllocatorOracle::look_changed(AgentId agent, Time now) {
  if (options_.batch) return look_freed(agent, now);
  look(agent, Time{});
}

void AllocatorOracle::decline(const Client& client, AgentId agent, const Resources& resources,
                              Time now, Duration refuse) {
  expire(now);
  give_back(client, agent, resources);
  look(agent, grid_after(now));
  look_at_others(grid_after(now));
  const Time end = refuse > Duration{} ? now + std::max(refuse, options_.interval)
                                       : grid_after(now) - Duration{1};
  filters_.push_back({client, agent, resources, end});
  // Where everybody would be offered the same, and nobody may have it now, nothing has changed.
  const bool same_for_all = agents_.at(agent).total.reserved().empty();
  if (!same_for_all || next_grant(agent) || !idle(agent)) look(agent, grid_after(now));
}

void AllocatorOracle::rescind(const Client& client, AgentId agent, const Resources& resources,
                              Time now) {
  expire(now);
  give_back(client, agent, resources);
  look_freed(agent, now);
  look_at_others_freed(now);
  if (active(client)) filters_.push_back({client, agent, resources, grid_after(now) - Duration{1}});
}

void AllocatorOracle::release(const Client& client, AgentId agent, const Resources& resources,
                              Time now) {
  expire(now);
  give_back(client, agent, resources);
  look_freed(agent, now);
  look_at_others_freed(now);
}

void AllocatorOracle::occupy(const Client& client, AgentId agent, const Resources& resources,
                             Time now) {
  expire(now);
  frameworks_.at(client.first).roles[client.second];
  held_[{client, agent}].push_back(resources);
  if (!idle(agent)) forget(agent);
  look_at_others(grid_after(now));
}

Resources AllocatorOracle::free(AgentId agent) const {
  Resources left = agents_.at(agent).total;
  for (const auto& [holder, parts] : held_) {
    if (holder.second != agent) continue;
    for (const Resources& part : parts) left.subtract_saturating(part);
  }
  return left;
}

bool AllocatorOracle::active(const Client& client) const {
  const Framework& framework = frameworks_.at(client.first);
  const Membership& membership = framework.roles.at(client.second);
  return framework.active && membership.subscribed && !membership.suppressed;
}

bool AllocatorOracle::nobody_is_active() const {
  for (const auto& [id, framework] : frameworks_) {
    for (const auto& [role, membership] : framework.roles) {
      if (active({id, role})) return false;
    }
  }
  return true;
}

bool AllocatorOracle::refused(const Client& client, AgentId agent, const Resources& offer) const {
  return std::any_of(filters_.begin(), filters_.end(), [&](const Filter& filter) {
    return filter.client == client && filter.agent == agent && filter.refused.contains(offer);
  });
}

std::vector<std::string> AllocatorOracle::path(const Client& client) const {
  std::vector<std::string> nodes;
  const std::string& role = client.second;
  for (std::size_t i = 1; i <= role.size(); ++i) {
    if (i == role.size() || role[i] == '/') nodes.push_back(role.substr(0, i));
  }
  nodes.push_back(role + "/.");
  const std::string digits = std::to_string(client.first.word());
  // Sorts by name and then by id.
  nodes.push_back(role + "/./" + frameworks_.at(client.first).name + '\0' +
                  std::string(20 - digits.size(), '0') + digits);
  return nodes;
}

Quantities AllocatorOracle::held_below(const std::string& node) const {
  Quantities sum;
  for (const auto& [holder, parts] : held_) {
    const std::vector<std::string> nodes = path(holder.first);
    if (std::find(nodes.begin(), nodes.end(), node) == nodes.end()) continue;
    if (node != nodes.back() && blocked_.count(holder.first) > 0) continue;
    for (const Resources& part : parts) sum += part.scalars();
  }
  return sum;
}

AllocatorOracle::Fraction AllocatorOracle::share(const Quantities& held) const {
  Quantities totals;
  for (const auto& [id, agent] : agents_) totals += agent.total.scalars();
  Fraction most;
  totals.for_each([&](const ResourceName& name, Quantity total) {
    if (options_.excluded_names.count(std::string(name.view())) > 0) return;
    const Fraction fraction{held.get(name).milli, total.milli};
    if (Huge(fraction.part) * Huge(most.whole) > Huge(most.part) * Huge(fraction.whole)) {
      most = fraction;
    }
  });
  return most;
}

AllocatorOracle::Fraction AllocatorOracle::dominant_share(FrameworkId framework) const {
  Quantities sum;
  for (const auto& [holder, parts] : held_) {
    if (holder.first.first != framework) continue;
    for (const Resources& part : parts) sum += part.scalars();
  }
  return share(sum);
}

bool AllocatorOracle::node_before(const std::string& a, const std::string& b) const {
  const auto weight = [&](const std::string& node) {
    const auto found = options_.weights.find(node);
    return found == options_.weights.end() ? 1000 : found->second;
  };
  const auto granted = [&](const std::string& node) {
    const auto found = granted_.find(node);
    return found == granted_.end() ? 0 : found->second;
  };
  const Fraction x = share(held_below(a));
  const Fraction y = share(held_below(b));
  const Huge left = Huge(x.part) * Huge(y.whole) * Huge(weight(b));
  const Huge right = Huge(y.part) * Huge(x.whole) * Huge(weight(a));
  return std::tuple(left, granted(a)) < std::tuple(right, granted(b)) ||
         (left == right && granted(a) == granted(b) && a < b);
}

bool AllocatorOracle::before(const Client& a, const Client& b) const {
  const std::vector<std::string> x = path(a);
  const std::vector<std::string> y = path(b);
  const auto [p, q] = std::mismatch(x.begin(), x.end(), y.begin(), y.end());
  return node_before(*p, *q);
}

void AllocatorOracle::expire(Time now) {
  std::erase_if(filters_, [&](const Filter& filter) {
    if (filter.end >= now) return false;
    look(filter.agent, grid_after(filter.end));
    return true;
  });
}

std::vector<AllocatorOracle::Grant> AllocatorOracle::run(Time now) {
  expire(now);
  if (turns_end_ <= now) {
    turns_.clear();
    turns_end_ = grid_after(now);
  }
  std::vector<Grant> grants;
  if (nobody_is_active()) return grants;
  find_blocked(now);
  bool batch = false;
  for (auto& [id, agent] : agents_) {
    if (agent.not_before && *agent.not_before > now) continue;
    batch = batch || (agent.freed && batch_from_ <= now);
    forget(id);
    while (const std::optional<Grant> grant = next_grant(id)) {
      held_[{grant->client, id}].push_back(grant->resources);
      if (!grant->whole) turns_[{grant->client, id}] = free(id);
      ++grants_;
      for (const std::string& node : path(grant->client)) granted_[node] = grants_;
      grants.push_back(*grant);
    }
    const bool turns = std::any_of(turns_.begin(), turns_.end(), [&, agent_id = id](const auto& t) {
      return t.first.second == agent_id;
    });
    if (turns) look(id, grid_after(now));
  }
  if (batch) batch_from_ = now + *options_.batch;
  return grants;
}

void AllocatorOracle::forget_unused_nodes() {
  std::set<std::string> used;
  for (const auto& [id, framework] : frameworks_) {
    for (const auto& [role, membership] : framework.roles) {
      for (const std::string& node : path({id, role})) used.insert(node);
    }
  }
  std::erase_if(granted_, [&](const auto& entry) { return used.count(entry.first) == 0; });
}

}  // namespace meseta::oracles
