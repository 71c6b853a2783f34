// AllocatorOptions: what an operator may say about allocation.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "engine/allocator/limits.hpp"
#include "engine/allocator/quota_check.hpp"
#include "engine/base/result.hpp"
#include "engine/base/text.hpp"
#include "engine/base/time.hpp"
#include "engine/resources/quantities.hpp"
#include "engine/resources/resource_name.hpp"

namespace meseta {

inline constexpr std::int64_t kWeightMilliMin = 1;
inline constexpr std::int64_t kWeightMilliMax = std::int64_t{1} << 20U;
inline constexpr std::int64_t kWeightMilliDefault = 1000;

// How long a refusal lasts when the one who refuses does not say, and at most.
inline constexpr Duration kRefuseDefault = seconds(5);
inline constexpr Duration kRefuseMax = days(365);

struct RoleWeightMilli {
  Text role;
  std::int64_t weight_milli = kWeightMilliDefault;
};

inline constexpr Duration kAllocationBatchMax = seconds(1);

struct AllocatorOptions {
  // The order of clients; client_order.hpp has the names there are.
  Text policy = Text("drf");

  std::uint64_t seed = 0;  // Of what the policy leaves to chance.

  // Between two runs for what came back. In (0, 1 h]. The grid starts at the Unix epoch.
  Duration interval = seconds(1);

  // What is new or came free and was not refused, an agent or what a task held, is offered by a run
  // of its own, no sooner than this after the last of its kind. In [0, kAllocationBatchMax]. None,
  // as with Mesos: a new agent makes a run due at once, what came free waits for the interval.
  std::optional<Duration> batch = milliseconds(10);

  // An offer contains at least one of these. None: any offer that is not empty.
  std::vector<Quantities> smallest_offers = {
      Quantities{{KnownName::Cpus, Quantity{10}}},
      Quantities{{KnownName::Mem, Quantity::whole(32)}},
  };

  // The most that one offer holds of each name, of what is neither reserved nor revocable, so that
  // nobody sits on a whole agent. What is left is offered to others.
  Limits max_offer;

  std::vector<RoleWeightMilli> weights;  // By the full path of a role.

  std::vector<QuotaConfig> quotas;  // What check() refuses is a bug here.

  // Names that do not count for shares.
  std::vector<ResourceName> excluded_names;

  // Agents with gpus are offered to frameworks with GPU_RESOURCES only.
  bool filter_gpu_resources = true;

  // Where the masters are. Agents of another region are offered to REGION_AWARE frameworks only.
  // Empty: to all.
  Text region;

  // Hostnames of the agents that are offered. Absent: all agents. At most kWhitelistMax.
  std::optional<std::vector<Text>> whitelist;
};

// `cpus:4;mem:8192`, each amount more than 0. Empty: no limits.
[[nodiscard]] Result<Limits> parse_max_offer(std::string_view text);

// `cpus:0.01|mem:32`: alternatives, each of which may name several amounts. Empty: any offer.
[[nodiscard]] Result<std::vector<Quantities>> parse_smallest_offers(std::string_view text);

}  // namespace meseta
