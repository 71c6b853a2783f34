#include "backends/sim/topology.hpp"

#include <gtest/gtest.h>

namespace meseta {
namespace {

using Indices = std::vector<std::uint32_t>;

TEST(Topology, ADomainHoldsAllBeneathItAndNothingBeside) {
  const Topology topology({{.name = "a", .count = 2, .domain = "eu/a/r1"},
                           {.name = "b", .count = 1, .domain = "eu/a/r"},
                           {.name = "c", .count = 1, .domain = "eu/b/r1"},
                           {.name = "d", .count = 2, .domain = "eu/a"},
                           {.name = "e", .count = 1}});

  EXPECT_EQ(topology.in_domain("eu"), (Indices{0, 1, 2, 3, 4, 5}));
  EXPECT_EQ(topology.in_domain("eu/a"), (Indices{0, 1, 2, 4, 5}));
  EXPECT_EQ(topology.in_domain("eu/a/r"), (Indices{2}));
  EXPECT_EQ(topology.in_domain("us"), (Indices{}));
  EXPECT_EQ(topology.in_class("d"), (Indices{4, 5}));
  EXPECT_EQ(topology.agents()[5].member, 1);
}

}  // namespace
}  // namespace meseta
