// Outbox: what a component wants done, in order.
//
// The loop folds each want into the digest and carries it out at once, in this order, after the
// handler returned. Outboxes per component (MasterOutbox, AgentOutbox, SchedulerOutbox) show only
// the verbs that component may use.
#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "engine/base/id.hpp"
#include "engine/base/time.hpp"
#include "engine/event/bodies.hpp"
#include "engine/event/records.hpp"

namespace meseta {

struct Want {
  enum class Verb : std::uint8_t {
    Send,     // body on session
    Open,     // a session to peer
    Close,    // session
    Arm,      // alarm (kind, owner) at `at`; replaces an armed one of that key
    Disarm,   // alarm (kind, owner)
    Persist,  // record as ticket `owner`
    Watch,    // peer: ping every `span`, silent after `kind` misses
    Unwatch,  // peer
    Launch,   // task of framework (a RunTask in body)
    Kill,     // task of framework (a KillTask in body); `span` is the grace
    StepDown  // resign leadership
  };

  Verb verb = Verb::Send;
  std::uint32_t kind = 0;
  SessionId session;
  NodeId peer;
  std::uint64_t owner = 0;
  Time at;
  Duration span;
  Body body;
  Ref<Record> record;
};

// Folds a want into a digest: verb, then all other fields in declared order.
void fold(Digest& digest, const Want& want);

class Outbox {
 public:
  explicit Outbox(Bodies& bodies) : bodies_(bodies) {}
  Outbox(const Outbox&) = delete;
  Outbox& operator=(const Outbox&) = delete;

  [[nodiscard]] std::span<const Want> wants() const { return wants_; }
  void clear() { wants_.clear(); }

  template <EventType T>
  void send(SessionId session, T message) {
    wants_.push_back(
        {.verb = Want::Verb::Send, .session = session, .body = bodies_.make(std::move(message))});
  }
  // Asks for a session to `peer`; answered by SessionOpened or by SessionClosed.
  void open(NodeId peer) { wants_.push_back({.verb = Want::Verb::Open, .peer = peer}); }
  // Ends a session. The other side hears SessionClosed after what was sent before; this side hears
  // nothing more.
  void close(SessionId session) {
    wants_.push_back({.verb = Want::Verb::Close, .session = session});
  }
  // One alarm per (kind, owner): arming again replaces it. An instant in the past means at once.
  void arm(std::uint32_t kind, std::uint64_t owner, Time at) {
    wants_.push_back({.verb = Want::Verb::Arm, .kind = kind, .owner = owner, .at = at});
  }
  void disarm(std::uint32_t kind, std::uint64_t owner) {
    wants_.push_back({.verb = Want::Verb::Disarm, .kind = kind, .owner = owner});
  }
  // Tickets are the component's and grow by one.
  void persist(std::uint64_t ticket, Record record) {
    wants_.push_back({.verb = Want::Verb::Persist,
                      .owner = ticket,
                      .record = Ref<Record>::make(std::move(record))});
  }
  void watch(NodeId peer, Duration interval, std::uint32_t misses_max) {
    wants_.push_back(
        {.verb = Want::Verb::Watch, .kind = misses_max, .peer = peer, .span = interval});
  }
  void unwatch(NodeId peer) { wants_.push_back({.verb = Want::Verb::Unwatch, .peer = peer}); }
  // Answered by TaskStarted and TaskEnded, or by TaskEnded alone.
  void launch(FrameworkId framework, Ref<TaskInfo> task) {
    wants_.push_back(
        {.verb = Want::Verb::Launch, .body = bodies_.make(RunTask{framework, std::move(task)})});
  }
  // Answered by TaskEnded, once; a task that is unknown or already over is no error.
  void kill(FrameworkId framework, Text task, Duration grace) {
    wants_.push_back({.verb = Want::Verb::Kill,
                      .span = grace,
                      .body = bodies_.make(KillTask{framework, std::move(task)})});
  }
  void step_down() { wants_.push_back({.verb = Want::Verb::StepDown}); }

 private:
  Bodies& bodies_;
  std::vector<Want> wants_;
};

}  // namespace meseta
