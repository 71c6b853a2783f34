// What goes wrong, and when.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "engine/base/time.hpp"

namespace meseta {

struct FaultSpec {
  enum class Kind : std::uint8_t {
    Lose,  // The agents vanish, network and processes: their tasks die and nobody is told.
  };

  Kind kind = Kind::Lose;
  Duration at;                   // From the start of the run.
  std::optional<Duration> heal;  // This long after `at` they boot anew. Absent: never.

  // Which agents: exactly one of the two is not empty.
  std::string domain;       // All in it, see in_domain().
  std::string agent_class;  // All of this class.

  friend bool operator==(const FaultSpec&, const FaultSpec&) = default;
  template <class Self, class V>
  static void visit_fields(Self& self, V&& v) {
    v("kind", self.kind);
    v("at", self.at);
    v("heal", self.heal);
    v("domain", self.domain);
    v("agent_class", self.agent_class);
  }
};

}  // namespace meseta
