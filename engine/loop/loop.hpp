// Loop: the event queue, and the one place where wants are carried out.
//
//     backend --post--> queue --> stamp, number, fold --> component --> outbox --> fold --> ports
//
// One loop per process drives any number of components, each named by its NodeId. Events are
// handled in the order (instant, number of posting), each to its end; wants are applied at once, in
// order. Alarms live in the queue too. The loop holds the ports, owns no policy and decides
// nothing.
#pragma once

#include <array>
#include <cstdint>
#include <utility>
#include <vector>

#include "engine/clock/clock.hpp"
#include "engine/launcher/launcher.hpp"
#include "engine/loop/dispatcher.hpp"
#include "engine/loop/event_queue.hpp"
#include "engine/loop/timers.hpp"
#include "engine/store/store.hpp"
#include "engine/transport/transport.hpp"

namespace meseta {

class Loop {
 public:
  explicit Loop(Clock& clock) : clock_(clock) {}
  ~Loop();
  Loop(const Loop&) = delete;
  Loop& operator=(const Loop&) = delete;

  // The ports, which usually need the loop themselves. Before the first step.
  void attach(Transport& transport, Store& store, Launcher& launcher);

  NodeId add(Component& component) { return dispatcher_.add(component); }
  // The node's process is gone: its alarms and the events queued for it are dropped.
  void remove(NodeId node);
  [[nodiscard]] bool alive(NodeId node) const { return dispatcher_.alive(node); }

  // Names a new session; deliveries on it come from one of these two to the other.
  SessionId new_session(NodeId opener, NodeId acceptor);
  [[nodiscard]] NodeId opener(SessionId session) const { return sessions_[session.value].opener; }
  [[nodiscard]] NodeId peer(SessionId session, NodeId self) const;
  // Messages of `session` queued for `side`, one of its two ends, are dropped, unnumbered.
  void mute(SessionId session, NodeId side);

  // The one door for backends. An instant in the past means now.
  template <EventType T>
  void post(NodeId target, T report, Time at) {
    push(target, {}, dispatcher_.bodies().make(std::move(report)), at);
  }
  void deliver(NodeId target, SessionId session, Body message, Time at) {
    push(target, session, std::move(message), at);
  }

  // Handles the earliest event if its instant has come. False: nothing is due.
  bool step();

  // The instant of the earliest queue entry; kTimeMax if there is none. An alarm that was moved may
  // make this earlier than the next event.
  [[nodiscard]] Time next() { return queue_.empty() ? kTimeMax : queue_.next(); }

  void watch_queue(QueueWatch* watch) { queue_.watch(watch); }

  [[nodiscard]] Dispatcher& dispatcher() { return dispatcher_; }
  [[nodiscard]] const Dispatcher& dispatcher() const { return dispatcher_; }

  // Messages sent, by kind.
  [[nodiscard]] const std::array<std::uint64_t, kKinds>& sent() const { return sent_; }

 private:
  struct Session {
    NodeId opener;
    NodeId acceptor;
    bool opener_hears = true;
    bool acceptor_hears = true;
  };

  [[nodiscard]] bool hears(SessionId session, NodeId side) const {
    const Session& ends = sessions_[session.value];
    return ends.opener == side ? ends.opener_hears : ends.acceptor_hears;
  }
  void push(NodeId target, SessionId session, Body body, Time at);
  void push_timer(NodeId node, const Timers::Queue& queue);
  void prefetch() const;
  void prefetch(const QueueEntry& entry) const;
  bool step_timer(const QueueEntry& entry);
  void handle(NodeId target, Event event);
  void apply(NodeId from, const Want& want);

  Clock& clock_;
  Transport* transport_ = nullptr;
  Store* store_ = nullptr;
  Launcher* launcher_ = nullptr;

  Dispatcher dispatcher_;
  EventQueue queue_;
  Timers timers_;
  std::vector<Session> sessions_{1};  // Session 0 names none.
  std::uint64_t posted_ = 0;
  Time earliest_;  // No entry may be queued before it: the instant of the last one popped.
  std::array<std::uint64_t, kKinds> sent_{};
};

}  // namespace meseta
