#include "report/csv.hpp"

namespace meseta {

std::string csv_field(std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

std::string waits_csv(const Summary& summary) {
  std::string text = "framework,task,waited_s,placed,reason,agent_class,class_reason,agents\n";
  for (const WaitReport& wait : summary.waits) {
    const std::string start = csv_field(wait.framework) + "," + csv_field(wait.task) + "," +
                              decimal(wait.waited.ns, 9) + (wait.pending ? ",no," : ",yes,") +
                              csv_field(wait.reason) + ",";
    if (wait.classes.empty()) text += start + ",,\n";
    for (const ClassReasons& agents : wait.classes) {
      for (const auto& [reason, count] : agents.counts) {
        text += start + csv_field(agents.agent_class) + "," + csv_field(reason) + "," +
                std::to_string(count) + "\n";
      }
    }
  }
  return text;
}

}  // namespace meseta
