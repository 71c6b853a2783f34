#include "cli/simulation.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "cli/run_plan.hpp"
#include "engine/resources/text_form.hpp"

namespace meseta::cli {

namespace {

std::uint32_t frameworks_of(const Scenario& scenario) {
  return static_cast<std::uint32_t>(framework_names(scenario).size());
}

// By agent, in the scenario's order; empty if no agent has any.
std::vector<std::uint32_t> cards_by_agent(const Scenario& scenario) {
  std::vector<std::uint32_t> cards;
  bool any = false;
  for (const AgentClass& agents : scenario.cluster) {
    const auto resources = parse_resources(agents.resources);
    CHECK(resources.has_value());
    const auto each = static_cast<std::uint32_t>(resources->gpus().milli / 1000);
    any = any || (each > 0 && agents.count > 0);
    cards.insert(cards.end(), agents.count, each);
  }
  return any ? cards : std::vector<std::uint32_t>{};
}

std::unique_ptr<CardWatch> card_watch(const Scenario& scenario) {
  const std::vector<std::uint32_t> cards = cards_by_agent(scenario);
  return cards.empty() ? nullptr : std::make_unique<CardWatch>(kSimulationStart, cards);
}

// Those the scenario names, then as many of those it does not as the waits speak of.
std::vector<std::string> class_names(const Scenario& scenario, std::size_t others) {
  std::vector<std::string> names;
  for (const AgentClass& agents : scenario.cluster) names.push_back(agents.name);
  for (std::size_t i = 0; i < others; ++i) names.push_back("other-" + std::to_string(i));
  return names;
}

Fraction mean(Wide sum, std::int64_t total, Duration span) {
  if (sum <= 0 || total <= 0 || span <= Duration{}) return {};
  return fraction_of(static_cast<UnsignedWide>(sum),
                     static_cast<UnsignedWide>(total) * static_cast<std::uint64_t>(span.ns));
}

}  // namespace

Simulation::Simulation(const Scenario& scenario, const Options& options, Progress& progress)
    : scenario_(scenario),
      observer_(options.observer),
      tally_(frameworks_of(scenario)),
      cards_(card_watch(scenario)),
      world_(scenario, tally_, this->options(progress, options.checker)) {
  if (cards_) cards_->look_at(world_);
}

void Simulation::run() {
  world_.run();
  tell_waiting();
}

// The census hears of a wait when it is over; these are not.
void Simulation::tell_waiting() {
  for (std::uint32_t i = 0; i < frameworks_of(scenario_); ++i) {
    const Runner* const runner = world_.runner(i);
    if (runner == nullptr) continue;
    for (const Runner::Waiting& task : runner->waiting()) {
      tally_.waited({.framework = i,
                     .task = task.task,
                     .waited = std::max(world_.end() - task.since, Duration{}),
                     .launched = false,
                     .obstacles = task.obstacles});
    }
  }
}

World::Options Simulation::options(Progress& progress, Checker* checker) {
  World::Options options{.seed = scenario_.seed, .start = kSimulationStart, .checker = checker};
  // Nobody watches who has nothing to see: it would cost a call an event.
  options.observer = observer_;
  if (cards_) options.observer = observer_ == nullptr ? cards_.get() : static_cast<Observer*>(this);
  options.progress = [this, &progress](Time now, std::uint64_t events) {
    show(progress, now, events);
  };
  return options;
}

void Simulation::handled(const Handled& what, std::span<const Want> wants) {
  cards_->handled(what, wants);
  observer_->handled(what, wants);
}

void Simulation::show(Progress& progress, Time now, std::uint64_t events) const {
  if (!progress.due()) return;
  const Census::Counts& counts = tally_.total();
  progress.show({.simulated = now - kSimulationStart,
                 .duration = scenario_.duration,
                 .events = events,
                 .tasks_ended = counts.submitted - counts.pending - counts.running,
                 .tasks = counts.submitted});
}

Capacity Simulation::capacity() const {
  const Usage::Amounts& total = world_.usage().total();
  return {total[Usage::Cpus], total[Usage::Mem], total[Usage::Gpus]};
}

std::vector<RunPoint> Simulation::points() const {
  std::vector<RunPoint> points;
  for (const Point& point : world_.series().points()) {
    points.push_back({.at = point.at - world_.start(),
                      .pending = point.pending,
                      .running = point.running,
                      .cpus_milli = point.held[Usage::Cpus],
                      .mem_milli = point.held[Usage::Mem],
                      .gpus_milli = point.held[Usage::Gpus],
                      .finished = point.finished,
                      .lost = point.lost,
                      .agents_up = point.agents_up,
                      .faults = point.faults,
                      .pending_max = point.pending_max,
                      .running_max = point.running_max});
  }
  return points;
}

void Simulation::fill_use(Summary& summary) const {
  const Usage& usage = world_.usage();
  const Time now = world_.now();
  const Duration span = summary.simulated;
  const Usage::Integrals sums = usage.integrals(now);
  const Usage::Amounts& total = usage.total();
  summary.utilization = {mean(sums[Usage::Cpus], total[Usage::Cpus], span),
                         mean(sums[Usage::Mem], total[Usage::Mem], span),
                         mean(sums[Usage::Gpus], total[Usage::Gpus], span)};
  for (std::uint32_t i = 0; i < summary.frameworks_detail.size(); ++i) {
    if (span <= Duration{}) continue;
    summary.frameworks_detail[i].dominant_share =
        mean(usage.share_integral(world_.framework_id(i), now), Usage::kShareUnits, span);
  }
  if (cards_) summary.gpu = cards_->use(now);
}

Summary Simulation::summary() {
  const Dispatcher& dispatcher = world_.dispatcher();
  const MasterStats stats = world_.master_stats();
  Summary summary{.scenario = scenario_.name,
                  .seed = scenario_.seed,
                  .backend = "sim",
                  .digest = dispatcher.digest(),
                  .events = dispatcher.events(),
                  .simulated = world_.end() - world_.start(),
                  .agents = world_.cast().count(Boot::Role::Agent),
                  .frameworks = world_.cast().count(Boot::Role::Scheduler),
                  .messages = message_counts(world_.loop().sent()),
                  .offers = {.made = stats.offers_made,
                             .accepted = stats.offers_accepted,
                             .declined = stats.offers_declined,
                             .rescinded = stats.offers_rescinded},
                  .decisions = stats.decisions(),
                  .violations = world_.violations()};
  for (const FrameworkSpec& framework : scenario_.frameworks) {
    for (std::uint32_t i = 0; i < framework.count; ++i) {
      summary.frameworks_detail.push_back(
          {.name = framework_name(framework, i), .role = framework.role});
    }
  }
  tally_.fill(summary, class_names(scenario_, tally_.other_classes(scenario_.cluster.size())));
  fill_use(summary);
  return summary;
}

ReplayCast::ReplayCast(const Scenario& scenario)
    : census_(frameworks_of(scenario)), cast_(scenario, scenario.seed, census_) {}

}  // namespace meseta::cli
