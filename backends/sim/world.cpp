#include "backends/sim/world.hpp"

#include <algorithm>
#include <utility>

#include "engine/base/check.hpp"

namespace meseta {

namespace {

constexpr Site kOffset{"clock.offset"};
constexpr Site kDrift{"clock.drift"};

constexpr std::uint64_t kTurnsPerProgress = 1U << 18U;

// A look walks all tasks of the leader: so many turns for each pay for the next one.
constexpr std::uint64_t kTurnsPerTaskSeen = 16;
constexpr std::uint64_t kTurnsPerLookMin = 1'000;

Usage::Amounts total_of(const Quantities& total) {
  return {total.get(KnownName::Cpus).milli, total.get(KnownName::Mem).milli,
          total.get(KnownName::Gpus).milli};
}

// No process may find itself before the epoch, however slow its clock.
World::Options bounded(World::Options options, const Scenario& scenario) {
  options.start = std::max(options.start, Time{} + scenario.network.clock_offset_max);
  return options;
}

void add(MasterStats& sum, const MasterStats& more) {
  for (const auto field :
       {&MasterStats::offers_made, &MasterStats::offers_accepted, &MasterStats::offers_declined,
        &MasterStats::offers_rescinded, &MasterStats::offers_withdrawn, &MasterStats::runs,
        &MasterStats::accepts, &MasterStats::declines, &MasterStats::refusals,
        &MasterStats::tasks_launched, &MasterStats::updates, &MasterStats::updates_forwarded,
        &MasterStats::acks_forwarded, &MasterStats::agents_registered,
        &MasterStats::agents_reregistered, &MasterStats::agents_unreachable,
        &MasterStats::frameworks_subscribed, &MasterStats::frameworks_removed}) {
    sum.*field += more.*field;
  }
}

}  // namespace

World::World(const Scenario& scenario, Census& census, Options options)
    : scenario_(scenario),
      census_(census),
      options_(bounded(std::move(options), scenario)),
      choices_(options_.seed),
      cast_(scenario, options_.seed, census),
      clock_(options_.start),
      network_(loop_, clock_, agenda_, choices_, scenario.network, scenario.costs),
      store_(loop_, clock_, agenda_, choices_, network_.links(), {}),
      checkers_(cast_, Place{cast_.count(Boot::Role::Master)}, options_.start),
      launcher_(loop_, clock_, agenda_, choices_, {.total = total_of(cast_.total())}),
      election_(loop_, clock_, agenda_, choices_, store_, network_.links(),
                {.masters = scenario.policy.masters, .news = scenario.network.latency}),
      series_(options_.start) {
  loop_.attach(network_, store_, launcher_);
  loop_.dispatcher().observe(options_.observer);
  launcher_.watch(&checkers_);
  if (options_.checker != nullptr) checkers_.add(*options_.checker);
  loop_.watch_queue(options_.queues);
  agenda_.watch_queue(options_.queues);
  store_.on_step_down([this](NodeId node) { election_.step_down(node); });
  if (scenario.duration) last_ = options_.start + *scenario.duration;

  std::uint32_t count = 0;
  for (const Boot::Role role : {Boot::Role::Master, Boot::Role::Agent, Boot::Role::Scheduler}) {
    count += cast_.count(role);
  }
  processes_.resize(count);
  for (const Boot::Role role : {Boot::Role::Master, Boot::Role::Agent, Boot::Role::Scheduler}) {
    for (std::uint32_t index = 0; index < cast_.count(role); ++index) boot(role, index);
  }
  Hands& hands = *this;
  faults_ = std::make_unique<FaultPlan>(agenda_, hands, cast_.topology(), scenario, options_.start);
}

World::~World() = default;

Place World::place(Boot::Role role, std::uint32_t index) const {
  CHECK(index < cast_.count(role));
  std::uint32_t before = 0;
  if (role != Boot::Role::Master) before += cast_.count(Boot::Role::Master);
  if (role == Boot::Role::Scheduler) before += cast_.count(Boot::Role::Agent);
  return {before + index};
}

World::Process& World::process(Boot::Role role, std::uint32_t index) {
  return processes_[place(role, index).value];
}

const World::Process& World::process(Boot::Role role, std::uint32_t index) const {
  return processes_[place(role, index).value];
}

Skew World::skew(Place where) const {
  const NetworkSpec& network = scenario_.network;
  const Duration most = network.clock_offset_max;
  const Duration drift{std::int64_t{network.clock_drift_ppm_max} * 1'000};
  return {choices_.between(-most, most, kOffset, where.value, 0),
          choices_.between(-drift, drift, kDrift, where.value, 0).ns};
}

void World::boot(Boot::Role role, std::uint32_t index) {
  Process& booted = process(role, index);
  if (booted.node.valid()) return;
  const Place where = place(role, index);
  const Time now = clock_.now();
  // What a process that crashed left running it knows nothing of, and nobody else would end it.
  if (role == Boot::Role::Agent && booted.last.valid()) launcher_.vanish(booted.last);
  booted.actor = cast_.play(role, index);
  booted.node = loop_.add(*booted.actor.component);
  booted.last = booted.node;
  clock_.set_skew(booted.node, skew(where));
  network_.join(booted.node, where);
  if (role == Boot::Role::Master) {
    store_.join_master(booted.node, where);
  } else {
    store_.join(booted.node, where);
  }
  loop_.post(booted.node, Boot{role, index, booted.incarnations++, store_.records(where)}, now);
  if (role == Boot::Role::Master) {
    election_.join(booted.node, where);
  } else {
    election_.follow(booted.node, where);
  }
  if (role == Boot::Role::Agent) {
    launcher_.join(booted.node, where);
    ++agents_up_;
  }
}

void World::vanish(Boot::Role role, std::uint32_t index) {
  Process& gone = process(role, index);
  if (!gone.last.valid()) return;
  network_.vanish(gone.last);
  if (role == Boot::Role::Agent) launcher_.vanish(gone.last);
  bury(role, gone);
}

void World::end(Boot::Role role, std::uint32_t index) {
  Process& gone = process(role, index);
  if (!gone.node.valid()) return;
  network_.leave(gone.node);
  bury(role, gone);
}

// What is the same however a process ended. Nothing, if it had ended before.
void World::bury(Boot::Role role, Process& gone) {
  if (!gone.node.valid()) return;
  const NodeId node = std::exchange(gone.node, {});
  store_.leave(node);
  if (role == Boot::Role::Master) {
    election_.leave(node);
  } else {
    election_.unfollow(node);
  }
  if (role == Boot::Role::Agent) --agents_up_;
  loop_.remove(node);
  if (gone.actor.master != nullptr) add(past_, gone.actor.master->stats());
  if (gone.actor.driver != nullptr) gone.framework = gone.actor.driver->id();
  gone.actor = {};
}

std::optional<std::uint32_t> World::leading_master() const {
  const NodeId leader = election_.leader();
  for (std::uint32_t i = 0; i < cast_.count(Boot::Role::Master); ++i) {
    const NodeId node = process(Boot::Role::Master, i).node;
    if (node.valid() && node == leader) return i;
  }
  return std::nullopt;
}

void World::run_until(Time until) {
  while (!over_ && !stopped_) {
    const Time bound = std::min(until, last_);
    if (drive(clock_, agenda_, loop_, std::min(bound, series_.next()))) {
      after_turn();
    } else if (series_.next() > bound) {
      clock_.advance(std::max(clock_.now(), bound));
      if (bound == last_) finish();
      return;
    } else if (bound == kTimeMax && agenda_.next() == kTimeMax && loop_.next() == kTimeMax) {
      return finish();  // Nothing is left to wait for.
    } else {
      clock_.advance(series_.next());
      series_.add(point());
      if (turns_ >= next_look_) look();
    }
  }
}

void World::run() { run_until(kTimeMax); }

void World::after_turn() {
  series_.see(census_.total().running, census_.total().pending);
  // Before the first instant is over, the frameworks have not said what they are about to do.
  if (census_.over() && last_ == kTimeMax && clock_.now() > options_.start) {
    end_ = clock_.now();
    last_ = end_ + options_.linger;
  }
  if (++turns_ % kTurnsPerProgress == 0 && options_.progress) {
    options_.progress(clock_.now(), loop_.dispatcher().events());
  }
}

void World::finish() {
  over_ = true;
  if (scenario_.duration || last_ == kTimeMax) end_ = clock_.now();
  series_.close(point());
  look();
}

void World::look() {
  const Sight seen = sight();
  checkers_.look(seen);
  const Master* const leading = leader();
  const std::uint64_t walked = seen.frameworks.size() + (leading == nullptr ? 0 : leading->tasks());
  next_look_ = turns_ + std::max(kTurnsPerLookMin, kTurnsPerTaskSeen * walked);
}

Sight World::sight() const {
  Sight seen{.now = clock_.now(), .leader = {}, .counts = census_.total(), .frameworks = {}};
  const Master* const leading = leader();
  if (leading != nullptr && leading->leading()) {
    seen.leader = sight_of(election_.leader(), *leading);
  }
  for (std::uint32_t i = 0; i < cast_.count(Boot::Role::Scheduler); ++i) {
    const NodeId node = process(Boot::Role::Scheduler, i).last;
    seen.frameworks.push_back({node, framework_id(i), census_.of(i)});
  }
  return seen;
}

Point World::point() const {
  const Census::Counts& counts = census_.total();
  return {.at = clock_.now(),
          .held = launcher_.usage().held(),
          .running = counts.running,
          .pending = counts.pending,
          .finished = counts.finished,
          .lost = counts.lost,
          .agents_up = agents_up_,
          .faults = faults_->active()};
}

const Master* World::master(std::uint32_t index) const {
  return process(Boot::Role::Master, index).actor.master;
}

const Agent* World::agent(std::uint32_t index) const {
  return process(Boot::Role::Agent, index).actor.agent;
}

const Driver* World::scheduler(std::uint32_t index) const {
  return process(Boot::Role::Scheduler, index).actor.driver;
}

FrameworkId World::framework_id(std::uint32_t index) const {
  const Process& of = process(Boot::Role::Scheduler, index);
  return of.actor.driver == nullptr ? of.framework : of.actor.driver->id();
}

const Master* World::leader() const {
  const auto index = leading_master();
  return index ? master(*index) : nullptr;
}

MasterStats World::master_stats() const {
  MasterStats sum = past_;
  for (const Process& living : processes_) {
    if (living.actor.master != nullptr) add(sum, living.actor.master->stats());
  }
  if (const Master* const leading = leader()) sum.tasks = leading->stats().tasks;
  return sum;
}

}  // namespace meseta
