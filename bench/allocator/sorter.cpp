// W13 and W14: clients are put in the order of their shares.
//
// Every client is active. In Mesos' own benchmarks none is, so that nothing is sorted; the figures
// here are those of the same benchmarks with the clients activated.
#include <string>

#include "bench/allocator/cluster.hpp"
#include "engine/allocator/fair_order.hpp"
#include "engine/base/check.hpp"

namespace meseta::bench {

namespace {

constexpr int kRepetitions = 31;
constexpr int kSortsAgain = 100;  // As one is shorter than it takes to read a clock.
constexpr Goal kGoal{.ratio_min = 20};

Quantities times(const Quantities& amounts, std::uint32_t n) {
  Quantities sum;
  amounts.for_each([&](const ResourceName& name, Quantity quantity) {
    sum.set(name, Quantity{quantity.milli * n});
  });
  return sum;
}

Quantities agent_scalars() { return amounts({.cpus = 24, .mem = 4096, .disk = 4096}).scalars(); }
Quantities used_scalars() { return amounts({.cpus = 16, .mem = 2014, .disk = 1024}).scalars(); }

Bits first_bits(std::uint32_t count) {
  Bits bits;
  for (std::uint32_t i = 0; i < count; ++i) bits.set(i);
  return bits;
}

struct Tree {
  const char* workload;
  Size size;
  std::string suffix;  // Of what is measured.
  const std::vector<Text>& roles;
};

void add_clients(FairOrder& order, const std::vector<Text>& roles) {
  for (std::uint32_t i = 0; i < roles.size(); ++i) {
    order.add(i, roles[i], Text("client-" + std::to_string(i)), Cluster::framework(i));
    order.set_active(i, true);
  }
}

void charge(FairOrder& order, const Size& size, std::uint32_t clients) {
  const Quantities used = used_scalars();
  for (std::uint32_t i = 0; i < size.agents; ++i) order.charge(i % clients, used);
}

// Times of these are shorter than it takes to read the processor's, so all are by the wall.
void record(Suite& suite, const Tree& tree, const char* what, std::int64_t wall_ns) {
  suite.record({.workload = tree.workload,
                .size = tree.size,
                .what = what + tree.suffix,
                .of = "client",
                .count = double(tree.roles.size()),
                .goal = kGoal},
               {.cpu_ns = wall_ns, .wall_ns = wall_ns});
}

void sort_tree(Suite& suite, const Tree& tree) {
  const auto clients = static_cast<std::uint32_t>(tree.roles.size());
  const Bits all = first_bits(clients);
  const auto sort = [&](FairOrder& order, int sorts) {
    ClientSlot first = kNoSlot;
    const std::int64_t since = wall_ns();
    // Each call is made: both are compiled elsewhere.
    for (int i = 0; i < sorts; ++i) {
      order.refresh();
      first = order.first_of(all);
    }
    const std::int64_t took = wall_ns() - since;
    CHECK(first != kNoSlot);
    suite.digest.fold(first);
    return took / sorts;
  };
  for (int repetition = 0; repetition < (suite.tiny() ? 1 : kRepetitions); ++repetition) {
    FairOrder order({}, {});
    add_clients(order, tree.roles);
    order.set_totals(times(agent_scalars(), tree.size.agents));
    charge(order, tree.size, clients);
    record(suite, tree, "first sort", sort(order, 1));
    record(suite, tree, "sort again, nothing changed", sort(order, kSortsAgain));
    const std::int64_t since = wall_ns();
    order.charge(repetition % clients, used_scalars());
    const std::int64_t charging = wall_ns() - since;
    record(suite, tree, "one allocation, sort", charging + sort(order, 1));
  }
}

void change_agents(Suite& suite, const Size& size) {
  const std::vector<Text> roles(size.frameworks, Text("*"));
  const auto count = double(size.agents);
  const auto row = [&](const char* what) {
    return Row{.workload = "W13",
               .size = size,
               .what = what,
               .of = "agent",
               .count = count,
               .goal = kGoal};
  };
  FairOrder order({}, {});
  add_clients(order, roles);
  const Quantities agent = agent_scalars();
  const Quantities used = used_scalars();
  Quantities totals;
  suite.record(row("add agents"), timed([&] {
                 for (std::uint32_t i = 0; i < size.agents; ++i) {
                   totals += agent;
                   order.set_totals(totals);
                 }
               }));
  suite.record(row("add allocations"), timed([&] { charge(order, size, size.frameworks); }));
  order.refresh();
  suite.record(row("remove allocations"), timed([&] {
                 for (std::uint32_t i = 0; i < size.agents; ++i) {
                   order.discharge(i % size.frameworks, used);
                 }
               }));
  suite.record(row("remove agents"), timed([&] {
                 for (std::uint32_t i = 0; i < size.agents; ++i) {
                   totals -= agent;
                   order.set_totals(totals);
                 }
               }));
  CHECK(totals.empty());
}

// A node per client: `fan_out` below the root and below each other, `levels` deep.
void add_roles(std::vector<Text>& roles, const std::string& above, std::uint32_t fan_out,
               std::uint32_t levels) {
  if (levels == 0) return;
  for (std::uint32_t i = 0; i < fan_out; ++i) {
    const std::string role = above + "r" + std::to_string(i);
    roles.emplace_back(role);
    add_roles(roles, role + "/", fan_out, levels - 1);
  }
}

}  // namespace

void sort_flat(Suite& suite) {
  for (const std::uint32_t clients : {1U, 50U, 100U, 200U, 500U, 1000U}) {
    const std::vector<Text> roles(clients, Text("*"));
    sort_tree(suite, {.workload = "W13", .size = {1'000, clients}, .suffix = "", .roles = roles});
    if (suite.tiny()) break;
  }
  for (const Size& size :
       suite.sizes({{1'000, 200}, {10'000, 200}, {50'000, 200}},
                   {{1'000, 200}, {5'000, 200}, {10'000, 200}, {20'000, 200}, {50'000, 200}})) {
    change_agents(suite, size);
  }
}

void sort_hierarchy(Suite& suite) {
  struct Shape {
    std::uint32_t height;
    std::uint32_t fan_out;
  };
  for (const Shape& shape : {Shape{3, 32}, Shape{7, 3}, Shape{10, 2}}) {
    std::vector<Text> roles;
    add_roles(roles, "", shape.fan_out, shape.height - 1);
    const std::string suffix =
        ", height " + std::to_string(shape.height) + " by " + std::to_string(shape.fan_out);
    sort_tree(suite, {.workload = "W14",
                      .size = {1'000, static_cast<std::uint32_t>(roles.size())},
                      .suffix = suffix,
                      .roles = roles});
    if (suite.tiny()) break;
  }
}

}  // namespace meseta::bench
