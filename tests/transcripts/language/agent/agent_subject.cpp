#include "tests/transcripts/language/agent/agent_subject.hpp"

namespace meseta::transcript {

std::span<const Command<AgentSubject>> AgentSubject::commands() {
  using S = AgentSubject;
  static constexpr Command<S> kCommands[] = {
      {"boot [TOTAL]", &S::boot, "the process begins, with what its store holds; TOTAL at first"},

      {"registered AGENT", &S::registered, "the master admits it under this id"},
      {"shutdown [REASON]", &S::shutdown, "the master wants it to end and to come anew"},
      {"run-task FRAMEWORK TASK RESOURCES [agent=AGENT] [grace=TIME]", &S::run_task,
       "the master wants a task run"},
      {"kill-task TASK", &S::kill_task, "the master wants it ended"},
      {"shutdown-framework FRAMEWORK", &S::shutdown_framework, "the framework is over"},
      {"ack TASK [uuid=UUID]", &S::ack, "the last update sent of it, or another, is acknowledged"},

      {"started TASK", &S::started, "the launcher says that it runs"},
      {"ended TASK STATE [reason=REASON] [message=TEXT]", &S::ended,
       "the launcher says that it is over, or never began"},

      {"state", &S::state, "what the agent shows to those who watch"},
  };
  return kCommands;
}

bool AgentSubject::run_role(Words& words) { return run_from(commands(), *this, words); }

std::string AgentSubject::role_manual() const { return manual_of(commands()); }

void AgentSubject::run(Words& words) {
  if (!agent_ && words.name() != "boot") throw Complaint{"an agent begins with `boot TOTAL`"};
  LinkSubject::run(words);
}

void AgentSubject::learn(const Want& want) {
  LinkSubject::learn(want);
  if (!want.body.is<Update>()) return;
  const StatusUpdate& status = want.body.as<Update>().status;
  tasks_[status.task.str()].uuid = status.uuid;
}

std::string AgentSubject::alarm(std::uint32_t kind, std::uint64_t) {
  return kind == 0 ? "link" : "retry";
}

const AgentSubject::KnownTask& AgentSubject::task(const std::string& name) const {
  const auto found = tasks_.find(name);
  if (found == tasks_.end()) throw Complaint{"no task '" + name + "' was ever to be run"};
  return found->second;
}

}  // namespace meseta::transcript
