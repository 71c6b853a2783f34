// What the allocator answers: grants, and figures for reports.
#pragma once

#include <cstdint>

#include "engine/base/id.hpp"
#include "engine/base/text.hpp"
#include "engine/resources/quantity.hpp"
#include "engine/resources/resources.hpp"

namespace meseta {

// What is free on one agent, or a part of it, offered to one client.
struct Grant {
  FrameworkId framework;
  AgentId agent;
  Text role;
  Resources resources;

  friend bool operator==(const Grant&, const Grant&) = default;
};

struct AllocatorShare {  // part / whole, exactly.
  Quantity part;
  Quantity whole;  // More than 0.
};

struct AllocatorStats {
  std::uint64_t runs = 0;
  std::uint64_t visits = 0;  // Agents looked at in runs.
  std::uint64_t grants = 0;
  std::uint64_t filters = 0;  // Alive now.
};

}  // namespace meseta
