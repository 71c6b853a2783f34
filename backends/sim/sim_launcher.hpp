// SimLauncher: tasks that last as long as their script says, fail, or hang.
//
//     launch   TaskStarted                         TaskEnded
//       |--start--|------------- duration ------------|
//                           kill  Killed
//                            |------|     kill_latency, after the whole grace if it hangs
//
// A launch costs one agenda entry and a record of 48 bytes, so that millions may run; a kill makes
// the entry void. Tasks live and die with the agent's computer, whose end reports nothing.
#pragma once

#include <vector>

#include "backends/sim/agenda.hpp"
#include "backends/sim/latency.hpp"
#include "backends/sim/launch_watch.hpp"
#include "backends/sim/links.hpp"
#include "backends/sim/sim_clock.hpp"
#include "backends/sim/usage.hpp"
#include "engine/base/pages.hpp"
#include "engine/base/roster.hpp"
#include "engine/base/slots.hpp"
#include "engine/event/body.hpp"
#include "engine/event/reports.hpp"
#include "engine/launcher/launcher.hpp"
#include "engine/loop/loop.hpp"

namespace meseta {

class SimLauncher final : public Launcher, private Agenda::Doer {
 public:
  struct Options {
    Distribution start = Distribution::uniform(milliseconds(1), milliseconds(5));
    Distribution kill_latency = Distribution::uniform(milliseconds(1), milliseconds(20));
    Usage::Amounts total{};  // Of the cluster, for shares.
  };

  SimLauncher(Loop& loop, const SimClock& clock, Agenda& agenda, const Choices& choices,
              const Options& options);

  void launch(NodeId agent, FrameworkId framework, const Ref<TaskInfo>& task) override;
  void kill(NodeId agent, FrameworkId framework, const Text& task, Duration grace) override;

  // An agent begins at a place; its computer ends, and all tasks with it.
  void join(NodeId agent, Place place);
  void vanish(NodeId agent);

  void watch(LaunchWatch* watch) { watch_ = watch; }

  [[nodiscard]] const Usage& usage() const { return usage_; }
  [[nodiscard]] std::size_t tasks(NodeId agent) const;

 private:
  struct Task {
    Ref<TaskInfo> info;
    FrameworkId framework;
    Time started;
    NodeId agent;
    std::uint32_t mark = 0;  // Of the agenda entry that counts. Grows over all uses of the slot.
    std::uint32_t generation = 0;  // Of this use. Moves on when the task is over.
    bool launches = true;
    bool killed = false;
    bool ends_failed = false;
  };
  struct Agent {
    Place place;
    std::uint64_t launches = 0;
    std::uint64_t kills = 0;
    Roster tasks;
  };

  void due(std::uint64_t what, std::uint32_t mark, Time now) override;
  void prefetch(std::uint64_t what, int step) const override;
  void prefetch_report(const Task& task, int step) const;
  [[nodiscard]] Slot make_slot();
  void retire(Slot slot, Time now);
  [[nodiscard]] Slot find(const Agent& agent, FrameworkId framework, const Text& name) const;
  [[nodiscard]] auto lives() const {
    return
        [this](Roster::Entry entry) { return tasks_[entry.slot].generation == entry.generation; };
  }
  [[nodiscard]] LaunchWatch::Run run_of(const Task& task) const {
    return {agents_[task.agent.value].place, task.agent, task.framework, *task.info};
  }

  Loop& loop_;
  const SimClock& clock_;
  Agenda& agenda_;
  Agenda::DoerId doer_;
  Latency start_;
  Latency kill_latency_;
  Usage usage_;
  LaunchWatch* watch_ = nullptr;
  Pages<Task> tasks_;
  std::vector<Slot> free_;
  std::vector<Agent> agents_;                       // By node.
  mutable BodyNode<TaskEnded> scout_{TaskEnded{}};  // Shown ahead of the event it resembles.
};

}  // namespace meseta
