// The fields of a summary, listed once: their names, units and nesting. JSON and goals both come
// from this list, so a goal's path is where JSON has it, without the unit suffix:
//
//     open("launch_latency", "ms")  JSON "launch_latency_ms"  path launch_latency
//       measure("p99", ...)              "p99"                     launch_latency.p99
//
// A visitor has open(name, unit), close(), text(name, value), number(name, u64) and
// measure(name, Measure, unit); a unit is the suffix that JSON shows, empty for none. Only measures
// can be goals. Lists (frameworks_detail, goals, violations) are not here: they have no path.
#pragma once

#include "report/summary.hpp"

namespace meseta {

template <class V>
void visit_tasks(const TaskCounts& tasks, V& v) {
  v.open("tasks", "");
  v.measure("submitted", Measure::count(tasks.submitted), "");
  v.measure("running", Measure::count(tasks.running), "");
  v.measure("running_max", Measure::count(tasks.running_max), "");
  v.measure("finished", Measure::count(tasks.finished), "");
  v.measure("failed", Measure::count(tasks.failed), "");
  v.measure("killed", Measure::count(tasks.killed), "");
  v.measure("lost", Measure::count(tasks.lost), "");
  v.measure("error", Measure::count(tasks.error), "");
  v.measure("pending", Measure::count(tasks.pending), "");
  v.close();
}

template <class V>
void visit_spread(const char* name, const Spread& spread, V& v) {
  const auto measure = [&](Duration d) {
    return spread.count > 0 ? Measure::millis(d) : Measure::absent(Measure::Unit::Millis);
  };
  v.open(name, "ms");
  v.measure("p50", measure(spread.p50), "");
  v.measure("p90", measure(spread.p90), "");
  v.measure("p99", measure(spread.p99), "");
  v.measure("max", measure(spread.max), "");
  v.close();
}

template <class V>
void visit_framework(const FrameworkSummary& framework, V& v) {
  v.text("name", framework.name);
  v.text("role", framework.role);
  v.measure("dominant_share", Measure::fraction(framework.dominant_share), "");
  visit_tasks(framework.tasks, v);
  visit_spread("launch_latency", framework.launch_latency, v);
  visit_spread("waiting", framework.waiting, v);
}

template <class V>
void visit_summary(const Summary& summary, V& v) {
  v.text("scenario", summary.scenario);
  v.number("seed", summary.seed);
  v.text("backend", summary.backend);
  v.text("digest", summary.digest.hex());
  v.measure("events", Measure::count(summary.events), "");
  v.measure("sim", Measure::seconds(summary.simulated), "seconds");
  v.measure("wall", Measure::seconds(summary.wall), "seconds");
  v.measure("peak_rss", Measure::count(summary.peak_rss_bytes), "bytes");
  v.measure("agents", Measure::count(summary.agents), "");
  v.measure("frameworks", Measure::count(summary.frameworks), "");
  visit_tasks(summary.tasks, v);
  v.open("messages", "");
  for (const auto& [type, count] : summary.messages) v.measure(type, Measure::count(count), "");
  v.close();
  v.measure("decisions", Measure::count(summary.decisions), "");
  v.open("offers", "");
  v.measure("made", Measure::count(summary.offers.made), "");
  v.measure("accepted", Measure::count(summary.offers.accepted), "");
  v.measure("declined", Measure::count(summary.offers.declined), "");
  v.measure("rescinded", Measure::count(summary.offers.rescinded), "");
  v.close();
  visit_spread("launch_latency", summary.launch_latency, v);
  visit_spread("waiting", summary.waiting, v);
  v.open("utilization", "");
  v.measure("cpus", Measure::fraction(summary.utilization.cpus), "");
  v.measure("mem", Measure::fraction(summary.utilization.mem), "");
  v.measure("gpus", Measure::fraction(summary.utilization.gpus), "");
  v.close();
  // A card second is no span of time, so the name keeps its unit.
  v.measure("gpu_seconds", Measure::thousandths(summary.gpu.seconds_milli), "");
  v.measure("gpu_allocated_max", Measure::fraction(summary.gpu.allocated_max), "");
  v.measure("gpu_allocated_end", Measure::fraction(summary.gpu.allocated_end), "");
  v.measure("gpu_fragmentation", Measure::fraction(summary.gpu.fragmentation), "");
}

// The one measure that JSON shows as a list.
inline Measure violations_measure(const Summary& summary) {
  return Measure::count(summary.violations.size());
}

}  // namespace meseta
