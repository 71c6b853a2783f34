// Frameworks and their loads.
#include <algorithm>
#include <set>

#include "scenarios/builders.hpp"
#include "scenarios/resource_texts.hpp"
#include "workload/trace/table.hpp"

namespace meseta {

namespace {

constexpr std::uint64_t kFrameworksMax = 100'000;
constexpr std::uint64_t kTasksMax = 100'000'000;
constexpr Duration kArrivalsMax = days(3650);

TaskShape build_task(const scenario::Task& from, const Building& building) {
  if (gpus_milli(from.resources()) != 0) {
    building.refuse(from, "resources",
                    "a task's resources have gpus; expected cards: 1 (and card_milli) beside them");
  }
  if (from.cards() == 0) {
    for (const char* const field : {"card_milli", "models"}) {
      if (!building.places.given(from, field)) continue;
      building.refuse(from, field, std::string(field) + " is there without cards; expected cards");
    }
  }
  TaskShape made{.resources = from.resources(),
                 .cards = from.cards(),
                 .card_milli = from.cards() == 0 ? 0 : from.card_milli(),
                 .gpu_models = {from.models().begin(), from.models().end()}};
  std::sort(made.gpu_models.begin(), made.gpu_models.end());
  made.gpu_models.erase(std::unique(made.gpu_models.begin(), made.gpu_models.end()),
                        made.gpu_models.end());
  return made;
}

Arrivals build_arrivals(const scenario::Batch& batch, const Building& building) {
  const scenario::Arrivals& from = batch.arrivals();
  const int given = int{from.has_at_once()} + int{from.has_every()} + int{from.has_poisson()} +
                    int{from.has_within()};
  if ((given != 1 || (from.has_at_once() && !from.at_once())) && batch.has_arrivals()) {
    building.refuse(from, {},
                    "there is no single way to arrive; expected one of at_once: true, "
                    "every, poisson, within");
  }
  const auto last_by = [&](const char* field, std::int64_t interval) {
    if (batch.tasks() == 0 || interval <= kArrivalsMax.ns / batch.tasks()) return;
    building.refuse(
        from, field,
        std::to_string(batch.tasks()) + " tasks arrive over more than ten years; expected less");
  };
  if (from.has_every()) {
    last_by("every", from.every());
    return {.kind = Arrivals::Kind::Every, .interval = nanoseconds(from.every())};
  }
  if (from.has_poisson()) {
    last_by("poisson", from.poisson());
    return {.kind = Arrivals::Kind::Poisson, .interval = nanoseconds(from.poisson())};
  }
  if (from.has_within()) {
    return {.kind = Arrivals::Kind::Within, .interval = nanoseconds(from.within())};
  }
  return {};
}

bool never_lasts(const Distribution& d) {
  const auto nothing = [](const Distribution::Weighted& row) { return row.value == Duration{}; };
  return d.base == Duration{} && d.spread == Duration{} && d.center == Duration{} &&
         std::all_of(d.values.begin(), d.values.end(), nothing);
}

ServiceLoad build_service(const scenario::Service& from, const Building& building) {
  ServiceLoad made{.instances = from.instances(),
                   .task = build_task(from.task(), building),
                   .start = nanoseconds(from.start()),
                   .lifetime = {},
                   .restart_delay = nanoseconds(from.restart_delay()),
                   .fail_per_million = from.fail()};
  if (from.has_lifetime()) {
    made.lifetime = build_distribution(from.lifetime(), building);
    // Else instances could end and be started anew for ever, at one instant.
    if (never_lasts(*made.lifetime)) {
      building.refuse(from, "lifetime", "no lifetime is above 0s; expected some that are");
    }
  } else if (from.fail() > 0) {
    building.refuse(from, "fail", "fail is there without a lifetime; expected a lifetime");
  }
  return made;
}

BatchLoad build_batch(const scenario::Batch& from, const Building& building) {
  return {.tasks = from.tasks(),
          .task = build_task(from.task(), building),
          .start = nanoseconds(from.start()),
          .arrivals = build_arrivals(from, building),
          .duration = build_distribution(from.duration(), building),
          .fail_per_million = from.fail(),
          .hang_per_million = from.hang()};
}

void build_load(const scenario::Framework& from, const std::vector<LoadedTrace>& traces,
                const Building& building, FrameworkSpec& made) {
  const int loads = int{from.has_service()} + int{from.has_batch()} + int{from.has_trace()};
  if (loads != 1) {
    building.refuse(from, {},
                    "framework " + excerpt(from.name()) + " has " + std::to_string(loads) +
                        " loads; expected one of service, batch, trace");
  } else if (from.has_service()) {
    made.service = build_service(from.service(), building);
  } else if (from.has_batch()) {
    made.batch = build_batch(from.batch(), building);
  } else if (from.count() > 1) {
    building.refuse(
        from, "count",
        "count is " + std::to_string(from.count()) + " of a framework with a trace; expected 1");
  } else {
    made.trace = build_trace_load(from.trace(), traces, building);
  }
}

// Without `duration` a run goes on until everything has ended.
void check_ends(const FrameworkSpec& made, const scenario::Framework& from,
                const std::vector<LoadedTrace>& traces, const Building& building) {
  const char* why = nullptr;
  const char* field = nullptr;
  if (made.service && made.service->instances > 0) {
    field = "service", why = "is a service";
  } else if (made.batch && made.batch->hang_per_million > 0) {
    field = "batch", why = "has tasks that hang";
  } else if (made.trace && traces[made.trace->trace].endless) {
    field = "trace", why = "has a trace with end: never";
  }
  if (why == nullptr) return;
  building.refuse(from, field,
                  "framework " + excerpt(made.name) + " " + why +
                      ", so the run never ends; expected a duration for the scenario");
}

bool* find_capability(Capabilities& capabilities, std::string_view name) {
  if (name == "REVOCABLE_RESOURCES") return &capabilities.revocable_resources;
  if (name == "SHARED_RESOURCES") return &capabilities.shared_resources;
  if (name == "GPU_RESOURCES") return &capabilities.gpu_resources;
  if (name == "RESERVATION_REFINEMENT") return &capabilities.reservation_refinement;
  if (name == "REGION_AWARE") return &capabilities.region_aware;
  return nullptr;
}

Capabilities build_capabilities(const scenario::Framework& from, const Building& building) {
  Capabilities made;
  for (int i = 0; i < from.capabilities_size(); ++i) {
    bool* const capability = find_capability(made, from.capabilities(i));
    if (capability != nullptr && !*capability) {
      *capability = true;
      continue;
    }
    building.findings.refuse(
        building.places.of_item(from, "capabilities", i),
        excerpt(from.capabilities(i)) +
            (capability == nullptr ? " is no capability; expected"
                                   : " is there twice; expected each once of") +
            " REVOCABLE_RESOURCES, SHARED_RESOURCES, GPU_RESOURCES, RESERVATION_REFINEMENT, "
            "REGION_AWARE");
  }
  return made;
}

FrameworkSpec build_framework(const scenario::Scenario& all, const scenario::Framework& from,
                              const std::vector<LoadedTrace>& traces, const Building& building) {
  FrameworkSpec made;
  made.name = from.name();
  made.count = from.count();
  made.role = from.role();
  made.user = from.user();
  made.principal = from.principal();
  made.failover_timeout = nanoseconds(from.failover_timeout());
  made.checkpoint = from.checkpoint();
  if (building.places.given(from, "capabilities")) {
    made.capabilities = build_capabilities(from, building);
  }
  made.refuse_seconds = nanoseconds(from.refuse_seconds());
  made.suppress_when_idle = from.suppress_when_idle();
  made.tasks_per_accept_max = from.tasks_per_accept_max();
  made.placement = from.placement() == scenario::Framework::BEST_FIT
                       ? FrameworkSpec::Placement::BestFit
                       : FrameworkSpec::Placement::FirstFit;
  const auto& roles = all.policy().roles();
  if (!roles.empty() && made.role != "*" &&
      std::find(roles.begin(), roles.end(), made.role) == roles.end()) {
    building.refuse(
        from, "role",
        "role " + excerpt(made.role) + " is not one of policy.roles; expected one of those");
  }
  build_load(from, traces, building, made);
  if (!all.has_duration() && !building.findings.any()) check_ends(made, from, traces, building);
  return made;
}

std::uint64_t tasks_of(const FrameworkSpec& framework) {
  if (framework.service) return std::uint64_t{framework.count} * framework.service->instances;
  if (framework.batch) return std::uint64_t{framework.count} * framework.batch->tasks;
  return 0;
}

}  // namespace

std::vector<FrameworkSpec> build_frameworks(const scenario::Scenario& from,
                                            const std::vector<LoadedTrace>& traces,
                                            const Building& building) {
  std::vector<FrameworkSpec> frameworks;
  std::set<std::string> names;
  std::uint64_t tasks = 0;
  for (const auto& one : from.frameworks()) {
    FrameworkSpec made = build_framework(from, one, traces, building);
    tasks += tasks_of(made);
    if (names.size() + made.count > kFrameworksMax) {
      building.refuse(one, "count", "there are more than 100000 frameworks; expected fewer");
    }
    if (tasks > kTasksMax) {
      building.refuse(one, {}, "there are more than 100000000 tasks; expected fewer");
    }
    for (std::uint32_t i = 0; i < made.count && !building.findings.any(); ++i) {
      if (names.insert(framework_name(made, i)).second) continue;
      building.refuse(one, "name",
                      "two frameworks are called " + excerpt(framework_name(made, i)) +
                          "; expected each name once");
    }
    if (building.findings.any()) break;
    frameworks.push_back(std::move(made));
  }
  return frameworks;
}

}  // namespace meseta
