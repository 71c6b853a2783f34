// Network, costs and policy.
#include <google/protobuf/descriptor.h>

#include <algorithm>

#include "engine/allocator/options.hpp"
#include "scenarios/builders.hpp"
#include "workload/trace/table.hpp"

namespace meseta {

namespace {

int kinds_given(const scenario::Distribution& from) {
  return int{from.has_fixed()} + int{from.has_min() || from.has_max()} +
         int{from.has_exponential()} + int{from.has_lognormal()} + int{from.empirical_size() > 0};
}

void build_table(const scenario::Distribution& from, Distribution& made, const Building& building) {
  std::uint64_t sum = 0;
  for (const auto& row : from.empirical()) {
    made.values.push_back({.value = nanoseconds(row.value()), .weight = row.weight()});
    sum += row.weight();
  }
  if (sum > UINT32_MAX) {
    building.refuse(
        from, "empirical",
        "the weights add up to " + std::to_string(sum) + "; expected at most 4294967295");
  }
}

bool known_role(const scenario::Policy& from, const std::string& role) {
  if (from.roles().empty() || role == "*") return true;
  return std::find(from.roles().begin(), from.roles().end(), role) != from.roles().end();
}

void build_max_offer(const scenario::Policy& from, PolicySpec& made, const Building& building) {
  made.max_offer = from.max_offer();
  const Result<Limits> most = parse_max_offer(from.max_offer());
  if (!most) {
    return building.refuse(from, "max_offer",
                           "max_offer is " + excerpt(from.max_offer()) + ": " +
                               most.error().message +
                               "; expected a form such as `cpus:4;mem:8192`");
  }
  const auto smallest = parse_smallest_offers(from.min_allocatable_resources());
  if (!smallest) return;  // Which is told where it stands.
  const auto fits = [&](const Quantities& wanted) { return most->cap(wanted) == wanted; };
  if (std::any_of(smallest->begin(), smallest->end(), fits)) return;
  building.refuse(from, "max_offer",
                  "max_offer is " + excerpt(from.max_offer()) + ", less than each of " +
                      excerpt(from.min_allocatable_resources()) +
                      "; expected room for one of min_allocatable_resources");
}

// One by one: a limit of 0 is one, and a name that occurs twice is refused with the quota.
std::vector<Quantities::Amount> build_amounts(const scenario::Policy::Quota& from,
                                              std::string_view field, std::string_view text,
                                              const Building& building) {
  std::vector<Quantities::Amount> made;
  for (std::string_view left = text; !left.empty();) {
    const std::string_view part = left.substr(0, left.find(';'));
    left.remove_prefix(std::min(left.size(), part.size() + 1));
    const Result<Quantities> amount = parse_quantities(part);
    if (!amount || part.empty()) {
      building.refuse(from, field,
                      std::string(field) + " is " + excerpt(std::string(text)) +
                          "; expected a form such as `cpus:10;mem:65536`");
      return made;
    }
    const ResourceName name(part.substr(0, part.find(':')));
    made.push_back({name, amount->get(name)});
  }
  return made;
}

void build_quotas(const scenario::Policy& from, PolicySpec& made, const Building& building) {
  for (const scenario::Policy::Quota& quota : from.quotas()) {
    if (!known_role(from, quota.role())) {
      building.refuse(
          quota, "role",
          "role " + excerpt(quota.role()) + " is not one of policy.roles; expected one of those");
    }
    made.quotas.push_back(
        {.role = Text(quota.role()),
         .guarantees = build_amounts(quota, "guarantees", quota.guarantees(), building),
         .limits = build_amounts(quota, "limits", quota.limits(), building)});
  }
  if (const auto valid = check(Quotas(), made.quotas, {}); !valid) {
    building.refuse(from, "quotas", valid.error().message + "; expected quotas that go together");
  }
}

}  // namespace

Distribution build_distribution(const scenario::Distribution& from, const Building& building) {
  Distribution made;
  if (kinds_given(from) != 1 || from.has_min() != from.has_max()) {
    building.refuse(from, {},
                    "there is not one distribution but " + std::to_string(kinds_given(from)) +
                        ", or half of one; expected one of fixed, min with max, "
                        "exponential, lognormal, empirical");
    return made;
  }
  if (from.has_fixed()) return Distribution::fixed(nanoseconds(from.fixed()));
  if (from.has_min()) {
    if (from.max() < from.min()) {
      building.refuse(from, "max", "max is less than min; expected at least min");
    }
    return Distribution::uniform(nanoseconds(from.min()), nanoseconds(from.max()));
  }
  if (from.has_exponential()) {
    made.kind = Distribution::Kind::Exponential;
    made.base = nanoseconds(from.exponential().base());
    made.center = nanoseconds(from.exponential().mean());
  } else if (from.has_lognormal()) {
    made.kind = Distribution::Kind::Lognormal;
    made.base = nanoseconds(from.lognormal().base());
    made.center = nanoseconds(from.lognormal().median());
    made.sigma_milli = from.lognormal().sigma();
  } else {
    made.kind = Distribution::Kind::Empirical;
    build_table(from, made, building);
  }
  return made;
}

NetworkSpec build_network(const scenario::Network& from, const Building& building) {
  NetworkSpec made;
  if (from.has_latency()) made.latency = build_distribution(from.latency(), building);
  made.session_breaks_per_hour_milli = from.session_breaks_per_hour();
  made.break_detected_within = nanoseconds(from.break_detected_within());
  made.clock_offset_max = nanoseconds(from.clocks().offset_max());
  made.clock_drift_ppm_max = from.clocks().drift_ppm_max();
  return made;
}

CostSpec build_costs(const scenario::Costs& from) {
  CostSpec made;
  made.receive = nanoseconds(from.receive());
  made.inbox_max = from.inbox_max();
  const auto& type = *scenario::MessageCosts::descriptor();
  for (int i = 0; i < type.field_count(); ++i) {
    const auto& field = *type.field(i);
    const std::int64_t cost = from.handle().GetReflection()->GetInt64(from.handle(), &field);
    if (cost > 0) made.handle.push_back({.type = field.name(), .cost = nanoseconds(cost)});
  }
  std::sort(made.handle.begin(), made.handle.end(),
            [](const auto& a, const auto& b) { return a.type < b.type; });
  return made;
}

PolicySpec build_policy(const scenario::Policy& from, const Building& building) {
  PolicySpec made;
  made.masters = from.masters();
  if (from.allocator() == scenario::Policy::RANDOM) made.allocator = "random";
  made.allocation_interval = nanoseconds(from.allocation_interval());
  made.allocation_batch.reset();
  if (from.offers_on_release()) made.allocation_batch = nanoseconds(from.allocation_batch());
  if (from.has_offer_timeout()) made.offer_timeout = nanoseconds(from.offer_timeout());
  made.min_allocatable_resources = from.min_allocatable_resources();
  made.agent_ping_timeout = nanoseconds(from.agent_ping_timeout());
  made.max_agent_ping_timeouts = from.max_agent_ping_timeouts();
  made.agent_reregister_timeout = nanoseconds(from.agent_reregister_timeout());
  made.roles.assign(from.roles().begin(), from.roles().end());
  made.fair_sharing_excluded_resource_names.assign(
      from.fair_sharing_excluded_resource_names().begin(),
      from.fair_sharing_excluded_resource_names().end());
  made.filter_gpu_resources = from.filter_gpu_resources();
  made.domain = from.domain();
  if (building.places.given(from, "whitelist")) {
    made.whitelist.emplace(from.whitelist().begin(), from.whitelist().end());
  }
  build_max_offer(from, made, building);
  build_quotas(from, made, building);
  for (const auto& weight : from.weights()) {
    made.weights.push_back({.role = weight.role(), .weight_milli = weight.weight()});
    if (!known_role(from, weight.role())) {
      building.refuse(
          weight, "role",
          "role " + excerpt(weight.role()) + " is not one of policy.roles; expected one of those");
    }
    const auto twice = std::count_if(from.weights().begin(), from.weights().end(),
                                     [&](const auto& w) { return w.role() == weight.role(); });
    if (twice > 1) {
      building.refuse(weight, "role",
                      "role " + excerpt(weight.role()) + " has " + std::to_string(twice) +
                          " weights; expected one");
    }
  }
  std::sort(made.weights.begin(), made.weights.end(),
            [](const RoleWeight& a, const RoleWeight& b) { return a.role < b.role; });
  return made;
}

}  // namespace meseta
