#include "bench/allocator/report.hpp"

#include <algorithm>
#include <cstdio>
#include <optional>

#include "bench/allocator/mesos_figures.hpp"

namespace meseta::bench {

namespace {

struct Verdict {
  std::optional<Figure> mesos;  // Scaled.
  double ratio = 0;             // 0: nothing to compare with.
  double each_ns = 0;           // 0: nothing is counted.
  std::string goal;             // Empty: none that could be checked.
  bool met = true;
};

// Three digits, and thousands as they are.
std::string number(double value) {
  char text[32];
  const int decimals = value >= 100 ? 0 : value >= 10 ? 1 : value >= 0.1 ? 2 : 4;
  std::snprintf(text, sizeof text, "%.*f", decimals, value);
  return text;
}

void ask(Verdict& verdict, const std::string& goal, bool met) {
  verdict.goal += (verdict.goal.empty() ? "" : ", ") + goal + (met ? "" : " MISSED");
  verdict.met = verdict.met && met;
}

Verdict judge(const Row& row, double factor) {
  Verdict verdict;
  verdict.mesos = mesos_figure(row.workload, row.what, row.size);
  if (verdict.mesos) {
    verdict.mesos->median *= factor;
    verdict.mesos->best *= factor;
    verdict.ratio = verdict.mesos->median / std::max(row.value, 1e-6);
  }
  if (row.unit == "ms" && row.count > 0) verdict.each_ns = row.value * 1e6 / row.count;
  const Goal& goal = row.goal;
  if (goal.ratio_min > 0 && verdict.mesos) {
    ask(verdict, ">= " + number(goal.ratio_min) + "x", verdict.ratio >= goal.ratio_min);
  }
  if (goal.each_max > 0) {
    ask(verdict, "<= " + number(goal.each_max) + " ns", verdict.each_ns <= goal.each_max);
  }
  if (goal.value_max > 0) {
    ask(verdict, "<= " + number(goal.value_max) + " " + row.unit, row.value <= goal.value_max);
  }
  return verdict;
}

void print_row(const Row& row, const Verdict& verdict) {
  const bool short_time = row.unit == "ms" && row.value < 0.01;
  const std::string ours =
      short_time ? number(row.value * 1e3) + " us" : number(row.value) + " " + row.unit;
  const std::string each =
      verdict.each_ns > 0 ? number(verdict.each_ns) + " ns/" + row.of : std::string();
  std::string mesos;
  std::string ratio;
  if (verdict.mesos) {
    mesos = number(verdict.mesos->median) + " (" + number(verdict.mesos->best) + ")";
    ratio = number(verdict.ratio) + "x";
  }
  std::printf("%-7s %7u %6u  %-42s %16s %20s %18s %10s  %s\n", row.workload.c_str(),
              row.size.agents, row.size.frameworks, row.what.c_str(), ours.c_str(), each.c_str(),
              mesos.c_str(), ratio.c_str(), verdict.goal.c_str());
}

void print_json_row(const Row& row, const Verdict& verdict, bool first) {
  std::printf(
      "%s\n{\"workload\":\"%s\",\"agents\":%u,\"frameworks\":%u,\"what\":\"%s\",\"unit\":\"%s\","
      "\"value\":%.9g,\"best\":%.9g,\"samples\":%zu",
      first ? "" : ",", row.workload.c_str(), row.size.agents, row.size.frameworks,
      row.what.c_str(), row.unit.c_str(), row.value,
      *std::min_element(row.values.begin(), row.values.end()), row.values.size());
  if (row.unit == "ms") std::printf(",\"wall\":%.9g", row.wall);
  if (row.count > 0) std::printf(",\"count\":%.9g,\"of\":\"%s\"", row.count, row.of.c_str());
  if (verdict.mesos) {
    std::printf(",\"mesos_median\":%.9g,\"mesos_best\":%.9g,\"ratio\":%.9g", verdict.mesos->median,
                verdict.mesos->best, verdict.ratio);
  }
  if (!verdict.goal.empty()) std::printf(",\"goal_met\":%s", verdict.met ? "true" : "false");
  std::printf("}");
}

void print_head(const ReportOptions& options, double factor) {
  if (options.json) {
    std::printf(
        "{\"bench\":\"allocator\",\"offers_on_release\":%s,\"sha256_mb_s\":%.9g,"
        "\"factor\":%.9g,\"rows\":[",
        options.offers_on_release ? "true" : "false", options.sha256_mb_s, factor);
    return;
  }
  std::printf("%s\n\n", options.offers_on_release
                            ? "What came free is offered 10 ms apart, as by default."
                            : "What came free waits for the interval, as with Mesos.");
  std::printf("%-7s %7s %6s  %-42s %16s %20s %18s %10s  %s\n", "", "agents", "frmwks", "what",
              "ours", "each", "Mesos (best)", "ratio", "goal");
}

void print_lacks() {
  std::printf("Not measured, as the allocator has none of it:");
  for (const Workload& workload : workloads()) {
    if (workload.run != nullptr) continue;
    std::printf(" %.*s (%.*s)", int(workload.name.size()), workload.name.data(),
                int(workload.lacks.size()), workload.lacks.data());
  }
}

void print_foot(const Suite& suite, double sha256_mb_s, double factor) {
  std::printf(
      "\nOurs: processor time of one thread (a sort: by the wall), the median. Mesos: the median\n"
      "and, in brackets, the best, in ms, times %.3f: ",
      factor);
  if (sha256_mb_s > 0) {
    std::printf("%.0f MB/s of SHA-256 there, %.0f here.\n", kReferenceSha256MbS, sha256_mb_s);
  } else {
    std::printf("not calibrated, --sha256-mb-s was not given.\n");
  }
  print_lacks();
  std::printf("\ndigest %s\n\n", suite.digest.hex().c_str());
}

}  // namespace

void print_report(const Suite& suite, const ReportOptions& options) {
  const double factor = options.sha256_mb_s > 0 ? kReferenceSha256MbS / options.sha256_mb_s : 1.0;
  print_head(options, factor);
  bool first = true;
  for (const Row& row : suite.rows()) {
    const Verdict verdict = judge(row, factor);
    if (options.json) {
      print_json_row(row, verdict, first);
    } else {
      print_row(row, verdict);
    }
    first = false;
  }
  if (options.json) {
    std::printf("],\n\"digest\":\"%s\"}\n", suite.digest.hex().c_str());
  } else {
    print_foot(suite, options.sha256_mb_s, factor);
  }
}

}  // namespace meseta::bench
