#include "workload/trace/swf.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <string>

#include "workload/trace/table.hpp"

namespace meseta {

namespace {

constexpr std::size_t kFields = 18;
constexpr std::int64_t kSecondsMax = 315'360'000;  // Ten years.
constexpr std::int64_t kProcessorsMax = 10'000'000;
constexpr std::int64_t kNumberMax = 1'000'000'000'000;

enum Field : std::size_t {
  Number,
  Submit,
  Wait,
  RunTime,
  Allocated,
  CpuTime,
  MemoryUsed,
  Requested,
  TimeRequested,
  MemoryRequested,
  Status,
  User,
  Group,
  Executable,
  Queue,
  Partition,
  Preceding,
  ThinkTime
};

struct FieldRule {
  std::string_view name;
  std::int64_t min;
  std::int64_t max;
  bool decimals = false;
};

constexpr std::array<FieldRule, kFields> kRules = {{
    {"job number", 0, kNumberMax},
    {"submit time", 0, kSecondsMax},
    {"wait time", -1, kSecondsMax},
    {"run time", -1, kSecondsMax},
    {"processors allocated", -1, kProcessorsMax},
    {"cpu time", -1, kNumberMax, true},
    {"memory used", -1, kNumberMax, true},
    {"processors requested", -1, kProcessorsMax},
    {"time requested", -1, kNumberMax},
    {"memory requested", -1, kNumberMax, true},
    {"status", -1, 5},
    {"user", -1, kNumberMax},
    {"group", -1, kNumberMax},
    {"executable", -1, kNumberMax},
    {"queue", -1, kNumberMax},
    {"partition", -1, kNumberMax},
    {"preceding job", -1, kNumberMax},
    {"think time", -1, kSecondsMax},
}};

using Texts = std::array<std::string_view, kFields>;
using Values = std::array<std::int64_t, kFields>;

bool blank(char c) { return c == ' ' || c == '\t'; }

// Fills `texts` and counts the fields, also those beyond the last.
std::size_t split(std::string_view row, Texts& texts) {
  std::size_t count = 0;
  std::size_t at = 0;
  for (;;) {
    while (at < row.size() && blank(row[at])) ++at;
    if (at == row.size()) return count;
    const std::size_t begin = at;
    while (at < row.size() && !blank(row[at])) ++at;
    if (count < kFields) texts[count] = row.substr(begin, at - begin);
    ++count;
  }
}

// The part before the point, if what follows are digits; else the text as it is.
std::string_view without_decimals(std::string_view text) {
  const std::size_t point = text.find('.');
  if (point == std::string_view::npos || !parse_digits(text.substr(point + 1, 18))) return text;
  return text.substr(0, point);
}

Result<Values> read_values(const Rows& rows, const Texts& texts) {
  Values values{};
  for (std::size_t i = 0; i < kFields; ++i) {
    const FieldRule& rule = kRules[i];
    const std::string_view text = rule.decimals ? without_decimals(texts[i]) : texts[i];
    const auto value = rows.integer(text, rule.name, rule.min, rule.max);
    if (!value) return tl::unexpected(value.error());
    values[i] = *value;
  }
  return values;
}

SwfJob make_job(const Values& values) {
  const auto first_known = [&](Field a, Field b, std::int64_t otherwise) {
    if (values[a] > 0) return values[a];
    return values[b] > 0 ? values[b] : otherwise;
  };
  return {.number = values[Number],
          .submit = values[Submit],
          .wait = values[Wait],
          .run_time = values[RunTime],
          .processors = first_known(Allocated, Requested, 1),
          .memory_kb = first_known(MemoryRequested, MemoryUsed, -1),
          .status = values[Status],
          .user = values[User],
          .group = values[Group],
          .queue = values[Queue],
          .partition = values[Partition]};
}

bool is_part(std::int64_t status) { return 2 <= status && status <= 4; }

}  // namespace

Result<std::vector<SwfJob>> parse_swf(std::string_view bytes, std::string_view file) {
  std::vector<SwfJob> jobs;
  std::map<std::int64_t, std::size_t> row_of;
  Rows rows(bytes, file);
  Texts texts;
  for (;;) {
    const auto more = rows.next();
    if (!more) return tl::unexpected(more.error());
    if (!*more) break;
    const std::size_t count = split(rows.row(), texts);
    if (count == 0 || texts[0].starts_with(';')) continue;
    if (count != kFields) {
      return rows.refuse_row("the row has " + std::to_string(count) + " fields; expected 18");
    }
    const auto values = read_values(rows, texts);
    if (!values) return tl::unexpected(values.error());
    if (is_part((*values)[Status])) continue;
    const SwfJob job = make_job(*values);
    if (job.run_time < 0 && job.status == 1) {
      return rows.refuse_field(texts[RunTime],
                               "run time is not known of a completed job; expected seconds");
    }
    const auto [seen, added] = row_of.emplace(job.number, rows.number());
    if (!added) {
      return rows.refuse_field(texts[Number], "job number is " + excerpt(texts[Number]) +
                                                  " as in row " + std::to_string(seen->second) +
                                                  "; expected each number once");
    }
    jobs.push_back(job);
  }
  std::stable_sort(jobs.begin(), jobs.end(),
                   [](const SwfJob& a, const SwfJob& b) { return a.submit < b.submit; });
  return jobs;
}

TraceJob job_of(const SwfJob& job, const SwfProcessor& processor) {
  TraceJob made;
  made.name = std::to_string(job.number);
  made.submit = seconds(job.submit);
  made.tasks = static_cast<std::uint32_t>(job.processors);
  made.cpus_milli = processor.cpus_milli;
  // Rounded up: a task that used 1 KB needs more than nothing.
  made.mem_mib = job.memory_kb > 0 ? (job.memory_kb + 1023) / 1024 : processor.mem_mib;
  made.duration = seconds(std::max<std::int64_t>(job.run_time, 0));
  made.outcome = job.status == 0 ? TraceOutcome::Failed : TraceOutcome::Finished;
  const bool never_ran = job.run_time < 0 || (job.status == 5 && job.run_time == 0);
  if (never_ran) made.deadline = seconds(job.submit + std::max<std::int64_t>(job.wait, 0));
  return made;
}

}  // namespace meseta
