// AllocatorOracle: the allocator as a page of prose would have it, and as slow.
//
// It keeps what happened and computes all else anew for each grant: what is free, who holds how
// much, who comes first. It makes a periodic run at each instant of the grid, whether that can
// grant anything or not; between them a run looks only at what is new.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "engine/base/id.hpp"
#include "engine/base/time.hpp"
#include "engine/resources/quantities.hpp"
#include "engine/resources/resources.hpp"
#include "tests/oracles/allocator_oracle_terms.hpp"

namespace meseta::oracles {

class AllocatorOracle {
 public:
  using Client = OracleClient;

  using Options = OracleOptions;
  using Grant = OracleGrant;
  using Fraction = OracleFraction;

  explicit AllocatorOracle(Options options) : options_(std::move(options)) {}

  // New, or with a new total.
  void add_agent(AgentId agent, const Resources& total, Time now, const AgentFacts& facts);
  void set_agent(AgentId agent, const Resources& total, Time now);
  void set_facts(AgentId agent, const AgentFacts& facts, Time now);
  void remove_agent(AgentId agent, Time now);
  void set_agent_active(AgentId agent, bool active, Time now);
  void drop_filters(AgentId agent, Time now);

  void set_framework(FrameworkId framework, const std::string& name,
                     const std::set<std::string>& roles, const std::set<std::string>& suppressed,
                     const ExclusionTerms& terms, const OracleSizes& smallest = {});
  void remove_framework(FrameworkId framework);
  void set_framework_active(FrameworkId framework, bool active);
  void suppress(FrameworkId framework, const std::set<std::string>& roles);
  void revive(FrameworkId framework, const std::set<std::string>& roles);
  using Amounts = QuotaOracle::Amounts;
  void set_quota(const std::string& role, const Amounts& guarantee, const Amounts& limit);
  void set_whitelist(const std::optional<std::vector<Text>>& hostnames, Time now);
  void set_weight(const std::string& role, std::int64_t weight) { options_.weights[role] = weight; }

  // An offer, or a part of it, is refused, at least until the grid's next instant.
  void decline(const Client& client, AgentId agent, const Resources& resources, Time now,
               Duration refuse);
  // An offer is taken back from its client; what was used comes back.
  void rescind(const Client& client, AgentId agent, const Resources& resources, Time now);
  void release(const Client& client, AgentId agent, const Resources& resources, Time now);
  void occupy(const Client& client, AgentId agent, const Resources& resources, Time now);

  std::vector<Grant> run(Time now);
  [[nodiscard]] QuotaOracle quotas() const;
  [[nodiscard]] Amounts pool() const;  // What there is to satisfy guarantees with.

  [[nodiscard]] Resources free(AgentId agent) const;
  [[nodiscard]] Fraction dominant_share(FrameworkId framework) const;

 private:
  struct Agent {
    Resources total;
    AgentFacts facts;
    bool active = true;
    std::optional<Time> not_before;  // What came back is not looked at before this.
    bool freed = false;              // A batch is due for it.
  };
  struct Membership {
    bool subscribed = false;
    bool suppressed = false;
  };
  struct Framework {
    std::string name;
    bool active = true;
    ExclusionTerms terms;
    OracleSizes smallest;
    std::map<std::string, Membership> roles;  // All it ever had.
  };
  struct Filter {
    Client client;
    AgentId agent;
    Resources refused;
    Time end;
  };

  void expire(Time now);
  [[nodiscard]] Time grid_after(Time t) const;
  [[nodiscard]] bool idle(AgentId agent) const;  // There is something to offer.
  void look(AgentId agent, Time not_before);     // A run shall look at it, if it is idle.
  void look_at_all();
  void forget(AgentId agent);
  void forget_what_is_too_small();
  void look_freed(AgentId agent, Time now);
  // With quotas one agent counts for what is offered of others.
  void look_at_others(Time not_before);
  void look_at_others_freed(Time now);
  void look_at_others_changed(Time now);
  void look_changed(AgentId agent, Time now);
  void give_back(const Client& client, AgentId agent, const Resources& resources);
  [[nodiscard]] bool active(const Client& client) const;
  [[nodiscard]] bool nobody_is_active() const;
  [[nodiscard]] bool large_enough(const Resources& offer, const Client& client) const;
  [[nodiscard]] Resources usable(AgentId agent, const Client& client) const;
  [[nodiscard]] ExclusionFacts facts(AgentId agent) const;
  [[nodiscard]] bool whitelisted(AgentId agent) const;
  [[nodiscard]] bool excluded(const Client& client, AgentId agent) const;
  [[nodiscard]] bool gains(const std::string& role, const ExclusionTerms& before,
                           const ExclusionTerms& after) const;
  [[nodiscard]] bool refused(const Client& client, AgentId agent, const Resources& offer) const;

  // The nodes from the root to the client: `a`, `a/b`, `a/b/.` and one for the framework in that
  // role.
  [[nodiscard]] std::vector<std::string> path(const Client& client) const;
  [[nodiscard]] Quantities held_below(const std::string& node) const;
  [[nodiscard]] Fraction share(const Quantities& held) const;
  [[nodiscard]] bool node_before(const std::string& a, const std::string& b) const;
  [[nodiscard]] bool before(const Client& a, const Client& b) const;
  [[nodiscard]] Amounts most(const std::string& role, const QuotaOracle& quotas) const;
  [[nodiscard]] bool had_his_turn(const Client& client, AgentId agent) const;
  [[nodiscard]] std::optional<Grant> offer(const Client& client, AgentId agent,
                                           const QuotaOracle& quotas) const;
  [[nodiscard]] std::optional<Grant> next_grant(AgentId agent);
  void find_blocked(Time now);
  void forget_unused_nodes();

  Options options_;
  Time batch_from_;  // A batch after the last run for what came free.
  std::map<AgentId, Agent> agents_;
  std::map<FrameworkId, Framework> frameworks_;
  std::map<std::pair<Client, AgentId>, std::vector<Resources>> held_;
  std::vector<Filter> filters_;
  std::map<std::pair<Client, AgentId>, Resources> turns_;  // What he left.
  Time turns_end_;
  std::set<Client> blocked_;                                   // Of the run.
  std::map<std::string, std::pair<Amounts, Amounts>> quotas_;  // Guarantee, limit.
  std::uint64_t grants_ = 0;
  std::map<std::string, std::uint64_t> granted_;  // The number of the latest grant, by node.
};

}  // namespace meseta::oracles
