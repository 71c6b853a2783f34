// What the allocator knows: agents, frameworks, their clients, and the parts that decide.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/allocator/allocator.hpp"
#include "engine/allocator/bits.hpp"
#include "engine/allocator/candidates.hpp"
#include "engine/allocator/exclusions.hpp"
#include "engine/allocator/fair_order.hpp"
#include "engine/allocator/filters.hpp"
#include "engine/base/check.hpp"
#include "engine/base/lookup.hpp"
#include "engine/base/slots.hpp"

namespace meseta {

class Allocator::State {
 public:
  struct Agent {
    AgentId id;
    Resources total;
    Resources free;     // Of the total, what nobody was offered or uses.
    Resources missing;  // What is held beyond a total that shrank: comes back to nobody.
    bool active = true;
    bool reserved = false;  // Some of the total is, so not everybody is offered the same.
  };
  struct Client {
    std::uint32_t framework = kNoSlot;
    Text role;
    Quantities offered;  // Scalars; the rest of what it holds is used.
    bool subscribed = false;
    bool suppressed = false;
    Capabilities capabilities;
    std::optional<std::vector<Quantities>> smallest_offers;  // Absent: the operator's.
  };
  struct Framework {
    FrameworkId id;
    Text name;
    bool active = false;
    std::vector<ClientSlot> clients;  // One per role it ever had.
  };
  // What is free on one agent, as offered to one role.
  struct RoleOffer {
    std::uint32_t role = kNoSlot;
    Resources resources;
    bool large_enough = false;
  };

  explicit State(AllocatorOptions given)
      : options(std::move(given)),
        order(options.weights, options.excluded_names),
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

  [[nodiscard]] bool large_enough(const Resources& offer) const;
  void refresh_idle(AgentSlot agent);
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
  [[nodiscard]] Time end_of_turn(Time now) const;

  // Makes `role_offers` right for an agent with reservations.
  RoleOffer& role_offer(const Agent& agent, ClientSlot client);
  const Bits& not_excluded(AgentSlot agent);  // Of the active clients.
  const Bits& eligible(AgentSlot agent);
  bool everybody_refuses(AgentSlot agent);  // All active clients, one by one.
  bool grant_next(AgentSlot agent, std::vector<Grant>& grants);
  void grant(ClientSlot client, AgentSlot agent, Resources offer, std::vector<Grant>& grants);

  AllocatorOptions options;
  FairOrder order;
  Filters filters;
  Candidates candidates;
  Exclusions exclusions;
  Quantities totals;
  Bits active_clients;

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
};

}  // namespace meseta
