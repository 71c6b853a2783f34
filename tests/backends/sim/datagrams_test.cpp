#include "backends/sim/datagrams.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <vector>

#include "tests/backends/sim/sim_bench.hpp"

namespace meseta {
namespace {

struct Sink final : Datagrams::Receiver {
  void received(Packet packet, Time) override { numbers.push_back(packet.number); }

  std::vector<std::uint64_t> numbers;
};

// What the session layer has to mask is really there.
TEST(Datagrams, PacketsAreLostDoubledAndReordered) {
  SimBench bench;
  Datagrams datagrams(bench.clock(), bench.agenda(), bench.choices(),
                      {.lost_per_million = 200'000, .doubled_per_million = 100'000});
  Sink sink;
  datagrams.attach(sink);
  for (std::uint64_t number = 1; number <= 1'000; ++number) datagrams.send({.number = number});
  bench.run_for(seconds(1));

  const std::set<std::uint64_t> distinct(sink.numbers.begin(), sink.numbers.end());
  EXPECT_GT(distinct.size(), 700);
  EXPECT_LT(distinct.size(), 900);
  EXPECT_GT(sink.numbers.size(), distinct.size() + 50);
  EXPECT_FALSE(std::is_sorted(sink.numbers.begin(), sink.numbers.end()));
}

}  // namespace
}  // namespace meseta
