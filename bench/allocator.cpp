// What allocation costs: a grant, a decline with its filter, a visit in vain.
//
//     bench/allocator [--tiny]
//
//   crowd   many agents and frameworks, nothing refused: one run hands all agents out
//   trace   one of three frameworks revives, is offered every agent, declines all but one for an
//   hour and
//           suppresses: the pattern of a scheduler that asks for offers when a task arrives
//   sated   every pair of agent and framework has a filter; each run looks at every agent in vain
//
// The digest of all grants tells two builds apart.
#include "engine/allocator/allocator.hpp"

#include <cstdint>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <string>
#include <vector>

#include "engine/base/digest.hpp"

namespace meseta {
namespace {

AgentId agent(std::uint32_t n) { return {1, n + 1}; }
FrameworkId framework(std::uint32_t n) { return {1, n + 1}; }

Resources machine(std::int64_t cpus, std::int64_t mem) {
  Resources resources(Resource::of(KnownName::Cpus, Quantity::whole(cpus)));
  resources.add(Resource::of(KnownName::Mem, Quantity::whole(mem)));
  return resources;
}

// Of this thread's processor time: others may be busy too.
class Stopwatch {
 public:
  void start() { since_ = now(); }
  void stop() { spent_ += now() - since_; }
  [[nodiscard]] double ns() const { return static_cast<double>(spent_); }

 private:
  static std::int64_t now() {
    timespec spent{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &spent);
    return std::int64_t{spent.tv_sec} * 1'000'000'000 + spent.tv_nsec;
  }

  std::int64_t since_ = 0;
  std::int64_t spent_ = 0;
};

void fold(Digest& digest, const std::vector<Grant>& grants) {
  for (const Grant& grant : grants) {
    digest.fold(grant.framework.word());
    digest.fold(grant.agent.word());
    digest.fold(static_cast<std::uint64_t>(grant.resources.cpus().milli));
  }
}

void subscribe(Allocator& allocator, std::uint32_t n, const Text& role, bool suppressed) {
  const std::vector<Text> roles{role};
  allocator.add_framework({.framework = framework(n),
                           .name = Text("framework-" + std::to_string(n)),
                           .roles = roles,
                           .suppressed = suppressed ? roles : std::vector<Text>{}});
}

void print(const char* name, const char* what, double ns, std::uint64_t n) {
  std::printf("%-8s %-34s %12.1f ns  (%llu)\n", name, what, n == 0 ? 0.0 : ns / double(n),
              static_cast<unsigned long long>(n));
}

void crowd(std::uint32_t agents, std::uint32_t frameworks, int rounds, bool own_roles,
           Digest& digest) {
  Allocator allocator({});
  for (std::uint32_t i = 0; i < frameworks; ++i) {
    subscribe(allocator, i, Text(own_roles ? "role-" + std::to_string(i) : "*"), false);
  }
  const Resources total = machine(64, 262'144);
  for (std::uint32_t i = 0; i < agents; ++i) allocator.add_agent(agent(i), total);
  std::vector<Grant> grants;
  Stopwatch runs;
  Stopwatch returns;
  Time now;
  std::uint64_t granted = 0;
  for (int round = 0; round < rounds; ++round) {
    now = now + seconds(1);
    grants.clear();
    runs.start();
    allocator.run(now, grants);
    runs.stop();
    granted += grants.size();
    fold(digest, grants);
    returns.start();
    for (const Grant& grant : grants) {
      allocator.decline(grant.framework, grant.role, grant.agent, grant.resources, now, Duration{});
    }
    returns.stop();
  }
  const char* const name = own_roles ? "crowd/r" : "crowd";
  print(name, "a run", runs.ns(), static_cast<std::uint64_t>(rounds));
  print(name, "a grant", runs.ns(), granted);
  print(name, "a return without filter", returns.ns(), granted);
}

void trace(std::uint32_t agents, std::uint32_t arrivals, Digest& digest) {
  Allocator allocator({});
  for (std::uint32_t i = 0; i < 3; ++i) {
    subscribe(allocator, i, Text("role-" + std::to_string(i)), true);
  }
  for (std::uint32_t i = 0; i < agents; ++i) {
    allocator.add_agent(agent(i), machine(32 + i / 400 * 32, 131'072));
  }
  std::vector<Grant> grants;
  Stopwatch runs;
  Stopwatch declines;
  Stopwatch revives;
  Time now;
  std::uint64_t granted = 0;
  for (std::uint32_t i = 0; i < arrivals; ++i) {
    now = now + seconds(977);
    const FrameworkId who = framework(i % 3);
    grants.clear();
    revives.start();
    allocator.revive(who, {});
    revives.stop();
    runs.start();
    if (allocator.next_run(now) == now) allocator.run(now, grants);
    runs.stop();
    granted += grants.size();
    fold(digest, grants);
    declines.start();
    for (const Grant& grant : grants) {
      allocator.decline(grant.framework, grant.role, grant.agent, grant.resources, now, hours(1));
    }
    allocator.suppress(who, {});
    declines.stop();
  }
  print("trace", "a grant", runs.ns(), granted);
  print("trace", "a decline with its filter", declines.ns(), granted);
  print("trace", "a filter dropped by a revive", revives.ns(), granted);
}

void sated(std::uint32_t agents, std::uint32_t frameworks, Digest& digest) {
  Allocator allocator({});
  for (std::uint32_t i = 0; i < frameworks; ++i) subscribe(allocator, i, Text("*"), false);
  const Resources total = machine(24, 4096);
  for (std::uint32_t i = 0; i < agents; ++i) allocator.add_agent(agent(i), total);
  std::vector<Grant> grants;
  Stopwatch runs;
  Stopwatch declines;
  Time now;
  std::uint64_t granted = 0;
  do {
    now = now + seconds(1);
    grants.clear();
    runs.start();
    allocator.run(now, grants);
    runs.stop();
    granted += grants.size();
    fold(digest, grants);
    declines.start();
    for (const Grant& grant : grants) {
      allocator.decline(grant.framework, grant.role, grant.agent, grant.resources, now, days(400));
    }
    declines.stop();
  } while (!grants.empty());
  print("sated", "a grant as filters pile up", runs.ns(), granted);
  print("sated", "a decline with its filter", declines.ns(), granted);
  Stopwatch vain;
  const int rounds = 20;
  const std::uint64_t visits = allocator.stats().visits;
  for (int i = 0; i < rounds; ++i) {
    now = now + seconds(1);
    // As new as a total can be and still be the same.
    for (std::uint32_t n = 0; n < agents; ++n) allocator.update_agent(agent(n), total);
    vain.start();
    allocator.run(now, grants);
    vain.stop();
  }
  print("sated", "a visit in vain", vain.ns(), allocator.stats().visits - visits);
}

int bench(bool tiny) {
  Digest digest;
  crowd(tiny ? 20 : 6100, tiny ? 5 : 1000, tiny ? 2 : 50, false, digest);
  crowd(tiny ? 20 : 6100, tiny ? 5 : 1000, tiny ? 2 : 50, true, digest);
  trace(tiny ? 20 : 1523, tiny ? 6 : 8152, digest);
  sated(tiny ? 20 : 1000, tiny ? 5 : 200, digest);
  std::printf("digest %s\n", digest.hex().c_str());
  return 0;
}

}  // namespace
}  // namespace meseta

int main(int argc, char** argv) {
  return meseta::bench(argc > 1 && std::strcmp(argv[1], "--tiny") == 0);
}
