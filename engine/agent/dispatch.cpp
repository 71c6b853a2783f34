#include "engine/agent/agent.hpp"
#include "engine/event/kind.hpp"

namespace meseta {

void Agent::handle(const Event& event, Time now, Outbox& out) {
  switch (event.kind()) {
    case kind_of<Boot>:
      return on(event.as<Boot>());
    case kind_of<Alarm>:
      return on(event.as<Alarm>(), now, out);
    case kind_of<LeaderIs>:
      return on(event.as<LeaderIs>(), out);
    case kind_of<SessionOpened>:
      return on(event.as<SessionOpened>(), now, out);
    case kind_of<SessionClosed>:
      return on(event.as<SessionClosed>(), now, out);
    case kind_of<Stored>:
      return on(event.as<Stored>(), now, out);
    case kind_of<StoreFailed>:
      return on(event.as<StoreFailed>(), now, out);
    case kind_of<TaskStarted>:
      return on(event.as<TaskStarted>(), now, out);
    case kind_of<TaskEnded>:
      return on(event.as<TaskEnded>(), now, out);
    default:
      // A late message of a session that is over, and one that nobody sends to agents.
      if (link_.is(event.session)) on_message(event, now, out);
  }
}

void Agent::on_message(const Event& event, Time now, Outbox& out) {
  if (standing_ == Standing::Storing) return held_.push_back(event);
  switch (event.kind()) {
    case kind_of<AgentRegistered>:
      return on(event.as<AgentRegistered>(), now, out);
    case kind_of<ShutdownAgent>:
      return on(event.as<ShutdownAgent>(), now, out);
    default:
      if (standing_ != Standing::Registered) return;
  }
  switch (event.kind()) {
    case kind_of<RunTask>:
      return on(event.as<RunTask>(), now, out);
    case kind_of<KillTask>:
      return on(event.as<KillTask>(), out);
    case kind_of<ShutdownFramework>:
      return on(event.as<ShutdownFramework>(), out);
    case kind_of<AckForward>:
      return on(event.as<AckForward>(), now, out);
    default:
      return;
  }
}

}  // namespace meseta
