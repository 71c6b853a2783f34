// LeaderLink: an agent's or a framework's one session with whoever leads.
//
//     LeaderIs --open--> SessionOpened --greet--> answered           the session is in use
//                 ^            |          ^          |
//                 |  could not |          |  silence | SessionClosed, or another leader
//                 +-- backoff -+          +- backoff-+----> open again
//
// The owner greets (registers, subscribes) whenever told to, and says when it was answered. A
// greeting goes out again after the backoff, since a master that does not lead yet is silent. The
// backoff doubles with every attempt up to its limit and starts anew with each answer and each
// leader. One alarm does for all of it; none is armed while the session is in use or nobody leads.
//
// A LeaderIs of an older epoch than the newest seen is ignored, and so is what comes on any session
// but the present one: the owner asks is().
#pragma once

#include <cstdint>

#include "engine/event/outbox.hpp"
#include "engine/event/reports.hpp"

namespace meseta {

class LeaderLink {
 public:
  struct Options {
    Duration backoff = seconds(1);      // Before the second attempt. Above 0.
    Duration backoff_max = minutes(1);  // At least `backoff`.
    std::uint32_t alarm = 0;            // Kind of the owner's alarm that is the link's.
  };

  explicit LeaderLink(Options options);

  // True: the session that was there is given up.
  [[nodiscard]] bool leader_is(const LeaderIs& report, Outbox& out);

  // True: greet now.
  [[nodiscard]] bool opened(const SessionOpened& report, Time now, Outbox& out);
  [[nodiscard]] bool alarm(Time now, Outbox& out);

  // True: the session that was there is lost.
  [[nodiscard]] bool closed(const SessionClosed& report, Time now, Outbox& out);

  // The greeting was answered.
  void answered(Outbox& out);

  // Gives the session up, if there is one, and opens another after the backoff.
  void restart(Time now, Outbox& out);

  // Gives the session up, if there is one, and opens none until resume().
  void suspend(Outbox& out);
  void resume(Outbox& out);

  [[nodiscard]] bool is(SessionId session) const { return session.valid() && session == session_; }
  [[nodiscard]] SessionId session() const { return session_; }
  [[nodiscard]] Epoch epoch() const { return epoch_; }

 private:
  void open(Outbox& out);
  [[nodiscard]] bool drop(Outbox& out);
  void wait(Time now, Outbox& out);
  void disarm(Outbox& out);

  Options options_;
  Epoch epoch_;
  NodeId leader_;  // Invalid while nobody leads.
  SessionId session_;
  NodeId opening_;    // Whom we asked for a session and have no answer from.
  Duration backoff_;  // The next wait.
  bool armed_ = false;
  bool suspended_ = false;
};

}  // namespace meseta
