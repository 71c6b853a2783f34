#include "workload/trace_replay.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

#include "engine/base/check.hpp"

namespace meseta {

namespace {

// Between a name and the number of its attempt.
constexpr char kAttempt = '~';

Demand demand_of(const TraceJob& job) {
  Demand demand{.cards = job.cards, .card_milli = job.card_milli};
  if (job.cpus_milli > 0) demand.resources.add(Resource::of(KnownName::Cpus, {job.cpus_milli}));
  if (job.mem_mib > 0)
    demand.resources.add(Resource::of(KnownName::Mem, Quantity::whole(job.mem_mib)));
  for (const std::string& model : job.models) demand.models.emplace_back(model);
  std::sort(demand.models.begin(), demand.models.end());
  return demand;
}

}  // namespace

TraceReplay::TraceReplay(std::span<const TraceJob> jobs, std::vector<std::uint32_t> which)
    : jobs_(jobs), which_(std::move(which)) {
  const auto key = [](const TraceJob& of) {
    return std::tie(of.cpus_milli, of.mem_mib, of.cards, of.card_milli, of.models);
  };
  std::map<decltype(key(jobs[0])), std::uint32_t> known;
  for (std::uint32_t i = 0; i < which_.size(); ++i) {
    CHECK(i == 0 || job(i - 1).submit <= job(i).submit);
    const auto [place, fresh] =
        known.try_emplace(key(job(i)), static_cast<std::uint32_t>(demands_.size()));
    if (fresh) demands_.push_back(meseta::demand_of(job(i)));
    demand_of_.push_back(place->second);
  }
}

Time TraceReplay::next_submit() const {
  return exhausted() ? kTimeMax : start_ + job(submitted_).submit;
}

Time TraceReplay::next_deadline() const {
  return deadlines_.empty() ? kTimeMax : deadlines_.front().at;
}

Time TraceReplay::next() const { return std::min(next_submit(), next_deadline()); }

void TraceReplay::advance(Time now, Submissions& to) {
  while (next() <= now) {
    if (next_submit() <= next_deadline()) {
      submit_job(to);
      continue;
    }
    const std::uint32_t task = deadlines_.front().task;
    tasks_[task].waits = false;
    to.withdraw(task);
    drop_done();
  }
}

void TraceReplay::submit_job(Submissions& to) {
  const TraceJob& of = job(submitted_);
  for (std::uint32_t i = 0; i < of.tasks; ++i) {
    const auto task = static_cast<std::uint32_t>(tasks_.size());
    Text name(of.tasks == 1 ? of.name : of.name + '.' + std::to_string(i));
    // Should two jobs have one name, the later one's number tells them apart.
    if (named_.contains(name)) name = Text(name.str() + '#' + std::to_string(task));
    named_.insert(name, task);
    tasks_.push_back({.job = submitted_, .name = std::move(name)});
    submit(task, to);
  }
  ++submitted_;
}

void TraceReplay::submit(std::uint32_t task, Submissions& to) {
  Task& of = tasks_[task];
  of.waits = true;
  if (const auto deadline = job(of.job).deadline) {
    deadlines_.push_back({start_ + *deadline, task});
    std::push_heap(deadlines_.begin(), deadlines_.end());
  }
  to.submit(task, demand_of_[of.job]);
}

void TraceReplay::launched(std::uint32_t task) {
  tasks_[task].waits = false;
  drop_done();
}

void TraceReplay::drop_done() {
  while (!deadlines_.empty() && !tasks_[deadlines_.front().task].waits) {
    std::pop_heap(deadlines_.begin(), deadlines_.end());
    deadlines_.pop_back();
  }
}

void TraceReplay::ended(std::uint32_t task, TaskState state, Time now, Submissions& to) {
  if (!is_lost(state)) return;
  const auto deadline = job(tasks_[task].job).deadline;
  if (!deadline || now < start_ + *deadline) submit(task, to);
}

TaskScript TraceReplay::script(std::uint32_t task, std::uint32_t) const {
  const TraceJob& of = job(tasks_[task].job);
  if (!of.duration) return {.outcome = TaskScript::Outcome::Hang};
  const bool failed = of.outcome == TraceOutcome::Failed;
  return {.runs = *of.duration,
          .outcome = failed ? TaskScript::Outcome::Fail : TaskScript::Outcome::Finish};
}

Text TraceReplay::name(std::uint32_t task, std::uint32_t attempt) const {
  const Text& first = tasks_[task].name;
  if (attempt == 0) return first;
  return Text(first.str() + kAttempt + std::to_string(attempt));
}

std::optional<Load::Name> TraceReplay::parse(const Text& name) const {
  if (const auto* const task = named_.find(name)) return Name{*task, 0};
  const std::string_view bytes = name.view();
  const std::size_t mark = bytes.rfind(kAttempt);
  if (mark == std::string_view::npos) return std::nullopt;
  const auto* const task = named_.find(Text(bytes.substr(0, mark)));
  if (task == nullptr) return std::nullopt;
  Name read{*task, 0};
  const char* const end = bytes.data() + bytes.size();
  const auto attempt = std::from_chars(bytes.data() + mark + 1, end, read.attempt);
  if (attempt.ec != std::errc{} || attempt.ptr != end || read.attempt == 0) return std::nullopt;
  return read;
}

}  // namespace meseta
