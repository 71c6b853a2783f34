#include "tests/transcripts/language/agent/agent_subject.hpp"

namespace meseta::transcript {

void AgentSubject::registered(Words& words) {
  const std::string name = words.next("the agent's id");
  words.finish();
  hear_leader(AgentRegistered{agent_id(name)});
}

void AgentSubject::shutdown(Words& words) {
  const Text reason(words.maybe().value_or(""));
  words.finish();
  hear_leader(ShutdownAgent{reason});
}

void AgentSubject::run_task(Words& words) {
  const FrameworkId framework = framework_id(words.next("the framework"));
  const std::string name = words.next("the task");
  const auto other = words.option("agent");
  TaskInfo info{.name = Text(name),
                .agent = other ? agent_id(*other) : agent_->id(),
                .resources = make_ref(words.resources("what the task takes")),
                .kill_grace = words.span_option("grace").value_or(Duration{})};
  words.finish();
  tasks_[name].framework = framework;
  hear_leader(RunTask{framework, make_ref(std::move(info))});
}

void AgentSubject::kill_task(Words& words) {
  const std::string name = words.next("the task");
  words.finish();
  hear_leader(KillTask{task(name).framework, Text(name)});
}

void AgentSubject::shutdown_framework(Words& words) {
  const FrameworkId framework = names_.frameworks.get(words.next("the framework"));
  words.finish();
  hear_leader(ShutdownFramework{framework});
}

void AgentSubject::ack(Words& words) {
  const std::string name = words.next("the task");
  const auto uuid = words.option("uuid");
  words.finish();
  const KnownTask& known = task(name);
  hear_leader(AckForward{known.framework, Text(name), uuid ? names_.uuids.get(*uuid) : known.uuid});
}

}  // namespace meseta::transcript
