// Allocator: who is offered what is free?
//
// Clients are pairs (framework, role). What is free on an agent goes, as a whole, to the first
// client in the order of fair shares that may have it; the shares move, and the next agent is
// looked at.
//
//     order      siblings by (share, latest grant, name), at every level of the tree of roles, and
//                below each role its frameworks; see fair_order.hpp. Others by the name of
//                their policy: client_order.hpp
//     may have   is active, is not excluded from the agent (exclusions.hpp), is offered no less
//                than the smallest offer, and has not refused all that is free there (filters.hpp)
//
// Runs happen at once for a framework that is new or revives, a batch after the last one for what
// came free or is new, and on the interval's grid for what was declined or refused for a while. The
// owner asks next_run() after each event and is told the earliest instant at which a run could
// grant anything, so no run is made in vain:
//
//     time        --+------+------------+-------------+---->   | grid
//     refuse for           |            |             |
//     one interval         x............o             granted: the filter still holds at `o`
//
// Nobody is offered once more what he was offered and gave back before the grid's next instant,
// unless more is free by then or he revives: runs between two instants of the grid cannot loop.
//
// Agents are looked at in the order of their ids, so equal calls make equal grants.
//
// What the owner owes: ids are its own; names are valid; sums stay within kQuantityMax (see
// admits); `now` never decreases; what is held on an agent or by a framework comes back before
// either is removed.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "engine/allocator/answers.hpp"
#include "engine/allocator/exclusion.hpp"
#include "engine/allocator/options.hpp"
#include "engine/allocator/subscription.hpp"
#include "engine/base/id.hpp"
#include "engine/base/text.hpp"
#include "engine/base/time.hpp"
#include "engine/constraints/agent_facts.hpp"
#include "engine/resources/quantities.hpp"
#include "engine/resources/resources.hpp"

namespace meseta {

class Allocator {
 public:
  explicit Allocator(AllocatorOptions options);
  Allocator(const Allocator&) = delete;
  Allocator& operator=(const Allocator&) = delete;
  ~Allocator();

  // Agents. A new one is active, and a run for it is due with the next batch.
  [[nodiscard]] bool admits(const Resources& total) const;  // Sums would stay within the bound.
  void add_agent(AgentId agent, const Resources& total, Time now, const AgentFacts& facts = {});
  void remove_agent(AgentId agent, Time now);  // CHECKs that nothing is held there.
  // Less than is held is possible: then nothing is free until enough has come back.
  void update_agent(AgentId agent, const Resources& total, Time now);
  // Refusals of it no longer count if its attributes are others.
  void set_facts(AgentId agent, const AgentFacts& facts, Time now);
  void deactivate_agent(AgentId agent);  // Keeps what it has but is not offered.
  void activate_agent(AgentId agent, Time now);
  void drop_filters(AgentId agent, Time now);  // Refusals of it no longer count.
  // Fetches what a release on it will touch. It need not exist.
  void prefetch(AgentId agent) const;

  // Frameworks. An active one that is not suppressed everywhere makes a run due at once.
  using Subscription = meseta::Subscription;
  void add_framework(const Subscription& subscription);
  void remove_framework(FrameworkId framework);  // CHECKs that it holds nothing.
  // Of a framework there is: other terms. What it refused for roles it keeps still counts; what it
  // holds for roles it gives up stays with it.
  void update_framework(const Subscription& subscription);
  void deactivate_framework(FrameworkId framework);  // Forgets what it refused.
  void activate_framework(FrameworkId framework);

  // For these roles, or for all if there are none. Roles it has not subscribed to are passed over.
  void suppress(FrameworkId framework, std::span<const Text> roles);
  void revive(FrameworkId framework, std::span<const Text> roles);  // Drops its filters as well.

  // What is granted is offered. From there it is declined, rescinded or launched, and what is
  // launched is released when it ends. A decline refuses, for `refuse`, any offer of this agent
  // contained in `resources`: absent or negative means 5 s, less than the interval means the
  // interval, more than 365 days means 365 days, and 0 means until the grid's next instant.
  void decline(FrameworkId framework, const Text& role, AgentId agent, const Resources& resources,
               Time now, std::optional<Duration> refuse);
  // The owner takes it back: nobody refused it, and others may have it at once.
  void rescind(FrameworkId framework, const Text& role, AgentId agent, const Resources& resources,
               Time now);
  void launch(FrameworkId framework, const Text& role, AgentId agent, const Resources& resources);
  // Of what he was offered `from` becomes `to`, and of the agent's total. CHECKs that it is held
  // and that nothing but reservations and volumes differs. Where quotas count it for other roles
  // than his, a run is due at once.
  void convert(FrameworkId framework, const Text& role, AgentId agent, const Resources& from,
               const Resources& to);
  void release(FrameworkId framework, const Text& role, AgentId agent, const Resources& resources,
               Time now);
  // Held without an offer: what an agent turns out to run when it comes back. `role` may be one
  // that the framework has not subscribed to.
  void occupy(FrameworkId framework, const Text& role, AgentId agent, const Resources& resources,
              Time now);

  // A weight in thousandths, 1 to 2^20. A role that was given none weighs 1000.
  void set_weight(const Text& role, std::int64_t weight_milli);

  // All or none, as check() has it with what the agents have as capacity. A run is due at once.
  Result<void> set_quotas(const std::vector<QuotaConfig>& configs, bool forced, Time now);
  [[nodiscard]] const Quotas& quotas() const;

  // Agents of other hostnames are offered to nobody. Absent: all are. At most kWhitelistMax.
  void set_whitelist(const std::optional<std::vector<Text>>& hostnames, Time now);

  // The earliest instant, not before `now`, at which a run could grant anything if nothing else
  // happens; none if there is no such instant.
  [[nodiscard]] std::optional<Time> next_run(Time now) const;

  // Appends what is granted, in the order in which it was.
  void run(Time now, std::vector<Grant>& grants);

  // For reports.
  using Share = AllocatorShare;
  [[nodiscard]] Share dominant_share(FrameworkId framework) const;  // Of all its roles together.
  [[nodiscard]] Quantities offered(FrameworkId framework) const;    // Scalars.
  [[nodiscard]] Quantities used(FrameworkId framework) const;       // Scalars.
  [[nodiscard]] const Resources& free(AgentId agent) const;
  // Why the client is not offered the agent, whatever is free there; none if it may be.
  [[nodiscard]] std::optional<Exclusion> why_excluded(FrameworkId framework, const Text& role,
                                                      AgentId agent) const;

  using Stats = AllocatorStats;
  [[nodiscard]] Stats stats() const;

 private:
  class State;  // See state.hpp.

  std::unique_ptr<State> state_;
};

}  // namespace meseta
