#include "cli/tally.hpp"

#include <algorithm>
#include <array>

namespace meseta::cli {

namespace {

TaskCounts task_counts(const Census::Counts& counts) {
  return {.submitted = counts.submitted,
          .running = counts.running,
          .running_max = counts.running_max,
          .finished = counts.finished,
          .failed = counts.failed,
          .killed = counts.killed,
          .lost = counts.lost,
          .error = counts.error,
          .pending = counts.pending};
}

WaitReport report_of(const Census::Wait& wait, const Summary& summary,
                     std::span<const std::string> class_names) {
  WaitReport report{.framework = summary.frameworks_detail[wait.framework].name,
                    .task = wait.task.str(),
                    .waited = wait.waited,
                    .pending = !wait.launched,
                    .reason = main_reason(wait.obstacles)};
  for (const ClassObstacle& obstacle : wait.obstacles) {
    const std::string& name = class_names[obstacle.agent_class];
    if (report.classes.empty() || report.classes.back().agent_class != name) {
      report.classes.push_back({.agent_class = name});
    }
    report.classes.back().counts.push_back({std::string(to_string(obstacle.why)), obstacle.agents});
  }
  return report;
}

}  // namespace

std::string main_reason(const ClassObstacles& obstacles) {
  std::array<std::uint64_t, kObstacles> agents{};
  std::uint64_t all = 0;
  for (const ClassObstacle& obstacle : obstacles) {
    agents[static_cast<std::size_t>(obstacle.why)] += obstacle.agents;
    all += obstacle.agents;
  }
  const auto of = [&](Obstacle why) { return agents[static_cast<std::size_t>(why)]; };
  if (all == 0) return "no-agents";
  if (of(Obstacle::TooLarge) + of(Obstacle::WrongModel) == all) {
    return std::string(
        to_string(of(Obstacle::TooLarge) > 0 ? Obstacle::TooLarge : Obstacle::WrongModel));
  }
  // Those who can never take it say nothing about why the others did not.
  agents[static_cast<std::size_t>(Obstacle::TooLarge)] = 0;
  agents[static_cast<std::size_t>(Obstacle::WrongModel)] = 0;
  const auto most = std::max_element(agents.begin(), agents.end());
  return std::string(to_string(static_cast<Obstacle>(most - agents.begin())));
}

void Tally::on_launch(std::uint32_t framework, Duration waited) {
  times_.waiting.add(waited);
  times_of_[framework].waiting.add(waited);
}

void Tally::on_start(std::uint32_t framework, Duration latency) {
  times_.launch.add(latency);
  times_of_[framework].launch.add(latency);
}

void Tally::on_wait(const Wait& wait) {
  ++waits_;
  std::vector<Wait>& kept = wait.launched ? placed_ : unplaced_;
  if (kept.size() < kWaitsMax) kept.push_back(wait);
}

std::size_t Tally::other_classes(std::size_t known) const {
  std::size_t all = known;
  for (const std::vector<Wait>* const kept : {&unplaced_, &placed_}) {
    for (const Wait& wait : *kept) {
      for (const ClassObstacle& one : wait.obstacles)
        all = std::max(all, one.agent_class + std::size_t{1});
    }
  }
  return all - known;
}

void Tally::fill(Summary& summary, std::span<const std::string> class_names) {
  summary.tasks = task_counts(total());
  summary.launch_latency = times_.launch.spread();
  summary.waiting = times_.waiting.spread();
  for (std::size_t i = 0; i < times_of_.size(); ++i) {
    FrameworkSummary& framework = summary.frameworks_detail[i];
    framework.tasks = task_counts(of(static_cast<std::uint32_t>(i)));
    framework.launch_latency = times_of_[i].launch.spread();
    framework.waiting = times_of_[i].waiting.spread();
  }
  summary.waited = waits_;
  summary.waits.clear();
  for (const std::vector<Wait>* const kept : {&unplaced_, &placed_}) {
    for (const Wait& wait : *kept) summary.waits.push_back(report_of(wait, summary, class_names));
  }
}

}  // namespace meseta::cli
