// What fair shares promise: to everybody his part, to nobody the wish to be another, and an end of
// waiting.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "tests/engine/allocator/law_cluster.hpp"

namespace meseta {
namespace {

// Framework n of a static fill is alone in role `r<n>`, and takes one task of each offer while one
// fits.
struct Filler {
  std::int64_t cpus = 1;  // Of a task.
  std::int64_t mem = 1;
  std::int64_t weight = 1;
  std::int64_t tasks = 0;
  bool stopped = false;

  [[nodiscard]] Resources task() const {
    Resources task(Resource::of(KnownName::Cpus, Quantity::whole(cpus)));
    task.add(Resource::of(KnownName::Mem, Quantity::whole(mem)));
    return task;
  }
};

std::ostream& operator<<(std::ostream& out, const Filler& filler) {
  return out << "{cpus:" << filler.cpus << ";mem:" << filler.mem << ", weight " << filler.weight
             << "}";
}

struct Fill {
  std::int64_t cpus = 0;  // Of the agent.
  std::int64_t mem = 0;
  std::vector<Filler> fillers;

  // Of one task, in parts of cpus * mem.
  [[nodiscard]] std::int64_t share(const Filler& filler) const {
    return std::max(filler.cpus * mem, filler.mem * cpus);
  }
};

// With s(i) the dominant share of one task of i, x(i) that of its tasks, w(i) its weight and W the
// sum of weights, when i stops:
//
//     x(i) > w(i) / W * (1 - sum of s over all)
//
// For a resource has less left than one task of i wants, so the shares x add up to more than
// 1 - s(i); and each j != i was no further than i when it began its last task: (x(j) - s(j)) / w(j)
// is at most x(i) / w(i).
void check_part(const Fill& fill, std::size_t i) {
  const Filler& filler = fill.fillers[i];
  std::int64_t weights = 0;
  std::int64_t left = fill.cpus * fill.mem;
  for (const Filler& other : fill.fillers) {
    weights += other.weight;
    left -= fill.share(other);
  }
  if (filler.tasks * fill.share(filler) * weights > filler.weight * left) return;
  RC_FAIL("framework " + std::to_string(i) + " stops at " + std::to_string(filler.tasks) +
          " tasks, which is less than its weight's part of all but one task of each");
}

// Of what j holds, less its last task and by the ratio of weights, i could not run more tasks.
void check_envy(const Fill& fill, std::size_t i) {
  const Filler& mine = fill.fillers[i];
  for (std::size_t j = 0; j < fill.fillers.size(); ++j) {
    const Filler& other = fill.fillers[j];
    if (i == j || other.tasks == 0) continue;
    const auto enough = [&](std::int64_t his, std::int64_t wanted) {
      return (other.tasks - 1) * his * mine.weight <= mine.tasks * wanted * other.weight;
    };
    if (enough(other.cpus, mine.cpus) || enough(other.mem, mine.mem)) continue;
    RC_FAIL("framework " + std::to_string(i) + ", which stops at " + std::to_string(mine.tasks) +
            " tasks, envies framework " + std::to_string(j) + " its " +
            std::to_string(other.tasks));
  }
}

// One agent, so that everybody's share is known whenever somebody is offered something.
RC_GTEST_PROP(AllocatorFairness, AStaticFillGivesEverybodyHisPartAndNobodyEnvies, ()) {
  const auto amount = rc::gen::inRange<std::int64_t>(1, 6);
  const auto weight = rc::gen::element<std::int64_t>(1, 1, 2, 5);
  Fill fill{
      *rc::gen::inRange<std::int64_t>(10, 80), *rc::gen::inRange<std::int64_t>(10, 80),
      *rc::gen::container<std::vector<Filler>>(*rc::gen::inRange<std::size_t>(2, 6),
                                               rc::gen::construct<Filler>(amount, amount, weight))};
  AllocatorOptions options{.smallest_offers = {}};
  for (std::size_t i = 0; i < fill.fillers.size(); ++i) {
    options.weights.push_back(
        {Text("r" + std::to_string(i)), fill.fillers[i].weight * kWeightMilliDefault});
  }
  LawCluster cluster(options);
  for (std::size_t i = 0; i < fill.fillers.size(); ++i) {
    cluster.framework(static_cast<std::uint32_t>(i), {"r" + std::to_string(i)});
  }
  Resources total(Resource::of(KnownName::Cpus, Quantity::whole(fill.cpus)));
  total.add(Resource::of(KnownName::Mem, Quantity::whole(fill.mem)));
  cluster.agent(1, total);
  cluster.advance(Duration{});
  while (!cluster.held().empty() && cluster.held().back().offered) {
    const LawCluster::Held offer = cluster.held().back();
    Filler& filler = fill.fillers[offer.client.framework];
    const bool fits = offer.resources.contains(filler.task());
    cluster.accept(cluster.held().size() - 1, fits ? filler.task() : Resources{}, Duration{});
    if (fits) {
      ++filler.tasks;
    } else {
      check_part(fill, offer.client.framework);
      check_envy(fill, offer.client.framework);
      filler.stopped = true;
      cluster.suppress(offer.client.framework);
    }
    cluster.advance(seconds(1));
    if (!cluster.broken().empty()) RC_FAIL(cluster.broken());
  }
  for (std::size_t i = 0; i < fill.fillers.size(); ++i) {
    if (fill.fillers[i].stopped) continue;  // Else nothing is left, so it would stop now.
    check_part(fill, i);
    check_envy(fill, i);
  }
}

// What is offered comes back within kTimeout, or becomes a task of at most kLongest.
constexpr Duration kTimeout = seconds(3);
constexpr Duration kLongest = seconds(2);
constexpr Duration kStep = milliseconds(250);

enum class Habit : std::uint8_t {
  Decline,
  DeclineForASecond,
  DeclineForFive,
  Hoard,
  Take,
  TakeAll
};
constexpr std::array kHabits{Habit::Decline,        Habit::Decline, Habit::DeclineForASecond,
                             Habit::DeclineForFive, Habit::Hoard,   Habit::Take,
                             Habit::TakeAll};

void answer(LawCluster& cluster, std::size_t i, Habit habit) {
  const LawCluster::Held& offer = cluster.held()[i];
  switch (habit) {
    case Habit::Decline:
      return cluster.accept(i, {}, Duration{});
    case Habit::DeclineForASecond:
      return cluster.accept(i, {}, seconds(1));
    case Habit::DeclineForFive:
      return cluster.accept(i, {}, seconds(5));
    case Habit::Hoard:
      if (cluster.now() - offer.since >= kTimeout) cluster.rescind(i);
      return;
    case Habit::Take: {
      const Resources task = offer.resources.shrink_to({{KnownName::Cpus, Quantity::whole(1)}});
      return cluster.accept(i, task, Duration{});
    }
    case Habit::TakeAll:
      const Resources all = offer.resources;
      return cluster.accept(i, all, Duration{});
  }
}

// With n top-level roles, H = kTimeout + kLongest and the interval I: a role waits at most
//
//     H + n * (H + I)
//
// if one of its frameworks refuses nothing beyond the interval. After H it holds nothing. From then
// on it is passed over at most n - 1 times on an agent it could have (that is a law of LawCluster),
// and between two such times the agent is held for no longer than H and then is looked at within I.
RC_GTEST_PROP(AllocatorFairness, NobodyStarvesWhereOffersTimeOutAndTasksEnd, ()) {
  const auto habits = *rc::gen::container<std::vector<std::size_t>>(
      *rc::gen::inRange<std::size_t>(2, 8), rc::gen::inRange<std::size_t>(0, kHabits.size()));
  const int agents = *rc::gen::inRange(1, 4);
  const auto roles = *rc::gen::inRange<std::size_t>(2, 6);
  LawCluster cluster({.weights = {{Text("r0"), 5000}}});
  for (int n = 1; n <= agents; ++n)
    cluster.agent(n, Resources(Resource::of(KnownName::Cpus, Quantity::whole(4))));
  std::map<std::string, Time> last;  // When those who refuse nothing for long were offered one.
  std::set<std::string> all;
  for (std::size_t n = 0; n < habits.size(); ++n) {
    const std::string role = "r" + std::to_string(n % roles);
    cluster.framework(static_cast<std::uint32_t>(n), {role});
    all.insert(role);
    const Habit habit = kHabits[habits[n]];
    if (habit != Habit::DeclineForASecond && habit != Habit::DeclineForFive) {
      last[role] = cluster.now();
    }
  }
  const auto count = static_cast<std::int64_t>(all.size());
  const Duration bound = kTimeout + kLongest + (kTimeout + kLongest + seconds(1)) * count;
  for (Duration passed{}; passed < seconds(90); passed = passed + kStep) {
    cluster.advance(kStep);
    if (!cluster.broken().empty()) RC_FAIL(cluster.broken());
    for (const auto& run : cluster.runs) {
      for (const LawCluster::Held& grant : run) {
        if (last.count(grant.client.role) > 0) last[grant.client.role] = grant.since;
      }
    }
    cluster.runs.clear();
    for (const auto& [role, since] : last) {
      if (cluster.now() - since <= bound) continue;
      RC_FAIL("role " + role + " was offered nothing for " +
              std::to_string((cluster.now() - since).ns / 1'000'000) + " ms");
    }
    for (std::size_t i = cluster.held().size(); i-- > 0;) {
      const LawCluster::Held& held = cluster.held()[i];
      if (held.offered) {
        answer(cluster, i, kHabits[habits[held.client.framework]]);
      } else if (cluster.now() - held.since >= kLongest) {
        cluster.release(i);
      }
    }
  }
}

}  // namespace
}  // namespace meseta
