// What an AllocatorOracle is given, and what it answers.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/id.hpp"
#include "engine/base/time.hpp"
#include "engine/resources/quantities.hpp"
#include "engine/resources/resources.hpp"
#include "tests/oracles/exclusions_oracle.hpp"
#include "tests/oracles/quota_oracle.hpp"

namespace meseta::oracles {

using OracleClient = std::pair<FrameworkId, std::string>;  // A framework in a role.

// The smallest offers a framework wants in a role, by role.
using OracleSizes = std::map<std::string, std::vector<Quantities>>;

struct OracleOptions {
  Duration interval;
  std::optional<Duration> batch;
  std::vector<Quantities> smallest_offers;
  std::map<std::string, std::int64_t> weights;
  std::set<std::string> excluded_names;
  QuotaOracle::Amounts max_offer;
  ExclusionRules rules;
};
struct OracleGrant {
  OracleClient client;
  AgentId agent;
  Resources resources;
  bool owed = false;   // It helps to satisfy a guarantee.
  bool whole = false;  // It is all that is free for him.
};
struct OracleFraction {
  std::int64_t part = 0;
  std::int64_t whole = 1;
};

}  // namespace meseta::oracles
