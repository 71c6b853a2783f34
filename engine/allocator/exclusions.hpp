// Exclusions: which clients must not be offered anything of an agent, whatever is free there?
//
//     not whitelisted   the operator's whitelist does not name it: nobody is offered it
//     gpu agent         it has gpus, and the client is without GPU_RESOURCES
//     remote region     it is of another region than the masters, and the client is not
//                       REGION_AWARE; an agent without region is nowhere remote
//     constraints       it is excluded by the client's offer constraints
//
// Agents that agree in all of this are a class, which knows its excluded clients: they are computed
// when the class appears and when a client's terms change. A hostname would make each agent a class
// of its own, so clients whose constraints ask for it are asked for the single agent, when that is
// looked at for the first time since anybody's terms changed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "engine/allocator/bits.hpp"
#include "engine/allocator/exclusion.hpp"
#include "engine/allocator/filters.hpp"
#include "engine/base/lookup.hpp"
#include "engine/base/slots.hpp"
#include "engine/base/text.hpp"
#include "engine/constraints/agent_facts.hpp"
#include "engine/constraints/constraint_filter.hpp"
#include "engine/resources/capabilities.hpp"

namespace meseta {

class Exclusions {
 public:
  struct Rules {
    bool filter_gpu_resources = true;  // Otherwise agents with gpus are for everybody.
    Text region;                       // Of the masters. Empty: no agent is remote.
  };
  struct Terms {
    Text role;
    Capabilities capabilities;
    std::shared_ptr<ConstraintFilter> constraints;  // Null: none.

    friend bool operator==(const Terms&, const Terms&) = default;
  };

  explicit Exclusions(Rules rules) : rules_(std::move(rules)) {}

  // Nobody is excluded from any agent there could be.
  [[nodiscard]] bool none() const { return restricted_.empty() && !whitelist_; }

  // A new agent, or one that has changed.
  void set_agent(AgentSlot agent, const AgentFacts& facts, bool gpus);
  void set_gpus(AgentSlot agent, bool gpus);
  void remove_agent(AgentSlot agent);
  [[nodiscard]] const AgentFacts& facts(AgentSlot agent);  // Good until the next call.

  // A new client, or other terms. True if there may be an agent from which it was excluded and is
  // not any more.
  bool set_client(ClientSlot client, const Terms& terms);
  void drop_client(ClientSlot client);

  // Absent: all agents are whitelisted. Returns those that were not and now are.
  std::vector<AgentSlot> set_whitelist(const std::optional<std::vector<Text>>& hostnames);

  // Good until the next call.
  [[nodiscard]] const Bits& excluded(AgentSlot agent);

  // The first reason in the order above, if the client is excluded.
  [[nodiscard]] std::optional<Exclusion> why(ClientSlot client, AgentSlot agent);

 private:
  struct Kind {
    AgentFacts facts;  // Without hostname.
    bool gpus = false;
    bool whitelisted = true;

    friend bool operator==(const Kind&, const Kind&) = default;
  };
  struct Hash {
    using is_avalanching = void;
    std::size_t operator()(const Kind& kind) const;
  };
  struct Class {
    Kind kind;  // The hostname is whose is asked about.
    std::uint32_t agents = 0;
    Bits excluded;  // Of clients that do not ask for the hostname, and not of what is whitelisted.
  };
  struct Agent {
    Slot in = kNoSlot;  // Its class.
    Text hostname;
    std::uint64_t known = 0;  // The state of terms that `excluded` was computed for.
    Bits excluded;            // With those who ask for the hostname.
  };

  [[nodiscard]] bool restricts(const Terms& terms) const;
  [[nodiscard]] bool whitelisted(const Text& hostname) const;
  Slot acquire(Kind kind);
  void release(Slot slot);
  void move(AgentSlot agent, Kind kind);
  [[nodiscard]] std::optional<Exclusion> by_rule(const Terms& terms, const Kind& kind) const;
  [[nodiscard]] bool excludes(ClientSlot client, const Kind& kind) const;  // A class.

  Rules rules_;
  std::optional<Lookup<Text, bool>> whitelist_;
  std::vector<Agent> agents_;
  std::vector<Class> classes_;
  std::vector<Slot> spare_;  // Classes without agents.
  Lookup<Kind, Slot, Hash> classes_by_kind_;
  std::vector<Terms> terms_;  // By client.
  Bits clients_;
  Bits restricted_;              // Those that could be excluded from some agent.
  Bits asking_;                  // Of these, those that ask for the hostname.
  std::uint64_t terms_set_ = 1;  // Grows with every change of terms.
};

}  // namespace meseta
