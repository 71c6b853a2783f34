// Filters against a list of them that is gone through for each question.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <array>
#include <optional>
#include <ostream>
#include <set>
#include <utility>
#include <vector>

#include "engine/allocator/filters.hpp"
#include "tests/builders/resources.hpp"

namespace meseta {
namespace {

constexpr std::uint32_t kAgents = 3;
// In two words of a set. The last one never refuses anything.
constexpr std::array<ClientSlot, 14> kClients{0, 1, 2, 3, 31, 62, 63, 64, 65, 66, 70, 90, 127, 200};
constexpr std::array<const char*, 6> kAmounts{"cpus:4;mem:1024", "cpus:2;mem:512",
                                              "cpus:1;mem:2048", "cpus:2;mem:512;cpus(a):1",
                                              "cpus(a):1",       "cpus:1;ports:[100-199]"};
constexpr std::array<std::int64_t, 5> kSpansS{1, 2, 2, 5, 1000};

struct Step {
  std::uint32_t verb = 0;
  std::uint32_t a = 0;
  std::uint32_t b = 0;
  std::uint32_t c = 0;
  std::uint32_t asked = 0;  // Which agent is asked after it, if there is such a one.
};

std::ostream& operator<<(std::ostream& out, const Step& step) {
  return out << "{" << step.verb << ", " << step.a << ", " << step.b << ", " << step.c << ", "
             << step.asked << "}";
}

rc::Gen<std::vector<Step>> steps() {
  const auto number = rc::gen::inRange<std::uint32_t>(0, 60);
  return rc::gen::scale(3, rc::gen::container<std::vector<Step>>(rc::gen::construct<Step>(
                               rc::gen::inRange<std::uint32_t>(0, 40), number, number, number,
                               rc::gen::inRange<std::uint32_t>(0, 2 * kAgents))));
}

// Both, and what their owner knows: what is free, and which clients are offered what is reserved.
class Pair {
 public:
  Pair() {
    free_ = {amounts(0), amounts(3), amounts(5)};
    before_ = {amounts(1), amounts(0), amounts(1)};
  }

  void apply(const Step& step) {
    const std::uint32_t agent = step.b % kAgents;
    if (step.verb < 22) return add(step);
    if (step.verb < 26) return expire(seconds(step.a % 3));
    if (step.verb < 34) {
      std::swap(free_[agent], before_[agent]);  // Often the same as was asked for already.
      if (step.c % 3 == 0) free_[agent] = amounts(step.a);
    } else if (step.verb < 36) {
      drop([&](const Filter& filter) { return filter.client == client(step); });
      filters_.drop_client(client(step));
    } else if (step.verb < 37) {
      drop([&](const Filter& filter) { return filter.agent == agent; });
      filters_.drop_agent(agent);
    } else {
      if (!reserved_too_.erase(client(step))) reserved_too_.insert(client(step));
      filters_.recheck_client(client(step));
    }
  }

  void check(const Step& step) {
    RC_ASSERT(filters_.count() == list_.size());
    RC_ASSERT(filters_.next_end() == first_end());
    for (AgentSlot agent = 0; agent < kAgents; ++agent) {
      RC_ASSERT(filters_.any(agent) == refused(agent, [](const Filter&) { return true; }));
      if (step.asked != agent) continue;
      check_set(agent);
      for (const ClientSlot client : kClients) check_pair(client, agent);
    }
  }

 private:
  struct Filter {
    ClientSlot client;
    AgentSlot agent;
    Resources refused;
    Time end;
  };
  struct Offer {
    Resources resources;
    std::uint64_t number;
  };

  static const Resources& amounts(std::size_t n) {
    static const std::vector<Resources> read = [] {
      std::vector<Resources> all;
      for (const char* const text : kAmounts) all.push_back(resources(text));
      return all;
    }();
    return read[n % read.size()];
  }
  static ClientSlot client(const Step& step) { return kClients[step.a % (kClients.size() - 1)]; }

  [[nodiscard]] Offer offer(ClientSlot client, AgentSlot agent) const {
    if (reserved_too_.contains(client)) return {free_[agent], 0};
    return {free_[agent].unreserved(), 1};
  }
  template <class Holds>
  [[nodiscard]] bool refused(AgentSlot agent, Holds holds) const {
    return std::any_of(list_.begin(), list_.end(), [&](const Filter& filter) {
      return filter.agent == agent && holds(filter);
    });
  }
  [[nodiscard]] std::optional<Time> first_end() const {
    std::optional<Time> first;
    for (const Filter& filter : list_) first = std::min(first.value_or(filter.end), filter.end);
    return first;
  }

  // Of what is free, of any amounts, on several agents, as a framework answers several offers.
  void add(const Step& step) {
    const Time end = now_ + seconds(kSpansS[step.c % kSpansS.size()]);
    for (AgentSlot agent = 0; agent < kAgents; ++agent) {
      if (((step.b >> agent) & 1U) != 0) continue;
      const Resources what = step.c % 3 == 0 ? free_[agent] : amounts(step.c);
      list_.push_back({client(step), agent, what, end});
      filters_.add(client(step), agent, what, end, free_[agent], free_[agent].reserved().empty());
    }
  }

  template <class Which>
  void drop(Which which) {
    std::erase_if(list_, which);
  }

  void expire(Duration by) {
    now_ = now_ + by;
    std::vector<std::pair<AgentSlot, Time>> expected;
    for (const Filter& filter : list_) {
      if (filter.end < now_) expected.emplace_back(filter.agent, filter.end);
    }
    drop([&](const Filter& filter) { return filter.end < now_; });
    std::vector<std::pair<AgentSlot, Time>> ended;
    filters_.expire(now_, [&](AgentSlot agent, Time end) { ended.emplace_back(agent, end); });
    std::sort(expected.begin(), expected.end());
    std::sort(ended.begin(), ended.end());
    RC_ASSERT(ended == expected);
  }

  void check_set(AgentSlot agent) {
    if (!filters_.any(agent)) return;
    std::set<ClientSlot> expected;
    for (const Filter& filter : list_) {
      if (filter.agent != agent) continue;
      if (filter.refused.contains(offer(filter.client, agent).resources)) {
        expected.insert(filter.client);
      }
    }
    const Bits& refusing =
        filters_.refusing(agent, free_[agent], [&](ClientSlot one) { return offer(one, agent); });
    std::set<ClientSlot> given;
    refusing.for_each([&](ClientSlot one) { given.insert(one); });
    RC_ASSERT(given == expected);
    RC_ASSERT(refusing.count() == expected.size());
  }

  void check_pair(ClientSlot client, AgentSlot agent) const {
    const auto any = refused(agent, [&](const Filter& f) { return f.client == client; });
    RC_ASSERT(filters_.any_of(client, agent) == any);
    for (std::size_t i = 0; i < kAmounts.size(); ++i) {
      const Resources& what = amounts(i);
      const bool refuses = refused(agent, [&](const Filter& filter) {
        return filter.client == client && filter.refused.contains(what);
      });
      RC_ASSERT(filters_.refuses(client, agent, what) == refuses);
    }
  }

  Filters filters_;
  std::vector<Filter> list_;
  Time now_ = Time{} + seconds(1000);
  std::array<Resources, kAgents> free_;
  std::array<Resources, kAgents> before_;
  std::set<ClientSlot> reserved_too_;
};

RC_GTEST_PROP(FiltersProperty, AnswersAreThoseOfAListOfThem, ()) {
  Pair pair;
  for (const Step& step : *steps()) {
    pair.apply(step);
    pair.check(step);
  }
}

}  // namespace
}  // namespace meseta
