#include "report/summary_text.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "report/table.hpp"

namespace meseta {

namespace {

using Rows = std::vector<std::vector<std::string>>;

std::string plural(std::uint64_t n, const std::string& noun) {
  return with_separators(n) + " " + noun + (n == 1 ? "" : "s");
}

std::string to_text(Fraction fraction) { return meseta::to_text(Measure::fraction(fraction)); }

// `a 1  b 2`, what is zero left out unless it is the first.
std::string counts(const std::vector<std::pair<const char*, std::uint64_t>>& named) {
  std::string text;
  for (const auto& [name, n] : named) {
    if (n == 0 && !text.empty()) continue;
    if (!text.empty()) text += "  ";
    text += std::string(name) + " " + with_separators(n);
  }
  return text;
}

std::string spread_text(const Spread& spread) {
  if (spread.count == 0) return "-";
  return "p50 " + to_text(spread.p50) + "  p90 " + to_text(spread.p90) + "  p99 " +
         to_text(spread.p99) + "  max " + to_text(spread.max);
}

std::string heading(const Summary& summary) {
  std::string text = summary.scenario + ", seed " + std::to_string(summary.seed) + ", backend " +
                     summary.backend + "\n";
  text += plural(summary.agents, "agent") + ", " + plural(summary.frameworks, "framework") + ", " +
          to_text(summary.simulated) + " simulated in " + to_text(summary.wall) + "\n";
  text += plural(summary.events, "event");
  if (summary.wall > Duration{}) {
    const UnsignedWide rate =
        UnsignedWide{summary.events} * 1'000'000'000 / static_cast<std::uint64_t>(summary.wall.ns);
    text += ", " + with_separators(static_cast<std::uint64_t>(rate)) + " a second";
  }
  return text + ", " + bytes_text(summary.peak_rss_bytes) + " of memory\n\n";
}

std::string totals(const Summary& summary) {
  const TaskCounts& tasks = summary.tasks;
  const OfferCounts& offers = summary.offers;
  Rows rows{{"tasks", counts({{"submitted", tasks.submitted},
                              {"finished", tasks.finished},
                              {"failed", tasks.failed},
                              {"killed", tasks.killed},
                              {"lost", tasks.lost},
                              {"error", tasks.error},
                              {"pending", tasks.pending},
                              {"running", tasks.running}})},
            {"", counts({{"at most running at once", tasks.running_max}})},
            {"offers", counts({{"made", offers.made},
                               {"accepted", offers.accepted},
                               {"declined", offers.declined},
                               {"rescinded", offers.rescinded}})},
            {"launch", spread_text(summary.launch_latency)},
            {"waiting", spread_text(summary.waiting)},
            {"used", "cpus " + to_text(summary.utilization.cpus) + "  mem " +
                         to_text(summary.utilization.mem) + "  gpus " +
                         to_text(summary.utilization.gpus)}};
  if (summary.gpu.allocated_max > Fraction{}) {
    rows.push_back({"cards", "at most " + to_text(summary.gpu.allocated_max) + " held, " +
                                 to_text(summary.gpu.allocated_end) + " at the end, " +
                                 to_text(summary.gpu.fragmentation) + " of the free fragmented"});
    rows.push_back({"", meseta::to_text(Measure::thousandths(summary.gpu.seconds_milli)) +
                            " card seconds of ended tasks"});
  }
  return table(rows, 2, 2) + "\n";
}

std::string frameworks(const Summary& summary, std::size_t rows_max) {
  if (summary.frameworks_detail.empty()) return {};
  Rows rows{{"framework", "role", "share", "submitted", "finished", "failed", "lost", "pending",
             "running", "launch p50", "p99"}};
  const std::size_t shown = std::min(summary.frameworks_detail.size(), rows_max);
  for (std::size_t i = 0; i < shown; ++i) {
    const FrameworkSummary& one = summary.frameworks_detail[i];
    const bool launched = one.launch_latency.count > 0;
    rows.push_back({one.name, one.role, to_text(one.dominant_share),
                    with_separators(one.tasks.submitted), with_separators(one.tasks.finished),
                    with_separators(one.tasks.failed), with_separators(one.tasks.lost),
                    with_separators(one.tasks.pending), with_separators(one.tasks.running),
                    launched ? to_text(one.launch_latency.p50) : "-",
                    launched ? to_text(one.launch_latency.p99) : "-"});
  }
  std::string text = table(rows, 2, 2);
  const std::size_t left = summary.frameworks_detail.size() - shown;
  if (left > 0) text += "  and " + with_separators(left) + " more\n";
  return text + "\n";
}

// `G2: 3 cpus, 5 model; T4: 2 model`
std::string reasons(const WaitReport& wait) {
  std::string text;
  for (const ClassReasons& agents : wait.classes) {
    if (!text.empty()) text += "; ";
    text += agents.agent_class + ":";
    const char* separator = " ";
    for (const auto& [reason, count] : agents.counts) {
      text += separator + with_separators(count) + " " + reason;
      separator = ", ";
    }
  }
  return text;
}

std::string waits(const Summary& summary, std::size_t rows_max) {
  if (summary.waits.empty() || rows_max == 0) return {};
  Rows rows{{"waited", "", "for", "because", "agents of each class"}};
  const std::size_t shown = std::min(summary.waits.size(), rows_max);
  for (std::size_t i = 0; i < shown; ++i) {
    const WaitReport& wait = summary.waits[i];
    rows.push_back({wait.task, wait.pending ? "never placed" : "", to_text(wait.waited),
                    wait.reason, reasons(wait)});
  }
  std::string text = table(rows, 5, 2);
  const std::uint64_t left = summary.waited - shown;
  if (left > 0) text += "  and " + with_separators(left) + " more\n";
  return text + "\n";
}

std::string goals(const Summary& summary) {
  if (summary.goals.empty()) return {};
  Rows rows;
  for (const GoalResult& goal : summary.goals) {
    rows.push_back({goal.met ? "met" : "MISSED", goal.expr, meseta::to_text(goal.value)});
  }
  return "goals\n" + table(rows, 2, 2) + "\n";
}

std::string violations(const Summary& summary) {
  if (summary.violations.empty()) return {};
  std::string text = plural(summary.violations.size(), "violation") + "\n";
  for (const std::string& violation : summary.violations) text += "  " + violation + "\n";
  return text + "\n";
}

}  // namespace

std::string summary_text(const Summary& summary, const TextOptions& options) {
  std::string text = heading(summary) + totals(summary);
  if (!options.chart.empty()) text += std::string(options.chart) + "\n";
  text += frameworks(summary, options.frameworks_max);
  text += waits(summary, options.waits_max);
  text += goals(summary);
  text += violations(summary);
  return text + "digest " + summary.digest.hex() + "\n";
}

}  // namespace meseta
