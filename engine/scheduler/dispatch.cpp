#include "engine/event/kind.hpp"
#include "engine/scheduler/driver.hpp"

namespace meseta {

void Driver::handle(const Event& event, Time now, Outbox& out) {
  switch (event.kind()) {
    case kind_of<Boot>:
      on(event.as<Boot>(), now, out);
      break;
    case kind_of<Alarm>:
      on(event.as<Alarm>(), now, out);
      break;
    case kind_of<LeaderIs>:
      on(event.as<LeaderIs>(), now, out);
      break;
    case kind_of<SessionOpened>:
      on(event.as<SessionOpened>(), now, out);
      break;
    case kind_of<SessionClosed>:
      on(event.as<SessionClosed>(), now, out);
      break;
    case kind_of<Stored>:
      on(event.as<Stored>(), now, out);
      break;
    case kind_of<StoreFailed>:
      on(event.as<StoreFailed>(), now, out);
      break;
    default:
      // A late message of a session that is over, and one that nobody sends to frameworks.
      if (link_.is(event.session)) on_message(event, now, out);
  }
  show_dropped(now, out);
}

void Driver::prefetch(const Event& event, int step) const {
  if (step == 0) {
    for (std::size_t at = 64; at < sizeof(Driver); at += 64) {
      __builtin_prefetch(reinterpret_cast<const char*>(this) + at);
    }
  }
  if (event.kind() != kind_of<UpdateForward>) return;
  const Text& task = event.as<UpdateForward>().status.task;
  if (step == 0) task.prefetch();
  if (step > 0) policy_.prefetch(task, step);
}

void Driver::on_message(const Event& event, Time now, Outbox& out) {
  if (standing_ == Standing::Storing) return held_.push_back(event);
  switch (event.kind()) {
    case kind_of<Subscribed>:
      return on(event.as<Subscribed>(), now, out);
    case kind_of<FrameworkError>:
      return on(event.as<FrameworkError>(), now, out);
    default:
      if (standing_ != Standing::Subscribed) return;
  }
  switch (event.kind()) {
    case kind_of<Offers>:
      return on(event.as<Offers>(), now, out);
    case kind_of<Rescind>:
      return on(event.as<Rescind>(), now, out);
    case kind_of<UpdateForward>:
      return on(event.as<UpdateForward>(), now, out);
    case kind_of<AgentFailure>:
      return on(event.as<AgentFailure>(), now, out);
    default:
      return;
  }
}

}  // namespace meseta
