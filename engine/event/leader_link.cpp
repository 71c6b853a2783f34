#include "engine/event/leader_link.hpp"

#include <algorithm>

#include "engine/base/check.hpp"

namespace meseta {

LeaderLink::LeaderLink(Options options) : options_(options), backoff_(options.backoff) {
  CHECK(options.backoff > Duration{});
  CHECK(options.backoff_max >= options.backoff);
}

bool LeaderLink::leader_is(const LeaderIs& report, Outbox& out) {
  if (report.epoch < epoch_) return false;
  epoch_ = report.epoch;
  if (report.address == leader_) return false;

  leader_ = report.address;
  const bool lost = drop(out);
  disarm(out);
  backoff_ = options_.backoff;
  open(out);
  return lost;
}

bool LeaderLink::opened(const SessionOpened& report, Time now, Outbox& out) {
  const bool awaited = report.peer == opening_;
  if (awaited) opening_ = NodeId{};
  // The leader may have changed while we were asking, and back again while we asked a second time.
  if (!awaited || report.peer != leader_ || session_.valid() || suspended_) {
    out.close(report.session);
    return false;
  }
  session_ = report.session;
  wait(now, out);
  return true;
}

bool LeaderLink::closed(const SessionClosed& report, Time now, Outbox& out) {
  if (!report.session.valid()) {
    if (report.peer != opening_) return false;
    opening_ = NodeId{};
    if (report.peer == leader_ && !session_.valid() && !suspended_) wait(now, out);
    return false;
  }
  if (!is(report.session)) return false;
  session_ = SessionId{};
  wait(now, out);
  return true;
}

bool LeaderLink::alarm(Time now, Outbox& out) {
  armed_ = false;
  if (session_.valid()) {
    wait(now, out);
    return true;
  }
  open(out);
  return false;
}

void LeaderLink::answered(Outbox& out) {
  disarm(out);
  backoff_ = options_.backoff;
}

void LeaderLink::restart(Time now, Outbox& out) {
  if (drop(out)) wait(now, out);
}

void LeaderLink::suspend(Outbox& out) {
  suspended_ = true;
  static_cast<void>(drop(out));
  disarm(out);
}

void LeaderLink::resume(Outbox& out) {
  suspended_ = false;
  open(out);
}

void LeaderLink::open(Outbox& out) {
  if (!leader_.valid() || session_.valid() || opening_ == leader_ || suspended_) return;
  opening_ = leader_;
  out.open(leader_);
}

bool LeaderLink::drop(Outbox& out) {
  if (!session_.valid()) return false;
  out.close(session_);
  session_ = SessionId{};
  return true;
}

void LeaderLink::wait(Time now, Outbox& out) {
  out.arm(options_.alarm, 0, now + backoff_);
  armed_ = true;
  backoff_ = std::min(backoff_ * 2, options_.backoff_max);
}

void LeaderLink::disarm(Outbox& out) {
  if (armed_) out.disarm(options_.alarm, 0);
  armed_ = false;
}

}  // namespace meseta
