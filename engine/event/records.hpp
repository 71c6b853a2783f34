// Records: the facts that outlive a process, as they are written to a store.
//
// A master's registry and an agent's checkpoint are both a sequence of records; replaying them in
// order gives the state back. A record is durable when its `Stored` is handled, never before.
#pragma once

#include <variant>

#include "engine/event/info.hpp"

namespace meseta {

struct AgentAdmitted {
  AgentId agent;
  Ref<AgentInfo> info;
  template <class Self, class V>
  static void visit_fields(Self& self, V&& v) {
    v("agent", self.agent);
    v("info", self.info);
  }
};

struct AgentUnreachable {
  AgentId agent;
  Time since;
  template <class Self, class V>
  static void visit_fields(Self& self, V&& v) {
    v("agent", self.agent);
    v("since", self.since);
  }
};

struct AgentReachable {
  AgentId agent;
  template <class Self, class V>
  static void visit_fields(Self& self, V&& v) {
    v("agent", self.agent);
  }
};

struct FrameworkAdmitted {
  FrameworkId framework;
  Ref<FrameworkInfo> info;
  template <class Self, class V>
  static void visit_fields(Self& self, V&& v) {
    v("framework", self.framework);
    v("info", self.info);
  }
};

struct FrameworkRemoved {
  FrameworkId framework;
  template <class Self, class V>
  static void visit_fields(Self& self, V&& v) {
    v("framework", self.framework);
  }
};

// An agent's own: the id it was given, so that it can come back under it.
struct AgentIdentity {
  AgentId agent;
  template <class Self, class V>
  static void visit_fields(Self& self, V&& v) {
    v("agent", self.agent);
  }
};

// A framework's own, likewise.
struct FrameworkIdentity {
  FrameworkId framework;
  template <class Self, class V>
  static void visit_fields(Self& self, V&& v) {
    v("framework", self.framework);
  }
};

using Record = std::variant<AgentAdmitted, AgentUnreachable, AgentReachable, FrameworkAdmitted,
                            FrameworkRemoved, AgentIdentity, FrameworkIdentity>;

}  // namespace meseta
