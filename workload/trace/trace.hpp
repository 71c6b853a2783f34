// Trace: what all trace formats come down to, nodes that stood somewhere and jobs that ran on them.
//
// Instants are counted from the start of the trace. Quantities are those of the engine: cpus and
// cards in thousandths, memory in MiB.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/time.hpp"

namespace meseta {

struct TraceNode {
  std::string name;
  std::int64_t cpus_milli = 0;
  std::int64_t mem_mib = 0;
  std::uint32_t cards = 0;
  std::string model;  // Of its cards; empty without cards.

  friend bool operator==(const TraceNode&, const TraceNode&) = default;
  template <class Self, class V>
  static void visit_fields(Self& self, V&& v) {
    v("name", self.name);
    v("cpus_milli", self.cpus_milli);
    v("mem_mib", self.mem_mib);
    v("cards", self.cards);
    v("model", self.model);
  }
};

enum class TraceOutcome : std::uint8_t { Finished, Failed };

struct TraceJob {
  std::string name;
  Duration submit;
  std::uint32_t tasks = 1;  // That start independently; each takes what follows.
  std::int64_t cpus_milli = 0;
  std::int64_t mem_mib = 0;
  std::uint32_t cards = 0;
  std::uint32_t card_milli = 0;     // Of each card; 0 without cards.
  std::vector<std::string> models;  // Acceptable ones, sorted; empty: any.

  std::optional<Duration> duration;  // Once it runs. Absent: it never ends.
  TraceOutcome outcome = TraceOutcome::Finished;
  std::optional<Duration> deadline;  // Tasks still waiting at this instant are withdrawn.

  friend bool operator==(const TraceJob&, const TraceJob&) = default;
  template <class Self, class V>
  static void visit_fields(Self& self, V&& v) {
    v("name", self.name);
    v("submit", self.submit);
    v("tasks", self.tasks);
    v("cpus_milli", self.cpus_milli);
    v("mem_mib", self.mem_mib);
    v("cards", self.cards);
    v("card_milli", self.card_milli);
    v("models", self.models);
    v("duration", self.duration);
    v("outcome", self.outcome);
    v("deadline", self.deadline);
  }
};

}  // namespace meseta
