// LawCluster: the owner of an allocator, with books of its own.
//
// It makes the runs that are due, as a master does, and holds every grant against the laws of
// allocation. The first one that is broken is kept, as a sentence that says who and what:
//
//     before a grant   it is free; quotas have room for it; nobody is passed over who is owed
//                      it, or whose top-level role has less than who is granted it
//     after it         no headroom was lent that had been there; without quotas no top-level role
//                      that holds nothing was passed over, on agents it could have been offered,
//                      as often as there are top-level roles: each other one comes before it once
//     after each step  total = free + offered + used - lost, on each agent and in all
//     on the grid      nobody is left without an offer that could be made to him
//
// Who could be made an offer is computed anew from the books each time: could_offer().
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "engine/allocator/allocator.hpp"
#include "engine/allocator/share.hpp"
#include "tests/oracles/quota_oracle.hpp"

namespace meseta {

class LawCluster {
 public:
  struct Client {
    std::uint32_t framework = 0;
    std::string role;
    friend auto operator<=>(const Client&, const Client&) = default;
  };
  struct Held {
    Client client;
    std::uint32_t agent = 0;
    Resources resources;
    bool offered = true;
    Time since;  // When it was offered or launched.
  };

  explicit LawCluster(const AllocatorOptions& options);

  // Agents and frameworks are numbers. A framework is named by its number unless `name` is given.
  void agent(std::uint32_t n, const Resources& total);  // New, or of another total.
  void switch_agent(std::uint32_t n, bool active);
  void framework(std::uint32_t n, const std::set<std::string>& roles, std::string name = "");
  void suppress(std::uint32_t framework);
  void revive(std::uint32_t framework);
  void quota(const std::string& role, const Quantities& guarantee, const Limits& limits);

  // Of held()[i]. What is accepted is launched, the rest is declined.
  void accept(std::size_t i, const Resources& task, std::optional<Duration> refuse);
  void rescind(std::size_t i);
  void release(std::size_t i);

  void advance(Duration by);

  [[nodiscard]] Time now() const { return now_; }
  [[nodiscard]] const std::vector<Held>& held() const { return held_; }
  [[nodiscard]] Quantities held_below(const std::string& top) const;  // By a top-level role.
  [[nodiscard]] Resources free(std::uint32_t agent) const;
  [[nodiscard]] bool refuses(const Client& client, std::uint32_t agent,
                             const Resources& offer) const;
  // What the client is to be offered of this agent, if it is its turn.
  [[nodiscard]] std::optional<Resources> could_offer(const Client& client,
                                                     std::uint32_t agent) const;
  [[nodiscard]] std::vector<Client> active_clients() const;

  std::vector<std::vector<Held>> runs;  // The grants of each.

  void check_books();
  [[nodiscard]] const std::string& broken() const { return broken_; }  // Empty: no law is.
  void breaks(const std::string& sentence);

 private:
  using Amounts = oracles::QuotaOracle::Amounts;
  struct Agent {
    Resources total;
    bool active = true;
  };
  struct Framework {
    std::set<std::string> roles;
    bool suppressed = false;
  };
  struct Refusal {
    Client client;
    std::uint32_t agent = 0;
    Resources resources;
    Time end;
  };

  void run();
  void judge(const Held& grant);
  void judge_order(const Held& grant, bool owed);
  void judge_passing_over(const Held& grant);
  void check_grid();
  Held take(std::size_t i);
  void refuse(const Held& offer, Time end);
  [[nodiscard]] Time grid_after(Time t) const;
  [[nodiscard]] bool large_enough(const Resources& offer) const;
  [[nodiscard]] Resources held_on(std::uint32_t agent) const;
  [[nodiscard]] oracles::QuotaOracle quotas() const;
  [[nodiscard]] Amounts pool() const;
  [[nodiscard]] Amounts most(const std::string& role) const;
  [[nodiscard]] Amounts owed_to(const std::string& role, const Resources& offer) const;
  [[nodiscard]] Quantities held_by(const Client& client) const;
  [[nodiscard]] DominantShare share(const std::string& top, const Quantities& held) const;

  AllocatorOptions options_;
  Allocator allocator_;
  Time now_ = Time{} + seconds(1000);
  std::map<std::uint32_t, Agent> agents_;
  std::map<std::uint32_t, Framework> frameworks_;
  std::vector<Held> held_;
  std::vector<Refusal> refusals_;
  std::map<std::pair<Client, std::uint32_t>, Resources> turns_;  // What each left.
  Time turns_end_;
  std::map<std::string, std::pair<Quantities, Limits>> quotas_;
  std::map<std::string, std::size_t> passed_over_;  // By top-level role.
  std::string broken_;
};

// `a` of `a/b/c`.
[[nodiscard]] std::string top_of(const std::string& role);

}  // namespace meseta
