#include <utility>

#include "engine/agent/agent.hpp"
#include "engine/base/check.hpp"

namespace meseta {

namespace {

// Leaves 2^40 updates to each incarnation.
constexpr unsigned kIncarnationShift = 40;

}  // namespace

Agent::Agent(Options options)
    : options_(std::move(options)),
      link_({.backoff = options_.registration_backoff,
             .backoff_max = options_.registration_backoff_max,
             .alarm = static_cast<std::uint32_t>(AlarmKind::Link)}),
      updates_({.retry = options_.update_retry, .retry_max = options_.update_retry_max}) {
  CHECK(options_.info);
  free_ = options_.info->resources;
}

void Agent::on(const Boot& boot) {
  for (const Record& record : boot.records) {
    if (const auto* identity = std::get_if<AgentIdentity>(&record)) id_ = identity->agent;
  }
  durable_ = id_.valid();
  updates_ =
      StatusUpdates({.retry = options_.update_retry,
                     .retry_max = options_.update_retry_max,
                     .first_ordinal = (std::uint64_t{boot.incarnation} << kIncarnationShift) + 1});
}

void Agent::on(const Alarm& alarm, Time now, Outbox& out) {
  switch (static_cast<AlarmKind>(alarm.kind)) {
    case AlarmKind::Link:
      if (link_.alarm(now, out)) greet(out);
      return;
    case AlarmKind::Retry:
      armed_ = kTimeMax;
      return send_due(now, out);
  }
}

void Agent::on(const LeaderIs& report, Outbox& out) {
  if (link_.leader_is(report, out)) disconnect(out);
}

void Agent::on(const SessionOpened& report, Time now, Outbox& out) {
  if (link_.opened(report, now, out)) greet(out);
}

void Agent::on(const SessionClosed& report, Time now, Outbox& out) {
  if (link_.closed(report, now, out)) disconnect(out);
}

void Agent::greet(Outbox& out) {
  RegisterAgent message{.agent = id_, .info = options_.info};
  for (const Slot slot : ordered_tasks()) {
    const Task& task = tasks_[slot];
    if (task.muted) continue;
    RegisterAgent::Running running{.framework = task.framework,
                                   .task = task.info,
                                   .state = task.state,
                                   .status_state = task.state};
    if (task.stream != StatusUpdates::kNone) {
      running.status_state = updates_.head(task.stream).state;
      running.status_uuid = uuid(task, updates_.ordinal(task.stream));
    }
    message.tasks.push_back(std::move(running));
  }
  out.send(link_.session(), std::move(message));
}

void Agent::on(const AgentRegistered& message, Time now, Outbox& out) {
  if (standing_ != Standing::Unregistered) return;  // The answer to a greeting that was repeated.
  if (id_.valid() && message.agent != id_) return;  // Meant for nobody: we said who we are.
  link_.answered(out);
  id_ = message.agent;
  if (durable_) return begin(now, out);

  standing_ = Standing::Storing;
  if (storing_ != 0) return;  // Lost the session while it was on its way.
  storing_ = ++tickets_;
  out.persist(storing_, AgentIdentity{id_});
}

void Agent::on(const Stored& report, Time now, Outbox& out) {
  if (report.ticket != storing_) return;
  storing_ = 0;
  durable_ = true;
  if (standing_ == Standing::Storing) begin(now, out);
}

void Agent::on(const StoreFailed& report, Time now, Outbox& out) {
  if (report.ticket != storing_) return;
  storing_ = 0;
  // Registering again persists again.
  disconnect(out);
  link_.restart(now, out);
}

void Agent::begin(Time now, Outbox& out) {
  standing_ = Standing::Registered;
  updates_.resume();
  send_due(now, out);
  for (const Event& event : std::exchange(held_, {})) {
    // One of them may have ended the session.
    if (link_.is(event.session)) on_message(event, now, out);
  }
}

void Agent::disconnect(Outbox& out) {
  standing_ = Standing::Unregistered;
  held_.clear();
  updates_.pause();
  rearm(out);
}

void Agent::on(const ShutdownAgent&, Time now, Outbox& out) {
  disconnect(out);
  for (const Slot slot : ordered_tasks()) mute(slot, out);
  id_ = AgentId{};
  durable_ = false;
  storing_ = 0;
  out.persist(++tickets_, AgentIdentity{});
  leaving_ = index_.size() > 0;
  if (leaving_) {
    link_.suspend(out);
  } else {
    link_.restart(now, out);
  }
}

}  // namespace meseta
