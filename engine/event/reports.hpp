// What a backend reports: the events that no peer sent.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/event/records.hpp"

namespace meseta {

// The process begins. Always a node's first event, with what its own store holds. `role` and
// `index` tell a replay which component of the scenario this node is.
struct Boot {
  static constexpr const char* kName = "boot";
  enum class Role : std::uint8_t { Master, Agent, Scheduler };
  Role role = Role::Master;
  std::uint32_t index = 0;        // Among the nodes of its role, in the scenario's order.
  std::uint32_t incarnation = 0;  // 0, then one more with each restart.
  std::vector<Record> records;
  template <class Self, class V>
  static void visit_fields(Self& self, V&& v) {
    v("role", self.role);
    v("index", self.index);
    v("incarnation", self.incarnation);
    v("records", self.records);
  }
};

// An alarm armed by this node went off.
struct Alarm {
  static constexpr const char* kName = "alarm";
  std::uint32_t kind = 0;
  std::uint64_t owner = 0;
  template <class Self, class V>
  static void visit_fields(Self& self, V&& v) {
    v("kind", self.kind);
    v("owner", self.owner);
  }
};

// A session this node asked for is open.
struct SessionOpened {
  static constexpr const char* kName = "session_opened";
  NodeId peer;
  SessionId session;
  template <class Self, class V>
  static void visit_fields(Self& self, V&& v) {
    v("peer", self.peer);
    v("session", self.session);
  }
};

// A session ended, or one asked for could not be opened (then `session` is invalid). Nothing of it
// is delivered any more.
struct SessionClosed {
  static constexpr const char* kName = "session_closed";
  NodeId peer;
  SessionId session;
  template <class Self, class V>
  static void visit_fields(Self& self, V&& v) {
    v("peer", self.peer);
    v("session", self.session);
  }
};

// A watched peer missed its last allowed ping; it was last heard of before `since`.
struct PeerSilent {
  static constexpr const char* kName = "peer_silent";
  NodeId peer;
  Time since;
  template <class Self, class V>
  static void visit_fields(Self& self, V&& v) {
    v("peer", self.peer);
    v("since", self.since);
  }
};

// A silent peer answered again.
struct PeerBack {
  static constexpr const char* kName = "peer_back";
  NodeId peer;
  template <class Self, class V>
  static void visit_fields(Self& self, V&& v) {
    v("peer", self.peer);
  }
};

// The record of `ticket`, and every one before it, is durable.
struct Stored {
  static constexpr const char* kName = "stored";
  std::uint64_t ticket = 0;
  template <class Self, class V>
  static void visit_fields(Self& self, V&& v) {
    v("ticket", self.ticket);
  }
};

// Neither this ticket nor any later one is known to be durable.
struct StoreFailed {
  static constexpr const char* kName = "store_failed";
  std::uint64_t ticket = 0;
  template <class Self, class V>
  static void visit_fields(Self& self, V&& v) {
    v("ticket", self.ticket);
  }
};

// The launcher: the task runs.
struct TaskStarted {
  static constexpr const char* kName = "task_started";
  FrameworkId framework;
  Text task;
  template <class Self, class V>
  static void visit_fields(Self& self, V&& v) {
    v("framework", self.framework);
    v("task", self.task);
  }
};

// The launcher: the task is over, or never began. `state` is Finished, Failed or Killed.
struct TaskEnded {
  static constexpr const char* kName = "task_ended";
  FrameworkId framework;
  Text task;
  TaskState state = TaskState::Finished;
  StatusReason reason = StatusReason::None;
  Text message;
  template <class Self, class V>
  static void visit_fields(Self& self, V&& v) {
    v("framework", self.framework);
    v("task", self.task);
    v("state", self.state);
    v("reason", self.reason);
    v("message", self.message);
  }
};

}  // namespace meseta
