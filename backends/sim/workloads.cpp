#include "backends/sim/workloads.hpp"

#include <utility>
#include <vector>

#include "engine/base/check.hpp"
#include "engine/resources/text_form.hpp"
#include "workload/batch.hpp"
#include "workload/service.hpp"
#include "workload/trace_replay.hpp"

namespace meseta {

namespace {

// The scenario's reader has checked every text.
template <class T>
T sure(Result<T> result) {
  CHECK(result.has_value());
  return *std::move(result);
}

Demand demand_of(const TaskShape& shape) {
  Demand demand{.resources = sure(parse_resources(shape.resources)),
                .cards = shape.cards,
                .card_milli = shape.card_milli};
  for (const std::string& model : shape.gpu_models) demand.models.emplace_back(model);
  return demand;
}

std::unique_ptr<Load> make_load(const Scenario& scenario, const FrameworkSpec& spec,
                                const Choices& choices, std::uint32_t framework) {
  CHECK(spec.service.has_value() + spec.batch.has_value() + spec.trace.has_value() == 1);
  if (spec.service) {
    const ServiceLoad& from = *spec.service;
    return std::make_unique<Service>(Service::Options{.instances = from.instances,
                                                      .demand = demand_of(from.task),
                                                      .start = from.start,
                                                      .lifetime = from.lifetime,
                                                      .restart_delay = from.restart_delay,
                                                      .fail_per_million = from.fail_per_million},
                                     choices, framework);
  }
  if (spec.batch) {
    const BatchLoad& from = *spec.batch;
    return std::make_unique<Batch>(Batch::Options{.tasks = from.tasks,
                                                  .demand = demand_of(from.task),
                                                  .start = from.start,
                                                  .arrivals = from.arrivals,
                                                  .duration = from.duration,
                                                  .fail_per_million = from.fail_per_million,
                                                  .hang_per_million = from.hang_per_million},
                                   choices, framework);
  }
  return std::make_unique<TraceReplay>(scenario.traces[spec.trace->trace].jobs, spec.trace->jobs);
}

Placement placement_of(FrameworkSpec::Placement placement) {
  return placement == FrameworkSpec::Placement::BestFit ? Placement::BestFit : Placement::FirstFit;
}

}  // namespace

AgentInfo agent_info(const AgentClass& agents) {
  AgentInfo info;
  info.resources = sure(sure(parse_resources(agents.resources)).with_whole_cards());
  info.attributes = sure(parse_attributes(agents.attributes));
  info.domain = Text(agents.domain);
  if (!agents.gpu_model.empty()) {
    Attribute model;
    model.name = Text(AgentClasses::kModelAttribute);
    model.text = Text(agents.gpu_model);
    info.attributes.list.push_back(std::move(model));
  }
  return info;
}

AgentClasses agent_classes(const Scenario& scenario) {
  std::vector<AgentClasses::Class> classes;
  for (const AgentClass& agents : scenario.cluster) {
    classes.push_back({Text(agents.name), agents.count, agent_info(agents)});
  }
  return AgentClasses(std::move(classes));
}

std::unique_ptr<Runner> make_runner(const Scenario& scenario, const FrameworkSpec& spec,
                                    std::uint32_t framework, const Choices& choices,
                                    AgentClasses& classes, Census& census) {
  Runner::Options options{.framework = framework,
                          .refuse = spec.refuse_seconds,
                          .suppress_when_idle = spec.suppress_when_idle};
  options.placer = {.placement = placement_of(spec.placement),
                    .tasks_per_offer_max = spec.tasks_per_accept_max};
  return std::make_unique<Runner>(options, make_load(scenario, spec, choices, framework), classes,
                                  census);
}

}  // namespace meseta
