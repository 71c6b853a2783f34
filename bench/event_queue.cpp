// What does an event queue cost? Ours beside std::priority_queue of the same entries.
//
// The hold model: with so many entries pending, pop one and push one. Where the pushes fall decides
// the cost, so there are several distributions, and a recorded run. Both queues do the same, so
// both must print the same digest of what they popped.
//
//     event_queue [--tiny] [--json] [--pending N] [--only NAME] [--record FILE]
//
// FILE is a record of a run (bench/queue_record.hpp); without it, c2m is run and
// recorded first, with as many tasks as entries are asked for.
#include "engine/loop/event_queue.hpp"

#include <algorithm>
#include <array>
#include <cinttypes>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <queue>
#include <string>
#include <string_view>
#include <vector>

#include "backends/sim/world.hpp"
#include "bench/queue_record.hpp"
#include "engine/base/choices.hpp"
#include "scenarios/reader.hpp"

namespace meseta::bench {
namespace {

struct Later {
  bool operator()(const QueueEntry& a, const QueueEntry& b) const {
    return a.at != b.at ? b.at < a.at : b.number < a.number;
  }
};

class HeapQueue {
 public:
  void push(const QueueEntry& entry) { heap_.push(entry); }
  QueueEntry pop() {
    const QueueEntry entry = heap_.top();
    heap_.pop();
    return entry;
  }

 private:
  std::priority_queue<QueueEntry, std::vector<QueueEntry>, Later> heap_;
};

struct Measured {
  double ns_per_hold = 0;
  std::uint64_t digest = 0;
};

// Of processor time, since on a shared computer the wall's counts the neighbours' work too.
class Stopwatch {
 public:
  [[nodiscard]] double ns() const {
    return static_cast<double>(std::clock() - start_) * (1e9 / CLOCKS_PER_SEC);
  }

 private:
  std::clock_t start_ = std::clock();
};

// A distribution of increments: 1024 values, drawn with equal odds, and a uniform addition below
// `spread` so that the table does not make ties. Small enough to leave the cache to the queues.
struct Increments {
  const char* name;
  bool lockstep = false;  // All start at the same instant.
  std::uint64_t spread = 1;
  std::array<std::int64_t, 1024> table{};

  [[nodiscard]] Duration draw(std::uint64_t word) const {
    return nanoseconds(table[word % 1024] + static_cast<std::int64_t>((word >> 10U) % spread));
  }
};

Increments exponential_increments() {
  Increments increments{.name = "exponential", .spread = 1U << 20U};
  const Choices choices(1);
  for (std::size_t i = 0; i < 1024; ++i) {
    increments.table[i] = choices.exponential(seconds(1), Site("increment"), 0, i).ns;
  }
  return increments;
}

Increments bimodal_increments() {
  Increments increments{.name = "bimodal", .spread = 1U << 10U};
  for (std::size_t i = 0; i < 1024; ++i) {
    increments.table[i] = (i < 10 ? days(1) : milliseconds(1)).ns;
  }
  return increments;
}

Increments equal_increments(const char* name, bool lockstep) {
  Increments increments{.name = name, .lockstep = lockstep};
  increments.table.fill(seconds(1).ns);
  return increments;
}

// The generator of splitmix64: one addition, so that it costs nothing beside a queue.
struct Words {
  std::uint64_t state = 0;

  std::uint64_t next() {
    state += 0x9e3779b97f4a7c15U;
    const std::uint64_t x = (state ^ (state >> 30U)) * 0xbf58476d1ce4e5b9U;
    return x ^ (x >> 27U);
  }
};

std::uint64_t fold(std::uint64_t digest, const QueueEntry& entry) {
  return (digest ^ static_cast<std::uint64_t>(entry.at.ns)) * 0x9e3779b97f4a7c15U + entry.number;
}

// The best of three stretches, each long enough to turn the whole queue over.
template <class Queue>
Measured measure_hold(const Increments& increments, std::uint64_t pending, std::uint64_t holds) {
  Queue queue;
  Words words;
  Measured measured;
  std::uint64_t number = 0;
  for (; number < pending; ++number) {
    const Duration cycle = increments.draw(words.next());
    const auto phase = static_cast<std::int64_t>(words.next() >> 1U) % (cycle.ns + 1);
    queue.push({Time{increments.lockstep ? 0 : phase}, number, number, 0, 0});
  }
  const std::uint64_t stretch = std::max(pending, holds);
  for (int round = 0; round < 4; ++round) {
    const Stopwatch watch;
    for (std::uint64_t i = 0; i < stretch; ++i) {
      QueueEntry entry = queue.pop();
      measured.digest = fold(measured.digest, entry);
      entry.at = entry.at + increments.draw(words.next());
      entry.number = number++;
      queue.push(entry);
    }
    const double ns = watch.ns() / static_cast<double>(stretch);
    if (round == 1 || (round > 1 && ns < measured.ns_per_hold)) measured.ns_per_hold = ns;
  }
  return measured;
}

// Words are decoded a block at a time, off the clock.
template <class Queue>
Measured measure_record(const std::string& record) {
  Queue queue;
  QueueRecordReader reader(record);
  Measured measured;
  std::uint64_t number = 0;
  std::uint64_t pops = 0;
  Time now;
  std::vector<std::uint64_t> words(1U << 16U);
  while (const std::size_t count = reader.read(words)) {
    const Stopwatch watch;
    for (std::size_t i = 0; i < count; ++i) {
      const std::uint64_t n = words[i] >> 1U;
      if (words[i] % 2 == 0) {
        queue.push({now + nanoseconds(static_cast<std::int64_t>(n)), number, number, 0, 0});
        ++number;
        continue;
      }
      for (std::uint64_t popped = 0; popped < n; ++popped) {
        const QueueEntry entry = queue.pop();
        measured.digest = fold(measured.digest, entry);
        now = entry.at;
      }
      pops += n;
    }
    measured.ns_per_hold += watch.ns();
  }
  measured.ns_per_hold /= static_cast<double>(std::max<std::uint64_t>(pops, 1));
  return measured;
}

// What a run of c2m, cut to so many tasks, asks of its queues: those of the loop and of the
// simulated world as one, with the ends of tasks and the alarms that are popped only to be dropped.
class RecordedRun final : public QueueWatch {
 public:
  static std::optional<std::string> record(std::uint64_t tasks) {
    const std::uint64_t frameworks = (tasks + 1999) / 2000;
    const std::uint64_t agents = (frameworks * 61 + 9) / 10;
    const auto scenario =
        read_scenario("scenarios/c2m.yaml", {"frameworks.batch.count=" + std::to_string(frameworks),
                                             "cluster.agent.count=" + std::to_string(agents)});
    if (!scenario) {
      std::fprintf(stderr, "%s\n", scenario.error().message.c_str());
      return std::nullopt;
    }
    Census census(static_cast<std::uint32_t>(frameworks));
    RecordedRun run;
    World world(*scenario, census, {.queues = &run});
    world.run();
    return run.writer_.take();
  }

  // One of the two queues may lag behind the other.
  void pushed(Time at) override { writer_.pushed(std::max(at, now_)); }
  void popped(Time at) override {
    now_ = std::max(at, now_);
    writer_.popped(now_);
  }

 private:
  Time now_;
  QueueRecordWriter writer_;
};

struct Row {
  std::string distribution;
  std::uint64_t pending;
  Measured heap;
  Measured ours;
};

void print_row(const Row& row, bool json, bool first) {
  const double ratio = row.heap.ns_per_hold / row.ours.ns_per_hold;
  if (json) {
    std::printf("%s{\"distribution\":\"%s\",\"pending\":%" PRIu64
                ",\"ns\":%.1f,\"heap_ns\":%.1f,\"ratio\":%.2f,\"digest\":\"%016" PRIx64 "\"}",
                first ? "" : ",", row.distribution.c_str(), row.pending, row.ours.ns_per_hold,
                row.heap.ns_per_hold, ratio, row.ours.digest);
  } else {
    if (first) {
      std::printf("%-12s %9s %9s %9s %6s  %s\n", "distribution", "pending", "ns/hold", "std::pq",
                  "ratio", "digest");
    }
    std::printf("%-12s %9" PRIu64 " %9.1f %9.1f %6.1f  %016" PRIx64 "\n", row.distribution.c_str(),
                row.pending, row.ours.ns_per_hold, row.heap.ns_per_hold, ratio, row.ours.digest);
  }
  std::fflush(stdout);
}

// More take gigabytes and minutes to record.
constexpr std::uint64_t kRecordedMax = 1'000'000;

struct Options {
  bool tiny = false;
  bool json = false;
  std::uint64_t pending = 0;  // 0: all sizes.
  std::string only;
  std::string record;
};

int run(const Options& options) {
  std::vector<std::uint64_t> sizes = {1'000, 100'000, 1'000'000, 5'000'000};
  if (options.tiny) sizes = {1'000, 20'000};
  if (options.pending > 0) sizes = {options.pending};
  const std::uint64_t holds = options.tiny ? 20'000 : 2'000'000;
  const Increments all[] = {exponential_increments(), bimodal_increments(),
                            equal_increments("equal", false), equal_increments("lockstep", true)};

  bool first = true;
  bool agree = true;
  const auto wanted = [&](std::string_view name) {
    return options.only.empty() || options.only == name;
  };
  const auto report = [&](const Row& row) {
    print_row(row, options.json, first);
    first = false;
    if (row.heap.digest == row.ours.digest) return;
    agree = false;
    std::fprintf(stderr, "%s at %" PRIu64 ": std::priority_queue says %016" PRIx64 "\n",
                 row.distribution.c_str(), row.pending, row.heap.digest);
  };

  if (options.json) std::printf("{\"bench\":\"event_queue\",\"rows\":[");
  for (const Increments& increments : all) {
    for (const std::uint64_t pending : sizes) {
      if (!wanted(increments.name)) continue;
      report({increments.name, pending, measure_hold<HeapQueue>(increments, pending, holds),
              measure_hold<EventQueue>(increments, pending, holds)});
    }
  }
  for (const std::uint64_t tasks : sizes) {
    if (!wanted("recorded")) continue;
    if (!options.record.empty() && tasks != sizes.front()) break;
    if (tasks > kRecordedMax) continue;
    const auto words =
        options.record.empty() ? RecordedRun::record(tasks) : load_queue_record(options.record);
    if (!words) {
      std::fprintf(stderr, "%s: no queue record\n", options.record.c_str());
      return 2;
    }
    report({"recorded", options.record.empty() ? tasks : 0, measure_record<HeapQueue>(*words),
            measure_record<EventQueue>(*words)});
  }
  if (options.json) std::printf("]}\n");
  return agree ? 0 : 1;
}

}  // namespace
}  // namespace meseta::bench

int main(int argc, char** argv) {
  meseta::bench::Options options;
  for (int i = 1; i < argc; ++i) {
    const std::string_view flag = argv[i];
    const bool more = i + 1 < argc;
    if (flag == "--tiny") {
      options.tiny = true;
    } else if (flag == "--json") {
      options.json = true;
    } else if (flag == "--pending" && more) {
      options.pending = std::strtoull(argv[++i], nullptr, 10);
    } else if (flag == "--only" && more) {
      options.only = argv[++i];
    } else if (flag == "--record" && more) {
      options.record = argv[++i];
    } else {
      std::fprintf(stderr, "event_queue: %s: expected %s\n", argv[i],
                   "[--tiny] [--json] [--pending N] [--only NAME] [--record FILE]");
      return 2;
    }
  }
  return meseta::bench::run(options);
}
