// GuaranteeFlow: could all guarantees be satisfied at once?
//
// Of one resource. What is reserved for a role counts as consumed there. The rest of each agent may
// be given to whoever may use the agent, in pieces, and what a framework takes counts in its role
// and in all roles above. That is a circulation with bounds from below, found as a maximum flow:
//
//     source -- agent -- framework -- role === role above === ... -- sink -- source
//      unreserved |  may use  |        [guarantee - reserved, limit - reserved]
//
// It knows nothing of needs, surplus or an order of grants: either there is a distribution or not.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace meseta::oracles {

struct FlowAgent {
  std::int64_t unreserved = 0;
  std::map<std::string, std::int64_t> reserved;  // By role.
};

struct FlowFramework {
  std::string role;
  std::vector<std::size_t> agents;  // Which it may use.
};

struct FlowQuota {
  std::int64_t guarantee = 0;
  std::optional<std::int64_t> limit;
};

struct FlowCluster {
  std::vector<FlowAgent> agents;
  std::vector<FlowFramework> frameworks;
  std::map<std::string, FlowQuota> quotas;  // By role.
};

[[nodiscard]] bool satisfiable(const FlowCluster& cluster);

}  // namespace meseta::oracles
