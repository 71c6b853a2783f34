// How the masters decide: the flags of `meseta master` that change what happens.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/allocator/quota_check.hpp"
#include "engine/base/time.hpp"

namespace meseta {

struct RoleWeight {
  std::string role;
  std::int64_t weight_milli = 1000;

  friend bool operator==(const RoleWeight&, const RoleWeight&) = default;
  template <class Self, class V>
  static void visit_fields(Self& self, V&& v) {
    v("role", self.role);
    v("weight_milli", self.weight_milli);
  }
};

struct PolicySpec {
  std::uint32_t masters = 1;
  std::string allocator = "drf";
  Duration allocation_interval = seconds(1);
  std::optional<Duration> allocation_batch = milliseconds(10);
  std::optional<Duration> offer_timeout;
  std::string min_allocatable_resources = "cpus:0.01|mem:32";
  Duration agent_ping_timeout = seconds(15);
  std::uint32_t max_agent_ping_timeouts = 5;
  Duration agent_reregister_timeout = minutes(10);
  std::vector<std::string> roles;   // The only ones there are; empty: any.
  std::vector<RoleWeight> weights;  // Ordered by role; a role without one weighs 1.
  std::vector<std::string> fair_sharing_excluded_resource_names;
  bool filter_gpu_resources = true;
  std::string domain;                                 // Of the masters; empty: nowhere.
  std::optional<std::vector<std::string>> whitelist;  // Agents by name; absent: all.

  std::string max_offer;            // Empty: no offer is cut.
  std::vector<QuotaConfig> quotas;  // They make sense together.

  friend bool operator==(const PolicySpec&, const PolicySpec&) = default;
  template <class Self, class V>
  static void visit_fields(Self& self, V&& v) {
    v("masters", self.masters);
    v("allocator", self.allocator);
    v("allocation_interval", self.allocation_interval);
    v("allocation_batch", self.allocation_batch);
    v("offer_timeout", self.offer_timeout);
    v("min_allocatable_resources", self.min_allocatable_resources);
    v("agent_ping_timeout", self.agent_ping_timeout);
    v("max_agent_ping_timeouts", self.max_agent_ping_timeouts);
    v("agent_reregister_timeout", self.agent_reregister_timeout);
    v("roles", self.roles);
    v("weights", self.weights);
    v("fair_sharing_excluded_resource_names", self.fair_sharing_excluded_resource_names);
    v("filter_gpu_resources", self.filter_gpu_resources);
    v("domain", self.domain);
    v("whitelist", self.whitelist);
    v("max_offer", self.max_offer);
    v("quotas", self.quotas);
  }
};

}  // namespace meseta
