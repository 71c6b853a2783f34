#include "report/summary_json.hpp"

#include <algorithm>

#include "report/fields.hpp"
#include "report/json_writer.hpp"

namespace meseta {

namespace {

class JsonFields {
 public:
  explicit JsonFields(JsonWriter& json) : json_(json) {}

  void open(const std::string& name, const char* unit) {
    json_.key(suffixed(name, unit)).open_object(JsonWriter::Shape::Flat);
  }
  void close() { json_.close(); }
  void text(const char* name, const std::string& value) { json_.key(name).text(value); }
  void number(const char* name, std::uint64_t value) { json_.key(name).number(value); }
  void measure(const std::string& name, const Measure& measure, const char* unit) {
    json_.key(suffixed(name, unit));
    value(measure);
  }

  void value(const Measure& measure) {
    if (!measure.present) return json_.null();
    json_.fixed(measure.value, measure.decimals());
  }

 private:
  static std::string suffixed(const std::string& name, std::string_view unit) {
    return unit.empty() ? name : name + "_" + std::string(unit);
  }

  JsonWriter& json_;
};

void write_frameworks(const Summary& summary, JsonWriter& json) {
  json.key("frameworks_detail").open_array();
  for (const FrameworkSummary& framework : summary.frameworks_detail) {
    json.open_object(JsonWriter::Shape::Flat);
    JsonFields fields(json);
    visit_framework(framework, fields);
    json.close();
  }
  json.close();
}

void write_wait(const WaitReport& wait, JsonWriter& json) {
  json.open_object(JsonWriter::Shape::Flat);
  json.key("framework").text(wait.framework);
  json.key("task").text(wait.task);
  json.key("waited_ms").fixed(wait.waited.ns, 6);
  json.key("placed").boolean(!wait.pending);
  json.key("reason").text(wait.reason);
  json.key("agents").open_object();
  for (const ClassReasons& agents : wait.classes) {
    json.key(agents.agent_class).open_object();
    for (const auto& [reason, count] : agents.counts) json.key(reason).number(count);
    json.close();
  }
  json.close();
  json.close();
}

void write_waits(const Summary& summary, JsonWriter& json) {
  json.key("waited").number(summary.waited);
  json.key("pending_reasons").open_array();
  const std::size_t shown = std::min(summary.waits.size(), kPendingReasonsMax);
  for (std::size_t i = 0; i < shown; ++i) write_wait(summary.waits[i], json);
  json.close();
}

void write_goals(const Summary& summary, JsonWriter& json) {
  json.key("goals").open_array();
  JsonFields fields(json);
  for (const GoalResult& goal : summary.goals) {
    json.open_object(JsonWriter::Shape::Flat);
    json.key("expr").text(goal.expr);
    json.key("value");
    fields.value(goal.value);
    json.key("met").boolean(goal.met);
    json.close();
  }
  json.close();
}

}  // namespace

std::string summary_json(const Summary& summary) {
  std::string text;
  JsonWriter json(text);
  json.open_object();
  JsonFields fields(json);
  visit_summary(summary, fields);
  write_waits(summary, json);
  write_frameworks(summary, json);
  write_goals(summary, json);
  json.key("violations").open_array();
  for (const std::string& violation : summary.violations) json.text(violation);
  json.close();
  json.close();
  text += '\n';
  return text;
}

}  // namespace meseta
