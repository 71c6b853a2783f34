// What frameworks ask of the master: the v1 scheduler calls.
#pragma once

#include <optional>
#include <vector>

#include "engine/event/info.hpp"

namespace meseta {

// The first call of a session. Without `framework` it is new; with one it fails over to this
// session.
struct Subscribe {
  static constexpr const char* kName = "subscribe";
  FrameworkId framework;
  Ref<FrameworkInfo> info;
  std::vector<Text> suppressed_roles;
  template <class Self, class V>
  static void visit_fields(Self& self, V&& v) {
    v("framework", self.framework);
    v("info", self.info);
    v("suppressed_roles", self.suppressed_roles);
  }
};

// Launches `tasks` on the union of `offers`, all of one agent and one role. What is left over is
// declined with `refuse`. No tasks: a decline.
struct Accept {
  static constexpr const char* kName = "accept";
  std::vector<OfferId> offers;
  std::vector<Ref<TaskInfo>> tasks;
  std::optional<Duration> refuse;  // Absent: 5 s. 0: no filter. At most 365 days.
  template <class Self, class V>
  static void visit_fields(Self& self, V&& v) {
    v("offers", self.offers);
    v("tasks", self.tasks);
    v("refuse", self.refuse);
  }
};

struct Decline {
  static constexpr const char* kName = "decline";
  std::vector<OfferId> offers;
  std::optional<Duration> refuse;  // As in Accept.
  template <class Self, class V>
  static void visit_fields(Self& self, V&& v) {
    v("offers", self.offers);
    v("refuse", self.refuse);
  }
};

// No offers for these roles (all, if empty) until revived.
struct Suppress {
  static constexpr const char* kName = "suppress";
  std::vector<Text> roles;
  template <class Self, class V>
  static void visit_fields(Self& self, V&& v) {
    v("roles", self.roles);
  }
};

// Drops the filters of these roles (all, if empty), lifts suppression and makes a run due.
struct Revive {
  static constexpr const char* kName = "revive";
  std::vector<Text> roles;
  template <class Self, class V>
  static void visit_fields(Self& self, V&& v) {
    v("roles", self.roles);
  }
};

struct Kill {
  static constexpr const char* kName = "kill";
  Text task;
  AgentId agent;  // Invalid if the framework does not know it.
  template <class Self, class V>
  static void visit_fields(Self& self, V&& v) {
    v("task", self.task);
    v("agent", self.agent);
  }
};

// Asks for the state of these tasks, or of all the master knows if there are none.
struct Reconcile {
  static constexpr const char* kName = "reconcile";
  struct Claim {
    Text task;
    AgentId agent;
    template <class Self, class V>
    static void visit_fields(Self& self, V&& v) {
      v("task", self.task);
      v("agent", self.agent);
    }
  };
  std::vector<Claim> tasks;
  template <class Self, class V>
  static void visit_fields(Self& self, V&& v) {
    v("tasks", self.tasks);
  }
};

// Ends the framework: its tasks are killed and its id is remembered as gone.
struct Teardown {
  static constexpr const char* kName = "teardown";
  template <class Self, class V>
  static void visit_fields(Self&, V&&) {}
};

}  // namespace meseta
