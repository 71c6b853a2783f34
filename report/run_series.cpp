#include "report/run_series.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "report/chart.hpp"
#include "report/measure.hpp"

namespace meseta {

namespace {

template <class Field>
ChartSeries line(std::span<const RunPoint> points, const char* label, Field field) {
  ChartSeries made{.label = label};
  for (const RunPoint& point : points) {
    made.values.push_back(static_cast<std::int64_t>(point.*field));
  }
  return made;
}

}  // namespace

std::string run_csv(std::span<const RunPoint> points) {
  std::string text =
      "seconds,pending,running,cpus,mem,gpus,finished,lost,agents_up,faults,"
      "pending_max,running_max\n";
  for (const RunPoint& point : points) {
    text += decimal(point.at.ns, 9) + "," + std::to_string(point.pending) + "," +
            std::to_string(point.running) + "," + decimal(point.cpus_milli, 3) + "," +
            decimal(point.mem_milli, 3) + "," + decimal(point.gpus_milli, 3) + "," +
            std::to_string(point.finished) + "," + std::to_string(point.lost) + "," +
            std::to_string(point.agents_up) + "," + std::to_string(point.faults) + "," +
            std::to_string(point.pending_max) + "," + std::to_string(point.running_max) + "\n";
  }
  return text;
}

std::string run_chart(std::span<const RunPoint> points, const Capacity& capacity,
                      const RunChartOptions& options) {
  if (points.empty()) return {};
  std::vector<ChartSeries> drawn;
  const auto used = [&](const char* label, std::int64_t RunPoint::*field, std::int64_t all) {
    if (all == 0) return;
    ChartSeries made = line(points, label, field);
    made.top = all;
    made.top_label = "100 %";
    drawn.push_back(std::move(made));
  };
  used("cpus", &RunPoint::cpus_milli, capacity.cpus_milli);
  used("mem", &RunPoint::mem_milli, capacity.mem_milli);
  used("gpus", &RunPoint::gpus_milli, capacity.gpus_milli);

  ChartSeries pending = line(points, "pending", &RunPoint::pending);
  pending.top = *std::max_element(pending.values.begin(), pending.values.end());
  pending.top_label = with_separators(static_cast<std::uint64_t>(pending.top));
  drawn.push_back(std::move(pending));

  ChartSeries faults = line(points, "faults", &RunPoint::faults);
  faults.style = ChartSeries::Style::Marks;
  const auto some = [](std::int64_t n) { return n > 0; };
  if (std::any_of(faults.values.begin(), faults.values.end(), some)) {
    drawn.push_back(std::move(faults));
  }
  return chart(drawn, {.width = options.width, .ascii = options.ascii, .span = points.back().at});
}

}  // namespace meseta
