#include <algorithm>
#include <iterator>
#include <utility>

#include "engine/base/check.hpp"
#include "engine/scheduler/driver.hpp"

namespace meseta {

Driver::Driver(Options options, SchedulerPolicy& policy)
    : options_(std::move(options)),
      policy_(policy),
      link_({.backoff = options_.subscription_backoff,
             .backoff_max = options_.subscription_backoff_max,
             .alarm = static_cast<std::uint32_t>(AlarmKind::Link)}),
      reconciliation_({.backoff = options_.reconciliation_backoff,
                       .backoff_max = options_.reconciliation_backoff_max}) {
  CHECK(options_.info);
  CHECK(!options_.info->roles.empty());
}

void Driver::on(const Boot& boot, Time now, Outbox& out) {
  for (const Record& record : boot.records) {
    if (const auto* identity = std::get_if<FrameworkIdentity>(&record)) id_ = identity->framework;
  }
  durable_ = id_.valid();
  Calls calls(*this, now, out);
  policy_.started(now, calls);
}

void Driver::on(const Alarm& alarm, Time now, Outbox& out) {
  switch (static_cast<AlarmKind>(alarm.kind)) {
    case AlarmKind::Link:
      if (link_.alarm(now, out)) greet(out);
      return;
    case AlarmKind::Reconcile:
      reconcile_armed_ = false;
      return reconcile(now, out);
    case AlarmKind::Policy: {
      Calls calls(*this, now, out);
      return policy_.woken(now, calls);
    }
  }
}

void Driver::on(const LeaderIs& report, Time now, Outbox& out) {
  if (link_.leader_is(report, out)) disconnect(now, out);
}

void Driver::on(const SessionOpened& report, Time now, Outbox& out) {
  if (link_.opened(report, now, out)) greet(out);
}

void Driver::on(const SessionClosed& report, Time now, Outbox& out) {
  if (link_.closed(report, now, out)) disconnect(now, out);
}

void Driver::greet(Outbox& out) {
  greeted_ = suppressed_;
  out.send(link_.session(),
           Subscribe{.framework = id_, .info = options_.info, .suppressed_roles = suppressed_});
}

void Driver::on(const Subscribed& message, Time now, Outbox& out) {
  if (standing_ != Standing::Unsubscribed) return;  // The answer to a greeting that was repeated.
  if (id_.valid() && message.framework != id_) return;  // Meant for nobody: we said who we are.
  link_.answered(out);
  id_ = message.framework;
  if (durable_) return begin(now, out);

  standing_ = Standing::Storing;
  if (storing_ != 0) return;  // Lost the session while it was on its way.
  storing_ = ++tickets_;
  out.persist(storing_, FrameworkIdentity{id_});
}

void Driver::on(const Stored& report, Time now, Outbox& out) {
  if (report.ticket != storing_) return;
  storing_ = 0;
  durable_ = true;
  if (standing_ == Standing::Storing) begin(now, out);
}

void Driver::on(const StoreFailed& report, Time now, Outbox& out) {
  if (report.ticket != storing_) return;
  storing_ = 0;
  if (standing_ != Standing::Storing) return;
  // Subscribing again persists again.
  disconnect(now, out);
  link_.restart(now, out);
}

void Driver::begin(Time now, Outbox& out) {
  standing_ = Standing::Subscribed;
  catch_up(out);
  reconciliation_.begin(policy_.claims());
  reconcile(now, out);
  Calls calls(*this, now, out);
  policy_.subscribed(id_, now, calls);
  for (const Event& event : std::exchange(held_, {})) {
    // One of them may have ended the session.
    if (link_.is(event.session)) on_message(event, now, out);
  }
}

// Says what the policy wanted since the greeting, and the kills that the last session may have
// lost.
void Driver::catch_up(Outbox& out) {
  std::vector<Text> roles;
  std::set_difference(greeted_.begin(), greeted_.end(), suppressed_.begin(), suppressed_.end(),
                      std::back_inserter(roles));
  if (!roles.empty()) out.send(link_.session(), Revive{std::exchange(roles, {})});
  std::set_difference(suppressed_.begin(), suppressed_.end(), greeted_.begin(), greeted_.end(),
                      std::back_inserter(roles));
  if (!roles.empty()) out.send(link_.session(), Suppress{std::move(roles)});
  for (const auto& [task, agent] : kills_) out.send(link_.session(), Kill{task, agent});
}

void Driver::disconnect(Time now, Outbox& out) {
  const bool told = standing_ == Standing::Subscribed;
  standing_ = Standing::Unsubscribed;
  held_.clear();
  rest(out);
  if (!told) return;
  Calls calls(*this, now, out);
  policy_.disconnected(now, calls);
}

void Driver::reconcile(Time now, Outbox& out) {
  if (!reconciliation_.active()) return rest(out);
  out.send(link_.session(), Reconcile{reconciliation_.open()});
  out.arm(static_cast<std::uint32_t>(AlarmKind::Reconcile), 0, now + reconciliation_.wait());
  reconcile_armed_ = true;
}

void Driver::rest(Outbox& out) {
  reconciliation_.stop();
  if (reconcile_armed_) out.disarm(static_cast<std::uint32_t>(AlarmKind::Reconcile), 0);
  reconcile_armed_ = false;
}

void Driver::on(const FrameworkError& message, Time now, Outbox& out) {
  end(out);
  Calls calls(*this, now, out);
  policy_.refused(message.message, now, calls);
}

void Driver::end(Outbox& out) {
  standing_ = Standing::Over;
  held_.clear();
  rest(out);
  link_.suspend(out);
}

}  // namespace meseta
