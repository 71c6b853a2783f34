#include "workload/runner.hpp"

#include <algorithm>
#include <utility>

#include "engine/base/check.hpp"

namespace meseta {

namespace {

// A demand by the task that has waited longest for it.
struct Turn {
  Time since;
  std::uint32_t task;
  std::uint32_t demand;

  // Heaps have the greatest on top.
  friend bool operator<(const Turn& a, const Turn& b) {
    if (a.since != b.since) return a.since > b.since;
    return a.task > b.task;
  }
};

}  // namespace

Runner::Runner(Options options, std::unique_ptr<Load> load, AgentClasses& classes, Census& census)
    : options_(options),
      load_(std::move(load)),
      classes_(classes),
      census_(census),
      placer_(options.placer, load_->demands(), classes) {
  CHECK(load_->demands().size() <= kDemandsMax);
  queues_.resize(load_->demands().size());
  const auto known = static_cast<std::uint32_t>(classes_.classes().size());
  for (std::uint32_t demand = 0; demand < queues_.size(); ++demand) {
    bool hopeless = known > 0;
    for (std::uint32_t of = 0; of < known && hopeless; ++of) {
      hopeless = placer_.verdict(demand, of).has_value();
    }
    queues_[demand].hopeless = hopeless;
  }
  census_.busy(options_.framework, !load_->exhausted());
}

void Runner::started(Time now, Calls& calls) {
  if (!begun_) {
    begun_ = true;
    suppressed_ = options_.suppress_when_idle;
    load_->begin(now);
  }
  // A new process: its driver knows of no suppression and has no alarm.
  if (suppressed_) calls.suppress();
  armed_ = kTimeMax;
  step(now, calls);
}

void Runner::subscribed(FrameworkId, Time, Calls&) {}
void Runner::disconnected(Time, Calls&) {}
void Runner::rescinded(std::span<const OfferId>, Time, Calls&) {}
void Runner::agent_failed(AgentId, Time, Calls&) {}

void Runner::woken(Time now, Calls& calls) {
  armed_ = kTimeMax;
  step(now, calls);
}

// Whatever it had launched was killed with it, and nobody will say so.
void Runner::refused(const Text&, Time, Calls& calls) {
  refused_ = true;
  for (Task& task : tasks_) {
    if (task.phase != Phase::Launched && task.phase != Phase::Running) continue;
    task.phase = Phase::Over;
    census_.ended(options_.framework, TaskState::Lost);
  }
  live_ = 0;
  settle(calls);
}

void Runner::step(Time now, Calls& calls) {
  now_ = now;
  load_->advance(now, *this);
  settle(calls);
}

void Runner::settle(Calls& calls) {
  if (refused_) {
    if (armed_ != kTimeMax) calls.sleep();
    armed_ = kTimeMax;
    return census_.busy(options_.framework, false);
  }
  const bool exhausted = load_->exhausted();
  if (waiting_ == 0) {
    if (!suppressed_ && (options_.suppress_when_idle || exhausted)) {
      calls.suppress();
      suppressed_ = true;
    }
  } else if (suppressed_ || (revive_ && options_.suppress_when_idle)) {
    calls.revive();
    suppressed_ = false;
  }
  revive_ = false;

  const Time next = load_->next();
  if (next != armed_) {
    armed_ = next;
    next == kTimeMax ? calls.sleep() : calls.wake(next);
  }
  census_.busy(options_.framework, !exhausted || waiting_ > 0 || live_ > 0);
}

void Runner::offered(std::span<const Offer> offers, Time now, Calls& calls) {
  now_ = now;
  load_->advance(now, *this);
  place(offers, calls);
  settle(calls);
}

void Runner::place(std::span<const Offer> offers, Calls& calls) {
  std::vector<Accept> accepts;
  accept_of_.assign(offers.size(), kNone);
  if (waiting_ > 0) {
    placer_.begin(offers);
    std::vector<Turn> turns;
    for (const std::uint32_t demand : wanted_) {
      const std::uint32_t first = queues_[demand].first;
      if (first != kNone) turns.push_back({tasks_[first].since, first, demand});
    }
    std::make_heap(turns.begin(), turns.end());
    while (!turns.empty()) {
      std::pop_heap(turns.begin(), turns.end());
      const Turn turn = turns.back();
      turns.pop_back();
      auto place = placer_.place(turn.demand);
      if (!place) continue;
      const Offer& offer = offers[place->offer];
      std::uint32_t& accept = accept_of_[place->offer];
      if (accept == kNone) {
        accept = static_cast<std::uint32_t>(accepts.size());
        accepts.push_back({.offers = {offer.id}});
      }
      launch(turn.task, offer, *std::move(place), accepts[accept]);
      const std::uint32_t next = queues_[turn.demand].first;
      if (next == kNone) continue;
      turns.push_back({tasks_[next].since, next, turn.demand});
      std::push_heap(turns.begin(), turns.end());
    }
    look(offers);
  }
  Decline decline{.refuse = options_.refuse};
  for (std::uint32_t i = 0; i < offers.size(); ++i) {
    if (accept_of_[i] == kNone) {
      decline.offers.push_back(offers[i].id);
      continue;
    }
    Accept& accept = accepts[accept_of_[i]];
    // What is left of a full offer is wanted, not refused.
    accept.refuse = waiting_ > 0 && placer_.full(i) ? Duration{} : options_.refuse;
    calls.accept(std::move(accept));
  }
  if (!decline.offers.empty()) calls.decline(std::move(decline));
}

void Runner::launch(std::uint32_t task, const Offer& offer, Placer::Place place, Accept& into) {
  Task& launched = tasks_[task];
  if (queues_[launched.demand].failed >= launched.since) tell_wait(task, true);
  unlink(task);
  launched.phase = Phase::Launched;
  launched.agent = offer.agent;
  ++live_;
  census_.launched(options_.framework, now_ - launched.since);
  into.tasks.push_back(
      make_ref(TaskInfo{.name = load_->name(task, launched.attempt),
                        .agent = offer.agent,
                        .resources = std::move(place.resources),
                        .kill_grace = options_.kill_grace,
                        .payload = encode(load_->script(task, launched.attempt))}));
  load_->launched(task);
}

void Runner::update(const StatusUpdate& status, Time now, Calls& calls) {
  now_ = now;
  const auto name = load_->parse(status.task);
  if (!name || name->task >= tasks_.size()) return;
  Task& task = tasks_[name->task];
  const bool live = task.phase == Phase::Launched || task.phase == Phase::Running;
  const bool over = is_terminal(status.state) || is_lost(status.state);
  if (name->attempt != task.attempt || !live) {
    if (!over) calls.kill(status.task, status.agent);
    return;
  }
  if (over) {
    end(name->task, status.state);
    return settle(calls);
  }
  if (status.state != TaskState::Running || task.phase == Phase::Running) return;
  task.phase = Phase::Running;
  census_.started(options_.framework, now - task.since);
}

void Runner::prefetch(const Text& task, int step) const {
  if (step == 1) {
    for (std::size_t at = 0; at < sizeof(Runner); at += 64) {
      __builtin_prefetch(reinterpret_cast<const char*>(this) + at);
    }
    return;
  }
  const auto name = load_->parse(task);
  if (name && name->task < tasks_.size()) __builtin_prefetch(&tasks_[name->task]);
}

void Runner::end(std::uint32_t task, TaskState state) {
  tasks_[task].phase = Phase::Over;
  --live_;
  census_.ended(options_.framework, state);
  load_->ended(task, state, now_, *this);
}

std::vector<Reconcile::Claim> Runner::claims() const {
  std::vector<Reconcile::Claim> live;
  for (std::uint32_t task = 0; task < tasks_.size(); ++task) {
    const Task& of = tasks_[task];
    if (of.phase != Phase::Launched && of.phase != Phase::Running) continue;
    live.push_back({load_->name(task, of.attempt), of.agent});
  }
  return live;
}

}  // namespace meseta
