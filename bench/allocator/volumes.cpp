// W8: all of every agent is reserved to one role, and each has a persistent volume.
#include <utility>

#include "bench/allocator/cluster.hpp"
#include "engine/base/check.hpp"

namespace meseta::bench {

namespace {

constexpr int kRounds = 6;

Resource volume(const Reservation& reservation) {
  Resource resource = Resource::of(KnownName::Disk, Quantity::whole(1024));
  resource.reservations = make_ref(ReservationStack{reservation});
  Disk disk;
  disk.persistence_id = Text("volume");
  disk.container_path = Text("data");
  resource.disk = make_ref(std::move(disk));
  return resource;
}

Machine reserved_machine(const Text& role) {
  const Reservation reservation{.type = ReservationType::Static, .role = role};
  Machine machine{
      .total = (amounts({.cpus = 24, .mem = 4096, .disk = 3072}) + all_ports())
                   .push_reservation(reservation),
      .used = (amounts({.cpus = 16, .mem = 1024, .disk = 1024}) + fragmented_ports())
                  .push_reservation(reservation),
  };
  machine.total.add(volume(reservation));
  return machine;
}

}  // namespace

void offer_volumes(Suite& suite) {
  const Text role("test");
  for (const Size& size : suite.sizes({{10'000, 200}}, {{10'000, 200}})) {
    std::vector<Machine> machines;
    for (std::uint32_t i = 0; i < size.agents; ++i) machines.push_back(reserved_machine(role));
    Cluster cluster(suite);
    cluster.add_frameworks(size.frameworks, role);
    cluster.add_agents(machines, size.frameworks, role, 4);
    for (int round = 0; round < kRounds; ++round) {
      cluster.decline(Duration{});
      const Spent cycle = cluster.cycle();
      CHECK(cluster.offered() == size.agents);
      CHECK(!cluster.grants.front().resources.persistent_volumes().empty());
      suite.record({.workload = "W8",
                    .size = size,
                    .what = "cycle",
                    .of = "offer",
                    .count = double(size.agents),
                    .goal = {.ratio_min = 20}},
                   cycle);
    }
  }
}

}  // namespace meseta::bench
