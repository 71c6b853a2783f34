// Driver: a framework's side of the protocol, around a policy that knows nothing of it.
//
// It keeps one session with whoever leads (LeaderLink), subscribes on it, under the framework's id
// if there is one, and hands the policy what comes. The id is persisted with the first
// subscription; until it is durable what the master says is held back, so no task is launched under
// an id that a crash would undo.
//
// Each update that carries a uuid is acknowledged after the policy has seen it. On every
// subscription the master is asked about the tasks the policy believes in (Reconciliation), and
// kills without effect so far are said again.
#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "engine/event/event.hpp"
#include "engine/event/leader_link.hpp"
#include "engine/event/outbox.hpp"
#include "engine/event/reports.hpp"
#include "engine/scheduler/policy.hpp"
#include "engine/scheduler/reconciliation.hpp"

namespace meseta {

class Driver : public Component {
 public:
  struct Options {
    Ref<FrameworkInfo> info;
    Duration subscription_backoff = seconds(2);
    Duration subscription_backoff_max = minutes(1);
    Duration reconciliation_backoff = seconds(5);
    Duration reconciliation_backoff_max = minutes(5);
  };

  // The policy must outlive the driver.
  Driver(Options options, SchedulerPolicy& policy);

  void handle(const Event& event, Time now, Outbox& out) override;
  void prefetch(const Event& event, int step) const override;

  // For those who watch from outside.
  [[nodiscard]] FrameworkId id() const { return id_; }  // Invalid before the first subscription.
  [[nodiscard]] bool subscribed() const { return standing_ == Standing::Subscribed; }
  [[nodiscard]] bool over() const { return standing_ == Standing::Over; }

 private:
  friend class Calls;

  enum class AlarmKind : std::uint32_t { Link, Reconcile, Policy };
  enum class Standing : std::uint8_t {
    Unsubscribed,
    Storing,  // The master has answered, the id is not durable yet.
    Subscribed,
    Over,  // Refused or torn down.
  };

  void on_message(const Event& event, Time now, Outbox& out);

  // subscription.cpp
  void on(const Boot& boot, Time now, Outbox& out);
  void on(const Alarm& alarm, Time now, Outbox& out);
  void on(const LeaderIs& report, Time now, Outbox& out);
  void on(const SessionOpened& report, Time now, Outbox& out);
  void on(const SessionClosed& report, Time now, Outbox& out);
  void on(const Stored& report, Time now, Outbox& out);
  void on(const StoreFailed& report, Time now, Outbox& out);
  void on(const Subscribed& message, Time now, Outbox& out);
  void on(const FrameworkError& message, Time now, Outbox& out);
  void greet(Outbox& out);
  void catch_up(Outbox& out);
  void begin(Time now, Outbox& out);
  void disconnect(Time now, Outbox& out);
  void reconcile(Time now, Outbox& out);
  void rest(Outbox& out);
  void end(Outbox& out);

  // traffic.cpp
  void on(const Offers& message, Time now, Outbox& out);
  void on(const Rescind& message, Time now, Outbox& out);
  void on(const UpdateForward& message, Time now, Outbox& out);
  void on(const AgentFailure& message, Time now, Outbox& out);
  void show(const StatusUpdate& status, Time now, Outbox& out);
  void show_dropped(Time now, Outbox& out);

  Options options_;
  SchedulerPolicy& policy_;
  LeaderLink link_;
  Reconciliation reconciliation_;
  Standing standing_ = Standing::Unsubscribed;

  FrameworkId id_;
  bool durable_ = false;       // id_ is in the store.
  std::uint64_t storing_ = 0;  // The ticket that makes id_ durable, while it is on its way; else 0.
  std::uint64_t tickets_ = 0;  // Given out.
  std::vector<Event> held_;    // What the master said while Storing.

  bool reconcile_armed_ = false;
  std::vector<Text> suppressed_;       // Roles, sorted, as the policy wants them.
  std::vector<Text> greeted_;          // As the last Subscribe said.
  std::map<Text, AgentId> kills_;      // Asked for by the policy; the task may not be over yet.
  std::vector<StatusUpdate> dropped_;  // Of accepts without a subscription; shown next.
};

}  // namespace meseta
