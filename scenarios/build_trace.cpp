// Traces: their files read, their rows made jobs, and the jobs selected by frameworks.
#include <algorithm>
#include <filesystem>
#include <set>

#include "scenarios/builders.hpp"
#include "workload/trace/table.hpp"

namespace meseta {

namespace {

constexpr std::uint64_t kTasksMax = 100'000'000;

class TraceLoader {
 public:
  TraceLoader(const scenario::Trace& from, FileReader& files, const Building& building)
      : from_(from), files_(files), building_(building) {}

  LoadedTrace load() {
    loaded_.source = &from_;
    loaded_.spec.name = from_.name();
    loaded_.endless = from_.end() == scenario::Trace::NEVER;
    if (from_.format() == scenario::Trace::OPENB) {
      load_openb();
    } else {
      load_swf();
    }
    count_tasks();
    return std::move(loaded_);
  }

 private:
  void load_openb() {
    refuse_given({"jobs", "cpus_per_processor", "mem_per_processor"}, "openb");
    if (from_.nodes().empty() && from_.pods().empty()) {
      building_.refuse(from_, {},
                       "a trace of format openb has no files; expected nodes, pods or both");
    }
    if (!from_.nodes().empty()) {
      loaded_.nodes =
          thinned(parsed(from_.nodes(), "nodes", parse_openb_nodes), from_.nodes_divisor());
    }
    if (!from_.pods().empty()) loaded_.pods = parsed(from_.pods(), "pods", parse_openb_pods);
    for (const OpenbPod& pod : loaded_.pods) add(job_of(pod));
  }

  void load_swf() {
    refuse_given({"nodes", "pods", "nodes_divisor"}, "swf");
    if (from_.jobs().empty()) {
      building_.refuse(from_, {}, "a trace of format swf has no file; expected jobs");
      return;
    }
    loaded_.swf = parsed(from_.jobs(), "jobs", parse_swf);
    const SwfProcessor processor{.cpus_milli = from_.cpus_per_processor(),
                                 .mem_mib = from_.mem_per_processor()};
    for (const SwfJob& job : loaded_.swf) add(job_of(job, processor));
  }

  // Reads and parses one file; empty after an error.
  template <class T>
  std::vector<T> parsed(const std::string& file, std::string_view field,
                        Result<std::vector<T>> (*parse)(std::string_view, std::string_view)) {
    if (building_.findings.any()) return {};
    const std::string path = path_of(file);
    const auto bytes = files_.read(path);
    if (!bytes) {
      building_.refuse(from_, field, bytes.error().message);
      return {};
    }
    auto rows = parse(*bytes, path);
    if (rows) return *std::move(rows);
    building_.findings.refuse(rows.error());
    return {};
  }

  // `dir` is relative to the file that says it, or to the current directory if --set does.
  std::string path_of(const std::string& file) const {
    std::filesystem::path path(from_.dir());
    if (!building_.places.of(from_, "dir").overridden()) {
      path = std::filesystem::path(building_.findings.sources().file).parent_path() / path;
    }
    return (path / file).lexically_normal().string();
  }

  void add(TraceJob job) {
    if (from_.submit() == scenario::Trace::AT_START) {
      if (job.deadline) job.deadline = *job.deadline - job.submit;
      job.submit = {};
    }
    if (loaded_.endless) {
      job.duration.reset();
      job.deadline.reset();
    }
    loaded_.spec.jobs.push_back(std::move(job));
  }

  void count_tasks() {
    std::uint64_t tasks = 0;
    for (const TraceJob& job : loaded_.spec.jobs) tasks += job.tasks;
    if (tasks > kTasksMax) {
      building_.refuse(
          from_, "jobs",
          "the jobs have " + std::to_string(tasks) + " tasks; expected at most 100000000");
    }
  }

  void refuse_given(std::initializer_list<const char*> fields, const std::string& format) {
    for (const char* const field : fields) {
      if (!building_.places.given(from_, field)) continue;
      building_.refuse(from_, field,
                       std::string(field) + " does not go with format " + format + "; expected " +
                           (format == "swf" ? "jobs" : "nodes, pods or both"));
    }
  }

  const scenario::Trace& from_;
  FileReader& files_;
  const Building& building_;
  LoadedTrace loaded_;
};

// One criterion of a selection: what is wanted, and what a job has.
struct Criterion {
  const char* field;
  const std::string& wanted;
  std::string (*of)(const LoadedTrace& trace, std::size_t job);
  bool openb;
};

std::vector<Criterion> criteria_of(const scenario::TracePart::Select& select) {
  return {
      {"qos", select.qos(), [](const LoadedTrace& t, std::size_t i) { return t.pods[i].qos; },
       true},
      {"queue", select.queue(),
       [](const LoadedTrace& t, std::size_t i) { return std::to_string(t.swf[i].queue); }, false},
      {"partition", select.partition(),
       [](const LoadedTrace& t, std::size_t i) { return std::to_string(t.swf[i].partition); },
       false},
      {"user", select.user(),
       [](const LoadedTrace& t, std::size_t i) { return std::to_string(t.swf[i].user); }, false},
      {"group", select.group(),
       [](const LoadedTrace& t, std::size_t i) { return std::to_string(t.swf[i].group); }, false}};
}

std::string values_of(const LoadedTrace& trace, const Criterion& criterion) {
  constexpr std::size_t kShownMax = 20;
  std::set<std::string> values;
  for (std::size_t i = 0; i < trace.spec.jobs.size() && values.size() < kShownMax; ++i) {
    values.insert(criterion.of(trace, i));
  }
  std::string text;
  for (const std::string& value : values) text += (text.empty() ? "" : ", ") + value;
  return text;
}

// Takes away the jobs that do not match. None left is an error, since a typing error would do that.
void keep(std::vector<std::uint32_t>& jobs, const LoadedTrace& trace, const Criterion& criterion,
          const scenario::TracePart::Select& from, const Building& building) {
  if (criterion.wanted.empty()) return;
  const bool openb = trace.source->format() == scenario::Trace::OPENB;
  if (criterion.openb != openb) {
    building.refuse(from, criterion.field,
                    std::string(criterion.field) + " does not go with format " +
                        (openb ? "openb; expected qos"
                               : "swf; expected queue, partition, user, "
                                 "group"));
    return;
  }
  std::erase_if(jobs,
                [&](std::uint32_t job) { return criterion.of(trace, job) != criterion.wanted; });
  if (jobs.empty()) {
    building.refuse(from, criterion.field,
                    std::string(criterion.field) + " " + excerpt(criterion.wanted) +
                        " selects no job; expected one of " + values_of(trace, criterion));
  }
}

}  // namespace

std::vector<LoadedTrace> load_traces(const scenario::Scenario& from, FileReader& files,
                                     const Building& building) {
  std::vector<LoadedTrace> traces;
  std::set<std::string> names;
  for (const auto& trace : from.traces()) {
    if (!names.insert(trace.name()).second) {
      building.refuse(
          trace, "name",
          "two traces are called " + excerpt(trace.name()) + "; expected each name once");
    }
    if (building.findings.any()) break;
    traces.push_back(TraceLoader(trace, files, building).load());
  }
  return traces;
}

TraceLoad build_trace_load(const scenario::TracePart& from, const std::vector<LoadedTrace>& traces,
                           const Building& building) {
  TraceLoad made;
  const auto found = std::find_if(traces.begin(), traces.end(), [&](const LoadedTrace& trace) {
    return from.trace().empty() ? traces.size() == 1 : trace.spec.name == from.trace();
  });
  if (found == traces.end()) {
    building.refuse(from, "trace",
                    from.trace().empty()
                        ? "there is not one trace but " + std::to_string(traces.size()) +
                              "; expected trace: and a name"
                        : "no trace is called " + excerpt(from.trace()) +
                              "; expected the name of one in traces");
    return made;
  }
  made.trace = static_cast<std::uint32_t>(found - traces.begin());
  for (std::uint32_t i = 0; i < found->spec.jobs.size(); ++i) made.jobs.push_back(i);
  for (const Criterion& criterion : criteria_of(from.select())) {
    keep(made.jobs, *found, criterion, from.select(), building);
  }
  return made;
}

}  // namespace meseta
