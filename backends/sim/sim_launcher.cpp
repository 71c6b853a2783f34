#include "backends/sim/sim_launcher.hpp"

#include <algorithm>
#include <utility>

#include "engine/base/check.hpp"
#include "workload/task_script.hpp"

namespace meseta {

namespace {

constexpr Site kStart{"launcher.start"};
constexpr Site kKill{"launcher.kill"};

using Outcome = TaskScript::Outcome;

// A payload that is no script is somebody's command: it runs until it is killed.
TaskScript script_of(const TaskInfo& task) {
  return decode_task_script(task.payload).value_or(TaskScript{{}, Outcome::Hang});
}

bool ends_by_itself(const TaskScript& script) {
  return script.outcome == Outcome::Finish || script.outcome == Outcome::Fail;
}

}  // namespace

SimLauncher::SimLauncher(Loop& loop, const SimClock& clock, Agenda& agenda, const Choices& choices,
                         const Options& options)
    : loop_(loop),
      clock_(clock),
      agenda_(agenda),
      doer_(agenda.enroll(*this)),
      start_(options.start, choices),
      kill_latency_(options.kill_latency, choices),
      usage_(options.total) {
  scout_.kind = kind_of<TaskEnded>;
}

void SimLauncher::join(NodeId agent, Place place) {
  if (agent.value >= agents_.size()) agents_.resize(agent.value + 1);
  agents_[agent.value] = {.place = place};
}

std::size_t SimLauncher::tasks(NodeId agent) const {
  return agent.value < agents_.size() ? agents_[agent.value].tasks.size() : 0;
}

Slot SimLauncher::make_slot() {
  if (free_.empty()) {
    const auto first = static_cast<Slot>(tasks_.size());
    CHECK(first < kNoSlot - Pages<Task>::kPage);
    tasks_.grow();
    for (Slot i = Pages<Task>::kPage; i-- > 0;) free_.push_back(first + i);
  }
  const Slot slot = free_.back();
  free_.pop_back();
  return slot;
}

void SimLauncher::launch(NodeId node, FrameworkId framework, const Ref<TaskInfo>& info) {
  CHECK(node.value < agents_.size());
  Agent& agent = agents_[node.value];
  const TaskScript script = script_of(*info);
  const Time now = clock_.now();
  const Time started = now + start_.draw(kStart, agent.place.value, agent.launches++);

  const Slot slot = make_slot();
  Task& task = tasks_[slot];
  const std::uint32_t mark = task.mark + 1;
  const std::uint32_t generation = task.generation;
  task = {.info = info,
          .framework = framework,
          .started = started,
          .agent = node,
          .mark = mark,
          .generation = generation,
          .launches = script.outcome != Outcome::LaunchFail,
          .ends_failed = script.outcome != Outcome::Finish};
  agent.tasks.add({slot, generation}, lives());
  if (watch_ != nullptr) watch_->launched(run_of(task), now);

  if (!task.launches) return agenda_.add(doer_, started, slot, mark);
  usage_.begin(framework, *info->resources, started, now);
  loop_.post(node, TaskStarted{framework, info->name}, started);
  if (ends_by_itself(script)) agenda_.add(doer_, started + script.runs, slot, mark);
}

Slot SimLauncher::find(const Agent& agent, FrameworkId framework, const Text& name) const {
  Slot found = kNoSlot;
  agent.tasks.for_each(lives(), [&](Slot slot) {
    if (tasks_[slot].framework == framework && tasks_[slot].info->name == name) found = slot;
  });
  return found;
}

void SimLauncher::kill(NodeId node, FrameworkId framework, const Text& name, Duration grace) {
  CHECK(node.value < agents_.size());
  Agent& agent = agents_[node.value];
  const Slot found = find(agent, framework, name);
  if (found == kNoSlot) return;

  Task& task = tasks_[found];
  if (task.killed || !task.launches) return;
  const TaskScript script = script_of(*task.info);
  const Duration latency = kill_latency_.draw(kKill, agent.place.value, agent.kills++);
  const Duration lasts = ends_by_itself(script) ? latency : grace + latency;
  const Time dead = std::max(clock_.now() + lasts, task.started);
  if (ends_by_itself(script) && task.started + script.runs <= dead) return;
  task.killed = true;
  agenda_.add(doer_, dead, found, ++task.mark);
}

void SimLauncher::due(std::uint64_t what, std::uint32_t mark, Time now) {
  const auto slot = static_cast<Slot>(what);
  const Task& task = tasks_[slot];
  if (task.mark != mark) return;
  TaskEnded ended{.framework = task.framework, .task = task.info->name};
  if (task.killed) {
    ended.state = TaskState::Killed;
  } else if (task.ends_failed) {
    ended.state = TaskState::Failed;
  }
  if (!task.launches) ended.reason = StatusReason::ContainerLaunchFailed;
  if (watch_ != nullptr) watch_->ended(run_of(task), ended.state, now);
  loop_.post(task.agent, std::move(ended), now);
  retire(slot, now);
}

void SimLauncher::prefetch(std::uint64_t what, int step) const {
  const Task& task = tasks_[static_cast<Slot>(what)];
  if (step == 0) return __builtin_prefetch(&task);
  if (!task.info) return;
  switch (step) {
    case 1:
      task.info.prefetch();
      return loop_.dispatcher().prefetch(task.agent);
    case 2:
      task.info->name.prefetch();
      return __builtin_prefetch(&agents_[task.agent.value]);
    default:
      return prefetch_report(task, step - 3);
  }
}

// What due() reports is handled at once, so nobody else can show it ahead.
void SimLauncher::prefetch_report(const Task& task, int step) const {
  if (!loop_.dispatcher().alive(task.agent)) return;
  scout_.value.framework = task.framework;
  scout_.value.task = task.info->name;
  Event event{Body::adopt(&scout_), {}, {}};
  loop_.dispatcher().prefetch(task.agent, event, step);
  static_cast<void>(event.body.release());
}

void SimLauncher::retire(Slot slot, Time now) {
  Task& task = tasks_[slot];
  if (watch_ != nullptr) watch_->gone(run_of(task), now);
  if (task.launches) usage_.end(task.framework, *task.info->resources, task.started, now);
  agents_[task.agent.value].tasks.drop();
  ++task.mark;
  ++task.generation;
  task.info = nullptr;
  free_.push_back(slot);
}

void SimLauncher::vanish(NodeId agent) {
  if (agent.value >= agents_.size()) return;
  agents_[agent.value].tasks.for_each(lives(), [&](Slot slot) { retire(slot, clock_.now()); });
}

}  // namespace meseta
