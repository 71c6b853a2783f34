#include <utility>

#include "engine/scheduler/driver.hpp"

namespace meseta {

void Driver::on(const Offers& message, Time now, Outbox& out) {
  Calls calls(*this, now, out);
  policy_.offered(message.offers, now, calls);
}

void Driver::on(const Rescind& message, Time now, Outbox& out) {
  Calls calls(*this, now, out);
  policy_.rescinded(message.offers, now, calls);
}

void Driver::on(const AgentFailure& message, Time now, Outbox& out) {
  Calls calls(*this, now, out);
  policy_.agent_failed(message.agent, now, calls);
}

void Driver::on(const UpdateForward& message, Time now, Outbox& out) {
  const StatusUpdate& status = message.status;
  if (reconciliation_.active()) {
    reconciliation_.heard(status.task);
    if (!reconciliation_.active()) rest(out);
  }
  show(status, now, out);
  // The policy may have ended the session.
  if (!status.uuid.valid() || standing_ != Standing::Subscribed) return;
  out.send(link_.session(), Ack{.agent = status.agent, .task = status.task, .uuid = status.uuid});
}

void Driver::show(const StatusUpdate& status, Time now, Outbox& out) {
  if (!kills_.empty() && is_terminal(status.state)) kills_.erase(status.task);
  Calls calls(*this, now, out);
  policy_.update(status, now, calls);
}

void Driver::show_dropped(Time now, Outbox& out) {
  if (dropped_.empty()) return;
  // What the policy does about it may drop more; that is for the next event.
  for (const StatusUpdate& status : std::exchange(dropped_, {})) show(status, now, out);
}

}  // namespace meseta
