// W9: three kinds of frameworks place 19,500 tasks on 80 agents.
//
// As it was meant: every offer is answered, and a framework that has placed all its tasks
// suppresses. Mesos' own version loses an offer per cycle, and its finished frameworks keep taking
// every agent, so it ends with 5,132 tasks at best; a cycle that makes 50 offers compares.
#include <algorithm>

#include "bench/allocator/cluster.hpp"
#include "engine/base/check.hpp"

namespace meseta::bench {

namespace {

struct Kind {
  const char* name;
  std::uint32_t frameworks;
  bool own_roles;
  std::uint32_t tasks;
  std::uint32_t per_offer_max;
  std::int64_t cpus_milli;
  std::int64_t mem;
};

constexpr Kind kKinds[] = {
    {"marathon", 4, true, 4000, 100, 70, 400},
    {"jenkins", 500, false, 5, 1, 100, 4000},
    {"spark", 50, true, 20, 5, 1000, 1000},
};

constexpr std::size_t kOffersMin = 50;  // Of a cycle that is compared.
constexpr int kCyclesMax = 20'000;

struct Placer {
  std::uint32_t left = 0;
  std::uint32_t per_offer_max = 0;
  Resources task;
};

class Placement {
 public:
  Placement(Suite& suite, std::uint32_t agents, std::uint32_t share) : cluster_(suite) {
    for (const Kind& kind : kKinds) {
      for (std::uint32_t i = 0; i < kind.frameworks / share; ++i) {
        const std::string name = kind.name + (kind.own_roles ? std::to_string(i) : std::string());
        cluster_.add_framework(static_cast<std::uint32_t>(placers_.size()), Text(name));
        Resources task(Resource::of(KnownName::Cpus, Quantity{kind.cpus_milli}));
        task.add(Resource::of(KnownName::Mem, Quantity::whole(kind.mem)));
        placers_.push_back({kind.tasks / share, kind.per_offer_max, task});
        left_ += kind.tasks / share;
      }
    }
    for (std::uint32_t i = 0; i < agents; ++i) {
      cluster_.allocator.add_agent(Cluster::agent(i),
                                   amounts({.cpus = 64, .mem = 488'000, .disk = 0}), cluster_.now);
    }
  }

  // What the run took.
  Spent cycle() {
    const Spent spent = cluster_.cycle();
    for (const Grant& grant : cluster_.grants) answer(grant);
    cluster_.grants.clear();
    return spent;
  }

  [[nodiscard]] std::uint32_t left() const { return left_; }
  [[nodiscard]] std::size_t offered() const { return cluster_.offered(); }
  [[nodiscard]] std::uint32_t frameworks() const {
    return static_cast<std::uint32_t>(placers_.size());
  }

 private:
  void answer(const Grant& grant) {
    std::uint32_t number = 0;
    while (Cluster::framework(number) != grant.framework) ++number;
    Placer& placer = placers_[number];
    Resources rest = grant.resources;
    Resources taken;
    for (std::uint32_t n = 0; n < placer.per_offer_max && placer.left > 0; ++n) {
      if (!rest.contains(placer.task)) break;
      rest -= placer.task;
      taken += placer.task;
      --placer.left;
      --left_;
    }
    Allocator& allocator = cluster_.allocator;
    if (!taken.empty()) allocator.launch(grant.framework, grant.role, grant.agent, taken);
    allocator.decline(grant.framework, grant.role, grant.agent, rest, cluster_.now, Duration{});
    if (placer.left == 0) allocator.suppress(grant.framework, {});
  }

  Cluster cluster_;
  std::vector<Placer> placers_;
  std::uint32_t left_ = 0;
};

}  // namespace

void place_tasks(Suite& suite) {
  for (const Size& size : suite.sizes({{80, 554}}, {{80, 554}})) {
    Placement placement(suite, size.agents, suite.tiny() ? 4 : 1);
    const Size actual{size.agents, placement.frameworks()};
    const std::uint32_t tasks = placement.left();
    int cycles = 0;
    while (placement.left() > 0 && cycles < kCyclesMax) {
      const Spent spent = placement.cycle();
      ++cycles;
      if (placement.offered() < std::min<std::size_t>(kOffersMin, size.agents)) continue;
      suite.record({.workload = "W9",
                    .size = actual,
                    .what = "cycle of 50 offers or more",
                    .of = "offer",
                    .count = double(placement.offered()),
                    .goal = {.ratio_min = 20}},
                   spent);
    }
    suite.digest.fold(static_cast<std::uint64_t>(cycles));
    suite.record({.workload = "W9",
                  .size = actual,
                  .what = "tasks placed",
                  .unit = "tasks",
                  .value = double(tasks - placement.left())});
    suite.record({.workload = "W9",
                  .size = actual,
                  .what = "cycles until they were",
                  .unit = "cycles",
                  .value = double(cycles)});
  }
}

}  // namespace meseta::bench
