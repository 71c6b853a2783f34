// An allocator with agents and frameworks that are named by small numbers, and a clock.
//
//     Allocation cluster;
//     cluster.agent(1);
//     cluster.framework(1);
//     cluster.run();                    // {"1 -> 1"}: agent 1 was granted to framework 1
//     cluster.decline(1, seconds(5));   // all that was granted of agent 1
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/allocator/allocator.hpp"
#include "tests/builders/resources.hpp"

namespace meseta {

class Allocation {
 public:
  using Lines = std::vector<std::string>;

  // Without a batch unless the test is about one: what is new is offered at once.
  explicit Allocation(AllocatorOptions options = {.batch = std::nullopt})
      : allocator(std::move(options)) {}

  static AgentId agent_id(std::uint32_t n) { return {1, n}; }
  static FrameworkId framework_id(std::uint32_t n) { return {1, n}; }
  static std::vector<Text> texts(const std::vector<std::string>& strings) {
    std::vector<Text> list;
    for (const std::string& string : strings) list.emplace_back(string);
    return list;
  }

  void agent(std::uint32_t n, std::string_view total = "cpus:4;mem:4096") {
    allocator.add_agent(agent_id(n), resources(total), now);
  }
  void framework(std::uint32_t n, const std::vector<std::string>& roles = {"*"},
                 const std::vector<std::string>& suppressed = {}) {
    allocator.add_framework({.framework = framework_id(n),
                             .name = Text("framework-" + std::to_string(n)),
                             .roles = texts(roles),
                             .suppressed = texts(suppressed),
                             .capabilities = {.gpu_resources = true}});
  }
  void suppress(std::uint32_t n, const std::vector<std::string>& roles = {}) {
    allocator.suppress(framework_id(n), texts(roles));
  }
  void revive(std::uint32_t n, const std::vector<std::string>& roles = {}) {
    allocator.revive(framework_id(n), texts(roles));
  }

  // A run now: `agent -> framework` each, and `(role)` unless that is `*`.
  Lines run() {
    std::vector<Grant> granted;
    allocator.run(now, granted);
    Lines lines;
    for (Grant& grant : granted) {
      lines.push_back(std::to_string(grant.agent.number) + " -> " +
                      std::to_string(grant.framework.number));
      if (grant.role.view() != "*") lines.back() += " (" + grant.role.str() + ")";
      offers[grant.agent.number].push_back(std::move(grant));
    }
    return lines;
  }
  // Moves the clock, running whenever that is due.
  Lines wait(Duration span) {
    const Time until = now + span;
    Lines lines;
    while (const std::optional<Time> due = allocator.next_run(now)) {
      if (*due > until) break;
      now = *due;
      for (std::string& line : run()) lines.push_back(std::move(line));
    }
    now = until;
    return lines;
  }

  // All outstanding offers of agent n. Absent: as one who does not say for how long.
  void decline(std::uint32_t n, std::optional<Duration> refuse = std::nullopt) {
    accept(n, "", refuse);
  }
  // Launches `task` on the first of them and declines the rest.
  void accept(std::uint32_t n, std::string_view task,
              std::optional<Duration> refuse = std::nullopt) {
    Resources wanted = resources(task);
    for (const Grant& grant : std::exchange(offers[n], {})) {
      const Resources taken = std::exchange(wanted, Resources{});
      allocator.launch(grant.framework, grant.role, grant.agent, taken);
      if (!taken.empty()) tasks[n].push_back({grant.framework, grant.agent, grant.role, taken});
      const Resources rest = grant.resources - taken;
      if (rest.empty()) continue;
      allocator.decline(grant.framework, grant.role, grant.agent, rest, now, refuse);
    }
  }
  // All tasks on agent n end.
  void end_tasks(std::uint32_t n) {
    for (const Grant& task : std::exchange(tasks[n], {})) {
      allocator.release(task.framework, task.role, task.agent, task.resources, now);
    }
  }

  Allocator allocator;
  Time now = Time{} + seconds(1000);
  std::map<std::uint32_t, std::vector<Grant>> offers;  // Outstanding, by agent.
  std::map<std::uint32_t, std::vector<Grant>> tasks;   // Running, by agent.
};

}  // namespace meseta
