// What the allocator knows: agents, frameworks, their clients, and the parts that decide.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/allocator/allocator.hpp"
#include "engine/allocator/bits.hpp"
#include "engine/allocator/candidates.hpp"
#include "engine/allocator/client_order.hpp"
#include "engine/allocator/entries.hpp"
#include "engine/allocator/exclusions.hpp"
#include "engine/allocator/filters.hpp"
#include "engine/allocator/quotas.hpp"
#include "engine/allocator/turns.hpp"
#include "engine/base/check.hpp"
#include "engine/base/lookup.hpp"
#include "engine/base/slots.hpp"

namespace meseta {

class Allocator::State {
 public:
  using Agent = AgentEntry;
  using Client = ClientEntry;
  using Framework = FrameworkEntry;
  using RoleOffer = meseta::RoleOffer;

  // CHECKs that there is such a policy.
  explicit State(AllocatorOptions given)
      : options(std::move(given)),
        order(*make_client_order(options.policy.view(), {.weights = options.weights,
                                                         .excluded_names = options.excluded_names,
                                                         .seed = options.seed})),
        candidates(options.interval, options.batch),
        exclusions({options.filter_gpu_resources, options.region}) {
    exclusions.set_whitelist(options.whitelist);
  }

  // Comes first wherever there is a `now`: filters that ended count for agents that were idle then.
  void see(Time now);

  [[nodiscard]] AgentSlot agent_slot(AgentId agent) const;
  [[nodiscard]] std::uint32_t framework_slot(FrameworkId framework) const;
  [[nodiscard]] std::optional<ClientSlot> find_client(const Framework& framework,
                                                      const Text& role) const;
  [[nodiscard]] ClientSlot client_slot(FrameworkId framework, const Text& role) const;
  ClientSlot client_made(std::uint32_t framework, const Text& role);
  // As its framework subscribed. True if it may be offered agents that it was excluded from.
  bool set_terms(ClientSlot client, const Subscription& terms);
  // Makes the client active or not, as its state says. True if it became active.
  bool refresh_client(ClientSlot client);

  bool set_smallest(ClientSlot client, std::optional<std::vector<Quantities>> smallest);
  [[nodiscard]] const std::vector<Quantities>& smallest_for(ClientSlot client) const;
  [[nodiscard]] bool large_enough(const Resources& offer, ClientSlot client) const;
  [[nodiscard]] bool large_enough_for_somebody(const Resources& offer) const;
  // Whether a part of it is reserved or revocable.
  [[nodiscard]] static bool is_mixed(const Resources& resources);
  void refresh_idle(AgentSlot agent);  // After each change of what is free there.
  void change_total(const Resources& before, const Resources& after);
  void take_back(Agent& agent, const Resources& resources);
  // What was offered comes back to the agent.
  struct Holder {
    ClientSlot client;
    AgentSlot agent;
  };
  Holder take_offer_back(FrameworkId framework, const Text& role, AgentId agent,
                         const Resources& resources);
  void refuse_offer(ClientSlot client, AgentSlot agent, const Resources& resources, Time end);
  void free_again(AgentSlot agent, Time now);
  [[nodiscard]] Time end_of_turn(Time now) const;

  // Makes `role_offers` right for an agent with reservations.
  RoleOffer& role_offer(const Agent& agent, ClientSlot client);
  const Bits& not_excluded(AgentSlot agent);  // Of the active clients.
  const Bits& eligible(AgentSlot agent);
  bool everybody_refuses(AgentSlot agent);  // All active clients, one by one.
  bool grant_next(AgentSlot agent, std::vector<Grant>& grants);
  bool grant_part(AgentSlot agent, std::vector<Grant>& grants);
  void grant(ClientSlot client, AgentSlot agent, Resources offer, std::vector<Grant>& grants);

  // Quotas and the greatest offer; see cuts.cpp.
  [[nodiscard]] bool cuts() const { return quotas.any() || !options.max_offer.empty(); }
  void count_reserved(const Resources& total, bool there);
  void pool_again(AgentSlot agent);
  void find_unsatisfied();
  [[nodiscard]] Limits most(ClientSlot client) const;
  [[nodiscard]] bool within_reach(ClientSlot client, const Limits& most) const;
  std::optional<Resources> offer(AgentSlot agent, ClientSlot client);
  std::optional<Resources> owed_offer(AgentSlot agent, ClientSlot client);

  // See blocked.cpp.
  bool could_have(ClientSlot client, AgentSlot agent);
  bool find_witness(ClientSlot client);
  void find_blocked();

  AllocatorOptions options;
  std::unique_ptr<ClientOrder> order;
  Filters filters;
  Candidates candidates;
  Turns turns;
  Quotas quotas;
  Exclusions exclusions;
  Quantities totals;
  Quantities capacity;  // Of those, what is not revocable.
  Quantities pool;      // While there are quotas: what is free of idle agents and ordinary.
  Bits active_clients;
  Bits particular;  // Clients with smallest offers of their own.
  Bits present;     // Agents there are.

  Slots<Agent> agents;
  Slots<Client> clients;
  Slots<Framework> frameworks;
  Lookup<AgentId, AgentSlot> agent_slots;
  Lookup<FrameworkId, std::uint32_t> framework_slots;

  Stats stats;
  Time seen;  // The latest `now`.

  // Of one run, kept for their memory.
  std::vector<AgentSlot> visiting;
  std::vector<RoleOffer> role_offers;  // Of the agent looked at.
  Bits admitted;                       // Active clients that are not excluded.
  Bits may_have;
  Bits takers;       // Who may get a part of an agent.
  Bits owed_takers;  // Those of them whose guarantees are not satisfied.
  Bits unsatisfied;  // Whose guarantees are, or were when the run began.
  Bits blocked;
  std::vector<AgentSlot> witnesses;  // By client.
  Bits full;  // Who can be offered nothing of an agent that is not mixed, by quota.
};

}  // namespace meseta
