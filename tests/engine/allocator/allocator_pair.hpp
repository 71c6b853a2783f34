// AllocatorPair: the incremental allocator and one that computes everything anew, led through the
// same history.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <ostream>
#include <set>
#include <string>
#include <vector>

#include "engine/allocator/allocator.hpp"
#include "tests/oracles/allocator_oracle.hpp"

namespace meseta {

struct Step {
  std::uint32_t verb = 0;
  std::uint32_t a = 0;
  std::uint32_t b = 0;
  std::uint32_t c = 0;
};

std::ostream& operator<<(std::ostream& out, const Step& step);

// Both allocators, and what their owner knows: who was granted what and has not given it back.
class AllocatorPair {
 public:
  struct Held {
    oracles::AllocatorOracle::Client client;
    AgentId agent;
    Resources resources;
    bool offered = true;
  };

  struct Given {
    Duration interval = seconds(1);
    std::optional<Duration> batch;
    std::vector<Quantities> smallest = AllocatorOptions{}.smallest_offers;
    bool quotas = false;
    std::string max_offer;
  };

  explicit AllocatorPair(const Given& given);

  void apply(const Step& step);
  void check() const;

  // A run is made where the allocator asks for one; the oracle makes all of the grid besides.
  void advance(Duration by);

 private:
  void run_both();
  [[nodiscard]] bool knows(FrameworkId id) const { return frameworks_.count(id) > 0; }
  [[nodiscard]] bool knows(AgentId id) const { return agents_.count(id) > 0; }

  void add_or_update_agent(const Step& step);
  void set_facts(const Step& step);
  void set_whitelist(const Step& step);
  template <class Which>
  void return_all(Which&& which) {
    for (std::size_t i = held_.size(); i-- > 0;) {
      if (!which(held_[i])) continue;
      held_[i].offered ? take_back(i) : release(i);
    }
  }

  void remove_agent(AgentId id);
  void switch_agent(AgentId id, bool active);
  void drop_filters(AgentId id);
  void subscribe(const Step& step);
  void remove_framework(FrameworkId id);
  void switch_framework(FrameworkId id, bool active);
  void suppress_or_revive(const Step& step);
  void weigh(const Step& step);
  // Whether a quota makes sense is tested with check().
  void set_quota(const Step& step);
  void occupy(const Step& step);
  void refuse(std::size_t i, const Resources& resources, std::optional<Duration> span);
  void take_back(std::size_t i);
  void release(std::size_t i);
  void rescind(const Step& step);
  // All of an offer, or, as after an accept, what a task left over.
  void decline(const Step& step);
  void use_or_release(const Step& step);
  Allocator allocator_;
  oracles::AllocatorOracle oracle_;
  Duration interval_;
  std::optional<Duration> batch_;
  bool quotas_;
  Time now_ = Time{} + seconds(1000);
  std::set<AgentId> agents_;
  std::map<FrameworkId, std::set<std::string>> frameworks_;
  std::vector<Held> held_;
};

}  // namespace meseta
