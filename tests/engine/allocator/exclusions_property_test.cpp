// The classes of agents against an evaluator that knows none.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <array>
#include <map>
#include <ostream>
#include <string>
#include <vector>

#include "engine/allocator/exclusions.hpp"
#include "tests/engine/allocator/draws.hpp"
#include "tests/oracles/exclusions_oracle.hpp"

namespace meseta {
namespace {

using oracles::ExclusionFacts;
using oracles::ExclusionRules;
using oracles::ExclusionTerms;

constexpr std::array<const char*, 3> kRoles{"*", "a", "a/b"};

struct Step {
  std::uint32_t verb = 0;
  std::uint32_t which = 0;
  std::uint32_t a = 0;
  std::uint32_t b = 0;
};

std::ostream& operator<<(std::ostream& out, const Step& step) {
  return out << "{" << step.verb << ", " << step.which << ", " << step.a << ", " << step.b << "}";
}

class Pair {
 public:
  Pair(bool filter_gpu_resources, const std::string& region)
      : exclusions_({filter_gpu_resources, Text(region)}),
        rules_{filter_gpu_resources, region, std::nullopt} {}

  void apply(const Step& step) {
    if (step.verb < 4) return set_agent(step);
    if (step.verb < 5) return remove_agent(step.which % 6);
    if (step.verb < 6) return set_gpus(step);
    if (step.verb < 9) return set_client(step);
    if (step.verb < 10) return drop_client(step.which % 6);
    set_whitelist(step);
  }

  void check() {
    bool anybody = false;
    for (const auto& [agent, about] : agents_) {
      RC_ASSERT(exclusions_.facts(agent) == about.facts);
      std::uint32_t count = 0;
      for (const auto& [client, terms] : clients_) {
        const auto expected = why(terms, client, about);
        const Bits& excluded = exclusions_.excluded(agent);
        RC_ASSERT(excluded.test(client) == expected.has_value());
        RC_ASSERT(exclusions_.why(client, agent) == expected);
        count += expected.has_value();
      }
      RC_ASSERT(exclusions_.excluded(agent).count() == count);
      anybody = anybody || count > 0;
    }
    if (anybody) RC_ASSERT(!exclusions_.none());
  }

 private:
  static bool glob(const std::string& regex, const std::string& text) {
    return glob_matches(regex, text);
  }
  [[nodiscard]] std::optional<Exclusion> why(const ExclusionTerms& terms, ClientSlot client,
                                             const ExclusionFacts& agent) const {
    return oracles::exclusion(rules_, terms, kRoles[client % 3], agent, glob);
  }

  void set_agent(const Step& step) {
    const AgentSlot agent = step.which % 6;
    const ExclusionFacts about{draw_facts(step.a), step.b % 3 == 0};
    exclusions_.set_agent(agent, about.facts, about.gpus);
    agents_[agent] = about;
  }

  void remove_agent(AgentSlot agent) {
    if (agents_.erase(agent) > 0) exclusions_.remove_agent(agent);
  }

  void set_gpus(const Step& step) {
    const auto found = agents_.find(step.which % 6);
    if (found == agents_.end()) return;
    found->second.gpus = step.a % 2 == 0;
    exclusions_.set_gpus(found->first, found->second.gpus);
  }

  void set_client(const Step& step) {
    const ClientSlot client = step.which % 6;
    const auto [after, compiled, unused] = draw_terms(step.a, step.b);
    const bool known = clients_.count(client) > 0;
    const ExclusionTerms before = clients_[client];
    const bool more =
        exclusions_.set_client(client, {Text(kRoles[client % 3]), after.capabilities, compiled});
    clients_[client] = after;
    if (!known) return;
    for (const auto& [agent, about] : agents_) {
      const auto was = why(before, client, about);
      if (was && was != Exclusion::NotWhitelisted && !why(after, client, about)) RC_ASSERT(more);
    }
  }

  void drop_client(ClientSlot client) {
    clients_.erase(client);
    exclusions_.drop_client(client);
  }

  void set_whitelist(const Step& step) {
    const std::optional<std::vector<Text>> hostnames = draw_whitelist(step.a);
    std::vector<AgentSlot> expected;
    const auto listed = [&](const AgentFacts& about) {
      return !rules_.whitelist || rules_.whitelist->count(about.hostname.str()) > 0;
    };
    for (const auto& [agent, about] : agents_) {
      if (!listed(about.facts)) expected.push_back(agent);
    }
    rules_.whitelist.reset();
    if (hostnames) rules_.whitelist.emplace();
    for (const Text& name : hostnames.value_or(std::vector<Text>{})) {
      rules_.whitelist->insert(name.str());
    }
    std::erase_if(expected, [&](AgentSlot agent) { return !listed(agents_.at(agent).facts); });
    RC_ASSERT(exclusions_.set_whitelist(hostnames) == expected);
  }

  Exclusions exclusions_;
  ExclusionRules rules_;
  std::map<AgentSlot, ExclusionFacts> agents_;
  std::map<ClientSlot, ExclusionTerms> clients_;
};

RC_GTEST_PROP(ExclusionsProperty, AreThoseOfTheFacts, (bool filter_gpu_resources)) {
  const auto number = rc::gen::inRange<std::uint32_t>(0, 96);
  const auto steps =
      *rc::gen::scale(3, rc::gen::container<std::vector<Step>>(rc::gen::construct<Step>(
                             rc::gen::inRange<std::uint32_t>(0, 12), number, number, number)));
  Pair pair(filter_gpu_resources, *rc::gen::element<std::string>("", "eu", "us"));
  for (const Step& step : steps) {
    pair.apply(step);
    pair.check();
  }
}

}  // namespace
}  // namespace meseta
