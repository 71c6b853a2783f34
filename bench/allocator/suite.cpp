#include "bench/allocator/suite.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "engine/base/check.hpp"

namespace meseta::bench {

namespace {

// A size is measured as often as its agents cost little.
constexpr std::uint32_t kSmallAgentsMax = 10'000;
constexpr int kRepetitionsSmall = 5;
constexpr int kRepetitionsLarge = 3;

}  // namespace

std::vector<Size> Suite::sizes(std::initializer_list<Size> usual,
                               std::initializer_list<Size> full) const {
  if (tiny()) return {{20, 5}};
  std::vector<Size> sizes;
  for (const Size& size : extent_ == Extent::Full ? full : usual) {
    sizes.insert(sizes.end(),
                 size.agents <= kSmallAgentsMax ? kRepetitionsSmall : kRepetitionsLarge, size);
  }
  return sizes;
}

std::optional<Duration> Suite::batch() const {
  if (!offers_on_release_) return std::nullopt;
  return milliseconds(10);
}

void Suite::record(Row row) {
  if (tiny()) row.goal = {};  // Nothing is asked of sizes at which fixed costs prevail.
  const auto same = [&](const Row& other) {
    return other.workload == row.workload && other.what == row.what &&
           other.size.agents == row.size.agents && other.size.frameworks == row.size.frameworks;
  };
  auto at = std::find_if(rows_.begin(), rows_.end(), same);
  if (at == rows_.end()) at = rows_.insert(rows_.end(), row);
  at->values.push_back(row.value);
  at->walls.push_back(row.wall);
}

std::vector<Row> Suite::rows() const {
  std::vector<Row> rows = rows_;
  for (Row& row : rows) {
    row.value = median(row.values);
    row.wall = median(row.walls);
  }
  return rows;
}

void Suite::record(Row row, Spent spent) {
  row.value = static_cast<double>(spent.cpu_ns) / 1e6;
  row.wall = static_cast<double>(spent.wall_ns) / 1e6;
  record(std::move(row));
}

double median(std::vector<double> samples) {
  CHECK(!samples.empty());
  std::sort(samples.begin(), samples.end());
  const std::size_t middle = samples.size() / 2;
  if (samples.size() % 2 == 1) return samples[middle];
  return (samples[middle - 1] + samples[middle]) / 2;
}

double growth(double value_small, double value_large, double times) {
  return std::log(value_large / value_small) / std::log(times);
}

const std::vector<Workload>& workloads() {
  constexpr std::string_view kVolumes = "sharing of volumes";
  static const std::vector<Workload> kAll = {
      {"W1",
       "agents are added, half in use, and then lend 10 cpus more",
       add_and_update_agents,
       {},
       true},
      {"W2", "every offer is declined for ever", decline_offers, {}, true},
      {"W3", "as W2, with labelled reservations in use", reserve_with_labels, {}, true},
      {"W4", "each cycle a fifth more of the frameworks are suppressed", suppress_offers},
      {"W5", "99 of 100 frameworks are suppressed", suppress_nearly_all},
      {"W6", "a report of roles with quotas", report_metrics, {}, true},
      {"W7", "each framework revives", revive_backlog, {}, true},
      {"W8", "agents reserved to one role, with a persistent volume", offer_volumes},
      {"W8 shared", "volumes that several frameworks are offered", nullptr, kVolumes},
      {"W8 mixed", "as W8 and W8 shared by turns", nullptr, kVolumes},
      {"W9", "three kinds of frameworks place 19,500 tasks", place_tasks, {}, true},
      {"W10", "large and small quotas", fill_quotas},
      {"W11", "with and without quota", compare_quotas},
      {"W12", "an agent's reservations change while it is in use", convert_reservations},
      {"W13", "clients are sorted by share", sort_flat},
      {"W14", "a tree of clients is sorted by share", sort_hierarchy},
      {"one", "one agent changes", change_one_agent, {}, true},
      {"trace", "a framework asks for offers when a task arrives", follow_arrivals, {}, true},
      {"growth", "a cycle as the cluster grows", measure_growth},
      {"memory", "what is held in memory", measure_memory},
  };
  return kAll;
}

}  // namespace meseta::bench
