// AgentClasses: which agents are alike, for those who choose among them and say why they did not.
//
// The classes are given; an agent belongs to the first whose resources, attributes and domain are
// its own, and one that fits none makes a class `other-<n>`. All frameworks of a process share one
// catalogue, so that it is kept once: an agent is looked at the first time anyone is offered it,
// and is a small number from then on.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/base/lookup.hpp"
#include "engine/event/info.hpp"

namespace meseta {

class AgentClasses {
 public:
  struct Class {
    Text name;
    std::uint32_t count = 0;  // Agents there should be.
    AgentInfo info;           // Of each of them, but for the hostname.
  };
  struct Agent {
    std::uint32_t number = 0;  // Dense, in the order of being seen.
    std::uint32_t agent_class = 0;
  };

  // The attribute that names the model of an agent's cards.
  static constexpr std::string_view kModelAttribute = "gpu_model";

  AgentClasses() = default;
  explicit AgentClasses(std::vector<Class> classes);

  [[nodiscard]] Agent agent(AgentId id, const AgentInfo& info);

  [[nodiscard]] const std::vector<Class>& classes() const { return classes_; }
  // Of its cards; empty without.
  [[nodiscard]] const Text& model(std::uint32_t agent_class) const { return models_[agent_class]; }

  // Over the agents with cards: cpus and cards in thousandths. Both 0 if there is none.
  struct PerCard {
    std::int64_t cpus_milli = 0;
    std::int64_t cards_milli = 0;
  };
  [[nodiscard]] PerCard per_card() const { return per_card_; }

 private:
  std::uint32_t find(const AgentInfo& info);
  void add(Class added);

  std::vector<Class> classes_;
  std::vector<Text> models_;  // By class.
  Lookup<AgentId, Agent> agents_;
  PerCard per_card_;
};

}  // namespace meseta
