// What goes wrong, and when.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "engine/base/time.hpp"

namespace meseta {

struct FaultSpec {
  enum class Kind : std::uint8_t {
    Lose,   // The computers vanish, network and processes: tasks die and nobody is told.
    Crash,  // The processes end. Their computers and what else runs there live on.
  };

  Kind kind = Kind::Lose;
  Duration at;                   // From the start of the run.
  std::optional<Duration> heal;  // This long after `at` they boot anew. Absent: never.

  // Whom it hits: exactly one of the four is not empty.
  std::string domain;       // All agents in it, see in_domain().
  std::string agent_class;  // All agents of this class.
  std::string framework;    // All frameworks it names, see is_called().
  std::string master;       // kLeader, kAllMasters, or the number of one.

  static constexpr const char* kLeader = "leader";
  static constexpr const char* kAllMasters = "all";

  friend bool operator==(const FaultSpec&, const FaultSpec&) = default;
  template <class Self, class V>
  static void visit_fields(Self& self, V&& v) {
    v("kind", self.kind);
    v("at", self.at);
    v("heal", self.heal);
    v("domain", self.domain);
    v("agent_class", self.agent_class);
    v("framework", self.framework);
    v("master", self.master);
  }
};

}  // namespace meseta
