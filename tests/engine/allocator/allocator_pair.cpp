#include "tests/engine/allocator/allocator_pair.hpp"

#include <rapidcheck.h>

#include <algorithm>
#include <array>
#include <utility>

#include "tests/builders/resources.hpp"
#include "tests/engine/allocator/draws.hpp"

namespace meseta {

using oracles::AllocatorOracle;

namespace {

constexpr std::array<const char*, 6> kRoles{"*", "a", "a/b", "a/b/c", "a/d", "e"};
constexpr std::array<std::int64_t, 5> kWeights{1, 500, 1000, 2000, std::int64_t{1} << 20};
// Guarantee and limit.
constexpr std::array<std::pair<const char*, const char*>, 8> kQuotas{{{"", ""},
                                                                      {"cpus:2", ""},
                                                                      {"cpus:1;mem:300", "cpus:3"},
                                                                      {"", "cpus:1;mem:100"},
                                                                      {"cpus:0.5", "cpus:0.5"},
                                                                      {"licences:2", ""},
                                                                      {"mem:1000", "mem:2000"},
                                                                      {"cpus:6", "licences:1"}}};
constexpr std::array<std::int64_t, 6> kRefuseMs{0, 100, 1000, 1500, 5000, 100'000'000};
constexpr std::array<std::int64_t, 6> kStepsMs{0, 1, 350, 1000, 2750, 6000};

AgentId agent_id(std::uint32_t n) { return {1, n % 5 + 1}; }
FrameworkId framework_id(std::uint32_t n) { return {1, n % 14 + 1}; }

Limits limits(const std::string& text) {
  Limits limits;
  resources(text).scalars().for_each(
      [&](const ResourceName& name, Quantity amount) { limits.set(name, amount); });
  return limits;
}

}  // namespace

std::ostream& operator<<(std::ostream& out, const Step& step) {
  return out << "{" << step.verb << ", " << step.a << ", " << step.b << ", " << step.c << "}";
}

AllocatorPair::AllocatorPair(const Given& given)
    : allocator_({.interval = given.interval,
                  .batch = given.batch,
                  .smallest_offers = given.smallest,
                  .max_offer = limits(given.max_offer),
                  .weights = {{Text("a"), 2000}},
                  .excluded_names = {ResourceName("licences")},
                  .region = Text("eu")}),
      oracle_({.interval = given.interval,
               .batch = given.batch,
               .smallest_offers = given.smallest,
               .weights = {{"a", 2000}},
               .excluded_names = {"licences"},
               .max_offer = oracles::amounts_of(resources(given.max_offer).scalars()),
               .rules = {.region = "eu"}}),
      interval_(given.interval),
      batch_(given.batch),
      quotas_(given.quotas) {}

void AllocatorPair::apply(const Step& step) {
  const std::uint32_t verb = step.verb;
  if (verb < 4) return add_or_update_agent(step);
  if (verb < 5) return remove_agent(agent_id(step.a));
  if (verb < 7) return switch_agent(agent_id(step.a), step.b % 2 == 0);
  if (verb < 8) return drop_filters(agent_id(step.a));
  if (verb < 12) return subscribe(step);
  if (verb < 13) return remove_framework(framework_id(step.a));
  if (verb < 15) return switch_framework(framework_id(step.a), step.b % 2 == 0);
  if (verb < 18) return suppress_or_revive(step);
  if (verb < 19) return weigh(step);
  if (verb < 20) return occupy(step);
  if (verb < 30) return decline(step);
  if (verb < 33) return use_or_release(step);
  if (verb < 34) return rescind(step);
  if (verb < 35) return run_both();
  if (verb < 37) return set_quota(step);
  if (verb < 39) return set_facts(step);
  if (verb < 40) return set_whitelist(step);
  advance(milliseconds(pick(kStepsMs, step.a)));
}

void AllocatorPair::check() const {
  for (const AgentId agent : agents_) RC_ASSERT(allocator_.free(agent) == oracle_.free(agent));
  std::map<FrameworkId, Quantities> offered;
  std::map<FrameworkId, Quantities> used;
  for (const Held& held : held_) {
    (held.offered ? offered : used)[held.client.first] += held.resources.scalars();
  }
  for (const auto& [framework, roles] : frameworks_) {
    RC_ASSERT(allocator_.offered(framework) == offered[framework]);
    RC_ASSERT(allocator_.used(framework) == used[framework]);
    const Allocator::Share share = allocator_.dominant_share(framework);
    const AllocatorOracle::Fraction expected = oracle_.dominant_share(framework);
    RC_ASSERT(share.part.milli * expected.whole == expected.part * share.whole.milli);
  }
}

void AllocatorPair::advance(Duration by) {
  const Time target = now_ + by;
  while (true) {
    const std::optional<Time> due = allocator_.next_run(now_);
    if (due == now_) {
      run_both();
      RC_ASSERT(allocator_.next_run(now_) != now_);  // A run settles what it looked at.
      continue;
    }
    if (now_ == target) return;
    const Time grid{(now_.ns / interval_.ns + 1) * interval_.ns};
    const Time next = std::min({grid, target, due.value_or(kTimeMax)});
    if (due && !batch_) RC_ASSERT(due->ns % interval_.ns == 0);
    now_ = next;
    if (now_ == grid && allocator_.next_run(now_) != now_) {
      RC_ASSERT(
          oracle_.run(now_).empty());  // Else next_run missed that something could be granted.
    }
  }
}

void AllocatorPair::run_both() {
  const std::vector<AllocatorOracle::Grant> expected = oracle_.run(now_);
  std::vector<Grant> grants;
  allocator_.run(now_, grants);
  RC_ASSERT(grants.size() == expected.size());
  for (std::size_t i = 0; i < grants.size(); ++i) {
    RC_ASSERT(grants[i].framework == expected[i].client.first);
    RC_ASSERT(grants[i].role.str() == expected[i].client.second);
    RC_ASSERT(grants[i].agent == expected[i].agent);
    RC_ASSERT(grants[i].resources == expected[i].resources);
    held_.push_back({expected[i].client, expected[i].agent, expected[i].resources});
  }
}

void AllocatorPair::add_or_update_agent(const Step& step) {
  const AgentId id = agent_id(step.a);
  const Resources total = draw_total(step.b, step.c);
  if (agents_.insert(id).second) {
    allocator_.add_agent(id, total, now_, draw_facts(step.c));
    return oracle_.add_agent(id, total, now_, draw_facts(step.c));
  }
  allocator_.update_agent(id, total, now_);
  oracle_.set_agent(id, total, now_);
}

void AllocatorPair::set_facts(const Step& step) {
  const AgentId id = agent_id(step.a);
  if (!knows(id)) return;
  allocator_.set_facts(id, draw_facts(step.b), now_);
  oracle_.set_facts(id, draw_facts(step.b), now_);
}

void AllocatorPair::set_whitelist(const Step& step) {
  allocator_.set_whitelist(draw_whitelist(step.a), now_);
  oracle_.set_whitelist(draw_whitelist(step.a), now_);
}

void AllocatorPair::remove_agent(AgentId id) {
  if (!knows(id)) return;
  return_all([&](const Held& held) { return held.agent == id; });
  allocator_.remove_agent(id, now_);
  oracle_.remove_agent(id, now_);
  agents_.erase(id);
}

void AllocatorPair::switch_agent(AgentId id, bool active) {
  if (!knows(id)) return;
  if (active) {
    allocator_.activate_agent(id, now_);
  } else {
    allocator_.deactivate_agent(id);
  }
  oracle_.set_agent_active(id, active, now_);
}

void AllocatorPair::drop_filters(AgentId id) {
  if (!knows(id)) return;
  allocator_.drop_filters(id, now_);
  oracle_.drop_filters(id, now_);
}

void AllocatorPair::subscribe(const Step& step) {
  const FrameworkId id = framework_id(step.a);
  std::vector<Text> roles;
  std::vector<Text> suppressed;
  std::set<std::string> role_names;
  std::set<std::string> suppressed_names;
  for (std::uint32_t i = 0; i < kRoles.size(); ++i) {
    if ((step.b >> i) % 2 == 0) continue;
    roles.emplace_back(kRoles[i]);
    role_names.insert(kRoles[i]);
    if ((step.c >> i) % 4 != 0) continue;
    suppressed.emplace_back(kRoles[i]);
    suppressed_names.insert(kRoles[i]);
  }
  // Some have the same name.
  const std::string name = "framework-" + std::to_string(id.number / 2);
  const DrawnTerms terms = draw_terms(step.a + step.b, step.c);
  oracles::OracleSizes sizes;
  for (const SmallestOffer& smallest : terms.smallest) {
    sizes[smallest.role.str()] = smallest.alternatives;
  }
  const Allocator::Subscription subscription{.framework = id,
                                             .name = Text(name),
                                             .roles = roles,
                                             .suppressed = suppressed,
                                             .capabilities = terms.plain.capabilities,
                                             .smallest_offers = terms.smallest,
                                             .constraints = terms.compiled};
  if (knows(id)) {
    allocator_.update_framework(subscription);
  } else {
    allocator_.add_framework(subscription);
  }
  oracle_.set_framework(id, name, role_names, suppressed_names, terms.plain, sizes);
  for (const std::string& role : role_names) frameworks_[id].insert(role);
  frameworks_[id];
}

void AllocatorPair::remove_framework(FrameworkId id) {
  if (!knows(id)) return;
  return_all([&](const Held& held) { return held.client.first == id; });
  allocator_.remove_framework(id);
  oracle_.remove_framework(id);
  frameworks_.erase(id);
}

void AllocatorPair::switch_framework(FrameworkId id, bool active) {
  if (!knows(id)) return;
  if (active) {
    allocator_.activate_framework(id);
  } else {
    allocator_.deactivate_framework(id);
  }
  oracle_.set_framework_active(id, active);
}

void AllocatorPair::suppress_or_revive(const Step& step) {
  const FrameworkId id = framework_id(step.a);
  if (!knows(id)) return;
  std::vector<Text> roles;
  std::set<std::string> names;
  if (step.c % 2 == 0) {
    roles.emplace_back(pick(kRoles, step.b));
    names.insert(pick(kRoles, step.b));
  }
  if (step.c % 3 == 0) {
    allocator_.suppress(id, roles);
    oracle_.suppress(id, names);
  } else {
    allocator_.revive(id, roles);
    oracle_.revive(id, names);
  }
}

void AllocatorPair::weigh(const Step& step) {
  const std::string role = pick(kRoles, step.a);
  allocator_.set_weight(Text(role), pick(kWeights, step.b));
  oracle_.set_weight(role, pick(kWeights, step.b));
}

void AllocatorPair::set_quota(const Step& step) {
  if (!quotas_) return;
  const std::string role = pick(kRoles, step.a % 5 + 1);
  const auto [guarantee, limit] = pick(kQuotas, step.b);
  const auto list = [](const char* text) {
    std::vector<Quantities::Amount> amounts;
    resources(text).scalars().for_each([&](const ResourceName& name, Quantity amount) {
      amounts.push_back({name, amount});
    });
    return amounts;
  };
  const std::vector<QuotaConfig> configs{{Text(role), list(guarantee), list(limit)}};
  if (!allocator_.set_quotas(configs, true, now_)) return;
  oracle_.set_quota(role, oracles::amounts_of(resources(guarantee).scalars()),
                    oracles::amounts_of(resources(limit).scalars()));
}

void AllocatorPair::occupy(const Step& step) {
  const FrameworkId framework = framework_id(step.a);
  const AgentId agent = agent_id(step.b);
  if (!knows(framework) || !knows(agent)) return;
  const std::string role = pick(kRoles, step.c);
  const Resources task = resources(step.c % 2 == 0 ? "cpus:1;mem:100" : "cpus(a):1");
  allocator_.occupy(framework, Text(role), agent, task, now_);
  oracle_.occupy({framework, role}, agent, task, now_);
  frameworks_[framework].insert(role);
  held_.push_back({{framework, role}, agent, task, false});
}

void AllocatorPair::refuse(std::size_t i, const Resources& resources,
                           std::optional<Duration> span) {
  Held& held = held_[i];
  const Text role(held.client.second);
  allocator_.decline(held.client.first, role, held.agent, resources, now_, span);
  const Duration lasting = !span || *span < Duration{} ? seconds(5) : std::min(*span, days(365));
  oracle_.decline(held.client, held.agent, resources, now_, lasting);
  held.resources -= resources;
  if (held.resources.empty()) held_.erase(held_.begin() + static_cast<std::ptrdiff_t>(i));
}

void AllocatorPair::take_back(std::size_t i) {
  const Held held = held_[i];
  allocator_.rescind(held.client.first, Text(held.client.second), held.agent, held.resources, now_);
  oracle_.rescind(held.client, held.agent, held.resources, now_);
  held_.erase(held_.begin() + static_cast<std::ptrdiff_t>(i));
}

void AllocatorPair::release(std::size_t i) {
  const Held held = held_[i];
  allocator_.release(held.client.first, Text(held.client.second), held.agent, held.resources, now_);
  oracle_.release(held.client, held.agent, held.resources, now_);
  held_.erase(held_.begin() + static_cast<std::ptrdiff_t>(i));
}

void AllocatorPair::rescind(const Step& step) {
  for (std::size_t i = 0; i < held_.size(); ++i) {
    if (held_[i].offered && (step.a + i) % 3 == 0) return take_back(i);
  }
}

void AllocatorPair::decline(const Step& step) {
  std::vector<std::size_t> offers;
  for (std::size_t i = 0; i < held_.size(); ++i) {
    if (held_[i].offered) offers.push_back(i);
  }
  if (offers.empty()) return;
  const std::size_t i = pick(offers, step.a);
  std::optional<Duration> refuse = milliseconds(pick(kRefuseMs, step.b));
  if (step.b % 7 == 0) refuse.reset();
  if (step.c % 3 != 0) return this->refuse(i, held_[i].resources, refuse);
  const Resources task = held_[i].resources.shrink_to(
      {{KnownName::Cpus, Quantity::whole(1)}, {KnownName::Mem, Quantity::whole(64)}});
  if (task.empty()) return this->refuse(i, held_[i].resources, refuse);
  const Held whole = held_[i];
  allocator_.launch(whole.client.first, Text(whole.client.second), whole.agent, task);
  Resources rest = whole.resources;
  rest -= task;
  held_[i].resources = task;
  held_[i].offered = false;
  if (rest.empty()) return;
  held_.push_back({whole.client, whole.agent, rest, true});
  this->refuse(held_.size() - 1, rest, refuse);
}

void AllocatorPair::use_or_release(const Step& step) {
  if (held_.empty()) return;
  const std::size_t i = step.a % held_.size();
  Held& held = held_[i];
  if (!held.offered) return release(i);
  allocator_.launch(held.client.first, Text(held.client.second), held.agent, held.resources);
  held.offered = false;
}

}  // namespace meseta
