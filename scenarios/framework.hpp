// Who asks for resources: frameworks, how they treat offers, and what they run.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "engine/base/time.hpp"
#include "engine/resources/capabilities.hpp"
#include "scenarios/load.hpp"

namespace meseta {

struct FrameworkSpec {
  // How a framework chooses among the agents it was offered in one go.
  enum class Placement : std::uint8_t {
    FirstFit,  // the first that holds the task, in the order of the offer
    BestFit,   // the one where it does least harm; see workload/placer.hpp
  };

  std::string name;
  std::uint32_t count = 1;  // Frameworks alike, called `name-0000`, `name-0001`, … if above 1.
  std::string role = "*";
  std::string user = "root";
  std::string principal;
  Duration failover_timeout;
  bool checkpoint = false;
  Capabilities capabilities{.revocable_resources = true,
                            .shared_resources = true,
                            .gpu_resources = true,
                            .reservation_refinement = true,
                            .region_aware = true};

  Duration refuse_seconds = seconds(5);  // The filter of a decline, and of what an accept leaves.
  bool suppress_when_idle = true;        // While its queue is empty; it revives on an arrival.
  std::uint32_t tasks_per_accept_max = 100;
  Placement placement = Placement::FirstFit;

  // Exactly one is there.
  std::optional<ServiceLoad> service;
  std::optional<BatchLoad> batch;
  std::optional<TraceLoad> trace;

  friend bool operator==(const FrameworkSpec&, const FrameworkSpec&) = default;
  template <class Self, class V>
  static void visit_fields(Self& self, V&& v) {
    v("name", self.name);
    v("count", self.count);
    v("role", self.role);
    v("user", self.user);
    v("principal", self.principal);
    v("failover_timeout", self.failover_timeout);
    v("checkpoint", self.checkpoint);
    v("capabilities", self.capabilities);
    v("refuse_seconds", self.refuse_seconds);
    v("suppress_when_idle", self.suppress_when_idle);
    v("tasks_per_accept_max", self.tasks_per_accept_max);
    v("placement", self.placement);
    v("service", self.service);
    v("batch", self.batch);
    v("trace", self.trace);
  }
};

// `web`, or `web-0007` if there are several. `index` counts from 0.
std::string framework_name(const FrameworkSpec& framework, std::uint32_t index);

// Whether `name` names the one with this index: its own name does, and the one they share.
bool is_called(const FrameworkSpec& framework, std::uint32_t index, const std::string& name);

}  // namespace meseta
