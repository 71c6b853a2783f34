// What property tests of the allocator draw agents and frameworks from, by numbers.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/constraints/constraint_filter.hpp"
#include "engine/resources/smallest_offer.hpp"
#include "tests/builders/constraints.hpp"
#include "tests/builders/resources.hpp"
#include "tests/fakes/glob_matchers.hpp"
#include "tests/oracles/exclusions_oracle.hpp"

namespace meseta {

template <class Table>
auto pick(const Table& table, std::uint32_t n) {
  return table[n % table.size()];
}

inline constexpr std::array<const char*, 7> kTotals{
    "cpus:4;mem:1024",
    "cpus:2;mem:4096",
    "cpus:8;mem:512;gpus:2",
    "cpus:1;mem:128;cpus(a):2;mem(a):256",
    "cpus:3;mem:64;cpus(e):1;cpus(a/b):0.5;disk:100",
    "cpus:2;mem:256;ports:[100-199];licences:3",
    "cpus:0.005;mem:16"};
inline constexpr std::array<const char*, 4> kAttributes{"", "rack:a1", "rack:b1;ssd:yes", "rack:7"};
inline constexpr std::array<const char*, 4> kHostnames{"h1", "h2", "h11", "h3"};
inline constexpr std::array<const char*, 4> kDomains{"", "eu/1", "us/1", "us/2/r3"};

inline AgentFacts draw_facts(std::uint32_t n) {
  return facts(pick(kAttributes, n), pick(kHostnames, n / 4), pick(kDomains, n / 16));
}

inline std::optional<std::vector<Text>> draw_whitelist(std::uint32_t n) {
  if (n % 3 > 0) return std::nullopt;
  std::vector<Text> hostnames;
  for (std::uint32_t i = 0; i < kHostnames.size(); ++i) {
    if ((n / 3 >> i) % 2 > 0) hostnames.insert(hostnames.end(), 2, Text(kHostnames[i]));
  }
  return hostnames;
}

// Some have cpus that may be taken back, or some that `a` has reserved and `a/b` among them.
inline Resources draw_total(std::uint32_t n, std::uint32_t m) {
  Resources total = resources(pick(kTotals, n));
  if (m % 4 == 1) {
    Resource lent = Resource::of(KnownName::Cpus, Quantity{1500});
    lent.revocable = true;
    total.add(lent);
  }
  if (m % 5 == 2) {
    const auto reserved = [](const char* role) {
      Reservation reservation;
      reservation.type = ReservationType::Dynamic;
      reservation.role = Text(role);
      return reservation;
    };
    total += resources("cpus:1;mem:64")
                 .push_reservation(reserved("a"))
                 .push_reservation(reserved("a/b"));
  }
  return total;
}

struct DrawnTerms {
  oracles::ExclusionTerms plain;
  std::shared_ptr<ConstraintFilter> compiled;  // Their constraints.
  std::vector<SmallestOffer> smallest;
};

// Most know of everything and ask for nothing.
inline DrawnTerms draw_terms(std::uint32_t n, std::uint32_t m) {
  static const std::vector<DrawnTerms> kTerms = [] {
    std::vector<DrawnTerms> all;
    for (const OfferConstraints& wanted : std::vector<OfferConstraints>{
             constraints("a", {{{equals("rack", "a1")}}}),
             constraints("*", {{{matches("rack", "a*")}}, {{exists("ssd")}}}),
             constraints("a/b", {{{matches("HOSTNAME", "h1*")}}}),
             constraints("*", {{{not_equals("HOSTNAME", "h2")}}, {{equals("REGION", "us")}}}),
             constraints("a", {{{equals("REGION", "us"), not_equals("ZONE", "1")}}})}) {
      GlobMatchers matchers;
      all.push_back(
          {{{}, wanted},
           std::make_shared<ConstraintFilter>(*ConstraintFilter::compile(wanted, matchers))});
    }
    return all;
  }();
  DrawnTerms terms = m % 9 < kTerms.size() ? kTerms[m % 9] : DrawnTerms{};
  terms.plain.capabilities.gpu_resources = n % 4 != 0;
  terms.plain.capabilities.region_aware = n % 3 != 0;
  terms.plain.capabilities.revocable_resources = n % 5 < 3;
  terms.plain.capabilities.reservation_refinement = n % 7 < 4;
  if (m % 6 == 0) terms.smallest.push_back({Text("a"), {{{KnownName::Cpus, Quantity{3000}}}}});
  if (m % 4 == 0) terms.smallest.push_back({Text("*"), {}});
  if (m % 10 == 0) {
    terms.smallest.push_back(
        {Text("a/b"), {{{KnownName::Gpus, Quantity{1000}}}, {{KnownName::Mem, Quantity{20'000}}}}});
  }
  return terms;
}

}  // namespace meseta
