#include "workload/trace/openb.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <tuple>
#include <utility>

#include "workload/trace/table.hpp"

namespace meseta {

namespace {

constexpr std::int64_t kCpuMilliMax = 100'000'000;
constexpr std::int64_t kMemoryMibMax = 1'000'000'000;
constexpr std::int64_t kCardsMax = 1024;
constexpr std::int64_t kCardMilliMax = 1000;
constexpr std::int64_t kSecondsMax = 315'360'000;  // Ten years.

enum NodeColumn : std::size_t { Sn, NodeCpu, NodeMemory, Gpu, Model };
constexpr std::array<std::string_view, 5> kNodeColumns = {"sn", "cpu_milli", "memory_mib", "gpu",
                                                          "model"};

enum PodColumn : std::size_t {
  Name,
  Cpu,
  Memory,
  NumGpu,
  GpuMilli,
  GpuSpec,
  Qos,
  Phase,
  Creation,
  Deletion,
  Scheduled
};
constexpr std::array<std::string_view, 11> kPodColumns = {
    "name", "cpu_milli", "memory_mib",    "num_gpu",       "gpu_milli",     "gpu_spec",
    "qos",  "pod_phase", "creation_time", "deletion_time", "scheduled_time"};

// Reads the fields of a row one after the other and keeps the first error.
class Fields {
 public:
  explicit Fields(const Csv& csv) : csv_(csv) {}

  std::int64_t integer(std::size_t column, std::int64_t min, std::int64_t max) {
    return kept(csv_.integer(column, min, max));
  }
  std::string name(std::size_t column) { return kept(csv_.name(column)); }
  void refuse(std::size_t column, const std::string& message) {
    if (!error_) error_ = csv_.refuse_field(column, message).value();
  }
  [[nodiscard]] const std::optional<Refusal>& error() const { return error_; }

 private:
  template <class T>
  T kept(Result<T> result) {
    if (result) return *std::move(result);
    if (!error_) error_ = std::move(result.error());
    return T{};
  }

  const Csv& csv_;
  std::optional<Refusal> error_;
};

// The names seen, with the rows that had them.
class Names {
 public:
  void check(Fields& fields, std::size_t column, const Csv& csv) {
    const auto [seen, added] = rows_.emplace(csv.field(column), csv.row_number());
    if (added) return;
    fields.refuse(column, "is " + excerpt(seen->first) + " as in row " +
                              std::to_string(seen->second) + "; expected each name once");
  }

 private:
  std::map<std::string_view, std::size_t> rows_;
};

TraceNode read_node(const Csv& csv, Fields& fields) {
  TraceNode node;
  node.name = fields.name(Sn);
  node.cpus_milli = fields.integer(NodeCpu, 1, kCpuMilliMax);
  node.mem_mib = fields.integer(NodeMemory, 1, kMemoryMibMax);
  node.cards = static_cast<std::uint32_t>(fields.integer(Gpu, 0, kCardsMax));
  if (node.cards > 0) {
    node.model = fields.name(Model);
  } else if (!csv.field(Model).empty()) {
    fields.refuse(Model, "is " + excerpt(csv.field(Model)) + " without a gpu; expected nothing");
  }
  return node;
}

std::vector<std::string> read_models(const Csv& csv, Fields& fields) {
  std::vector<std::string> models;
  std::string_view rest = csv.field(GpuSpec);
  if (rest.empty()) return models;
  (void)fields.name(GpuSpec);
  for (;;) {
    const std::size_t bar = rest.find('|');
    models.emplace_back(rest.substr(0, bar));
    if (models.back().empty()) {
      fields.refuse(GpuSpec, "is " + excerpt(csv.field(GpuSpec)) +
                                 "; expected models joined by '|', such as T4|P100");
    }
    if (bar == std::string_view::npos) break;
    rest.remove_prefix(bar + 1);
  }
  std::sort(models.begin(), models.end());
  models.erase(std::unique(models.begin(), models.end()), models.end());
  return models;
}

OpenbPhase read_phase(const Csv& csv, Fields& fields) {
  const std::string_view phase = csv.field(Phase);
  if (phase == "Running") return OpenbPhase::Running;
  if (phase == "Succeeded") return OpenbPhase::Succeeded;
  if (phase == "Failed") return OpenbPhase::Failed;
  if (phase == "Pending") return OpenbPhase::Pending;
  fields.refuse(Phase,
                "is " + excerpt(phase) + "; expected one of Running, Succeeded, Failed, Pending");
  return OpenbPhase::Running;
}

// No instant lies before the one that must come first.
void read_times(const Csv& csv, Fields& fields, OpenbPod& pod) {
  const std::int64_t created = fields.integer(Creation, 0, kSecondsMax);
  std::int64_t began = created;
  if (!csv.field(Scheduled).empty()) {
    began = fields.integer(Scheduled, created, kSecondsMax);
    pod.scheduled = seconds(began);
  }
  pod.created = seconds(created);
  pod.deleted = seconds(fields.integer(Deletion, began, kSecondsMax));
}

OpenbPod read_pod(const Csv& csv, Fields& fields) {
  OpenbPod pod;
  pod.name = fields.name(Name);
  pod.cpu_milli = fields.integer(Cpu, 0, kCpuMilliMax);
  pod.memory_mib = fields.integer(Memory, 0, kMemoryMibMax);
  pod.num_gpu = static_cast<std::uint32_t>(fields.integer(NumGpu, 0, kCardsMax));
  const bool with_gpu = pod.num_gpu > 0;
  pod.gpu_milli = static_cast<std::uint32_t>(
      fields.integer(GpuMilli, with_gpu ? 1 : 0, with_gpu ? kCardMilliMax : 0));
  pod.gpu_spec = read_models(csv, fields);
  if (!with_gpu && !pod.gpu_spec.empty()) {
    fields.refuse(GpuSpec,
                  "is " + excerpt(csv.field(GpuSpec)) + " without a gpu; expected nothing");
  }
  pod.qos = fields.name(Qos);
  pod.phase = read_phase(csv, fields);
  read_times(csv, fields, pod);
  return pod;
}

template <class T, std::size_t N, class Read>
Result<std::vector<T>> read_rows(std::string_view bytes, std::string_view file,
                                 const std::array<std::string_view, N>& columns, Read read) {
  auto csv = Csv::open(bytes, file, columns);
  if (!csv) return tl::unexpected(csv.error());
  std::vector<T> rows;
  Names names;
  for (;;) {
    const auto more = csv->next();
    if (!more) return tl::unexpected(more.error());
    if (!*more) return rows;
    Fields fields(*csv);
    rows.push_back(read(*csv, fields));
    names.check(fields, 0, *csv);
    if (fields.error()) return tl::unexpected(*fields.error());
  }
}

}  // namespace

Result<std::vector<TraceNode>> parse_openb_nodes(std::string_view bytes, std::string_view file) {
  return read_rows<TraceNode>(bytes, file, kNodeColumns, read_node);
}

Result<std::vector<OpenbPod>> parse_openb_pods(std::string_view bytes, std::string_view file) {
  auto pods = read_rows<OpenbPod>(bytes, file, kPodColumns, read_pod);
  if (pods) {
    std::stable_sort(pods->begin(), pods->end(),
                     [](const OpenbPod& a, const OpenbPod& b) { return a.created < b.created; });
  }
  return pods;
}

TraceJob job_of(const OpenbPod& pod) {
  TraceJob job;
  job.name = pod.name;
  job.submit = pod.created;
  job.cpus_milli = pod.cpu_milli;
  job.mem_mib = pod.memory_mib;
  job.cards = pod.num_gpu;
  job.card_milli = pod.gpu_milli;
  job.models = pod.gpu_spec;
  job.duration = pod.deleted - pod.scheduled.value_or(pod.created);
  job.outcome = pod.phase == OpenbPhase::Failed ? TraceOutcome::Failed : TraceOutcome::Finished;
  job.deadline = pod.deleted;
  return job;
}

std::vector<TraceNode> thinned(std::vector<TraceNode> nodes, std::uint32_t divisor) {
  if (divisor <= 1) return nodes;
  std::map<std::string, std::vector<TraceNode>> by_model;
  for (TraceNode& node : nodes) by_model[node.model].push_back(std::move(node));

  std::vector<TraceNode> kept;
  for (auto& [model, all] : by_model) {
    std::sort(all.begin(), all.end(), [](const TraceNode& a, const TraceNode& b) {
      return std::tie(b.cards, b.cpus_milli, b.mem_mib, a.name) <
             std::tie(a.cards, a.cpus_milli, a.mem_mib, b.name);
    });
    const std::size_t wanted = std::max<std::size_t>(1, (all.size() + divisor / 2) / divisor);
    for (std::size_t i = 0; i < wanted; ++i) {
      kept.push_back(std::move(all[i * all.size() / wanted]));
    }
  }
  return kept;
}

}  // namespace meseta
