// What agents, masters and frameworks say to each other over a session.
//
// Reading order: an agent registers, a framework subscribes, offers go out, tasks are launched,
// updates come back and are acknowledged. `kName` is the name in summaries and transcripts.
#pragma once

#include <optional>
#include <vector>

#include "engine/event/info.hpp"

namespace meseta {

// Agent to master. Without `agent` it is new; with one it comes back with what it still runs.
struct RegisterAgent {
  static constexpr const char* kName = "register_agent";
  AgentId agent;
  Ref<AgentInfo> info;
  struct Running {
    FrameworkId framework;
    Ref<TaskInfo> task;
    TaskState state = TaskState::Staging;         // The newest.
    TaskState status_state = TaskState::Staging;  // The one waiting for acknowledgement, if any,
    Uuid status_uuid;                             // with its uuid.
    template <class Self, class V>
    static void visit_fields(Self& self, V&& v) {
      v("framework", self.framework);
      v("task", self.task);
      v("state", self.state);
      v("status_state", self.status_state);
      v("status_uuid", self.status_uuid);
    }
  };
  std::vector<Running> tasks;  // Those whose last update is not yet acknowledged or not terminal.
  template <class Self, class V>
  static void visit_fields(Self& self, V&& v) {
    v("agent", self.agent);
    v("info", self.info);
    v("tasks", self.tasks);
  }
};

// Master to agent: the admission is durable. Repeats the id of one that came back.
struct AgentRegistered {
  static constexpr const char* kName = "agent_registered";
  AgentId agent;
  template <class Self, class V>
  static void visit_fields(Self& self, V&& v) {
    v("agent", self.agent);
  }
};

// Master to agent: kill everything, forget the id and register anew.
struct ShutdownAgent {
  static constexpr const char* kName = "shutdown_agent";
  Text reason;
  template <class Self, class V>
  static void visit_fields(Self& self, V&& v) {
    v("reason", self.reason);
  }
};

// Master to agent.
struct RunTask {
  static constexpr const char* kName = "run_task";
  FrameworkId framework;
  Ref<TaskInfo> task;
  template <class Self, class V>
  static void visit_fields(Self& self, V&& v) {
    v("framework", self.framework);
    v("task", self.task);
  }
};

// Master to agent.
struct KillTask {
  static constexpr const char* kName = "kill_task";
  FrameworkId framework;
  Text task;
  template <class Self, class V>
  static void visit_fields(Self& self, V&& v) {
    v("framework", self.framework);
    v("task", self.task);
  }
};

// Master to agent: kill all its tasks and forward none of its updates any more.
struct ShutdownFramework {
  static constexpr const char* kName = "shutdown_framework";
  FrameworkId framework;
  template <class Self, class V>
  static void visit_fields(Self& self, V&& v) {
    v("framework", self.framework);
  }
};

// Agent to master; said again until AckForward comes.
struct Update {
  static constexpr const char* kName = "update";
  StatusUpdate status;
  template <class Self, class V>
  static void visit_fields(Self& self, V&& v) {
    v("status", self.status);
  }
};

// Master to framework: the agent's update, or one of the master's own (without uuid).
struct UpdateForward {
  static constexpr const char* kName = "update_forward";
  StatusUpdate status;
  template <class Self, class V>
  static void visit_fields(Self& self, V&& v) {
    v("status", self.status);
  }
};

// Framework to master.
struct Ack {
  static constexpr const char* kName = "ack";
  AgentId agent;
  Text task;
  Uuid uuid;
  template <class Self, class V>
  static void visit_fields(Self& self, V&& v) {
    v("agent", self.agent);
    v("task", self.task);
    v("uuid", self.uuid);
  }
};

// Master to agent.
struct AckForward {
  static constexpr const char* kName = "ack_forward";
  FrameworkId framework;
  Text task;
  Uuid uuid;
  template <class Self, class V>
  static void visit_fields(Self& self, V&& v) {
    v("framework", self.framework);
    v("task", self.task);
    v("uuid", self.uuid);
  }
};

}  // namespace meseta
