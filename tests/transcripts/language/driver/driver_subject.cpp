#include "tests/transcripts/language/driver/driver_subject.hpp"

namespace meseta::transcript {

std::span<const Command<DriverSubject>> DriverSubject::commands() {
  using S = DriverSubject;
  using Run = void (S::*)(Words&);
  static constexpr Command<S> kCommands[] = {
      {"boot [roles=ROLE,...]", &S::boot, "the process begins, with what its store holds"},

      {"subscribed FRAMEWORK", static_cast<Run>(&S::subscribed), "the master says so"},
      {"error TEXT", &S::error, "the master refuses it for good"},
      {"offers AGENT RESOURCES...", &S::offers, "the master offers it so much, one offer each"},
      {"rescind OFFERS", &S::rescind, "the master takes offers back"},
      {"update TASK[@AGENT] STATE [uuid=none]", static_cast<Run>(&S::update),
       "the master says what became of a task"},
      {"agent-failure AGENT", &S::agent_failure, "the master says that it is gone"},

      {"claims [TASK[@AGENT]]...", static_cast<Run>(&S::claims),
       "the tasks the policy believes in from now on"},
      {"next", &S::next, "what the policy is to do waits for its next turn"},
      {"accept OFFERS [refuse=TIME] [task=NAME RESOURCES]...", &S::accept, "the policy accepts"},
      {"decline OFFERS [refuse=TIME]", &S::decline, "the policy declines"},
      {"suppress [ROLES]", &S::suppress, "the policy suppresses these roles, or all"},
      {"revive [ROLES]", &S::revive, "the policy revives these roles, or all"},
      {"kill TASK[@AGENT]", &S::kill, "the policy wants it ended"},
      {"teardown", &S::teardown, "the policy ends the framework"},
      {"wake TIME", &S::wake, "the policy wants to be woken so much later"},

      {"state", &S::state, "what the driver shows to those who watch"},
  };
  return kCommands;
}

bool DriverSubject::run_role(Words& words) { return run_from(commands(), *this, words); }

std::string DriverSubject::role_manual() const { return manual_of(commands()); }

void DriverSubject::run(Words& words) {
  if (!driver_ && words.name() != "boot") throw Complaint{"a driver begins with `boot`"};
  LinkSubject::run(words);
}

std::string DriverSubject::alarm(std::uint32_t kind, std::uint64_t) {
  return kind == 0 ? "link" : kind == 1 ? "reconcile" : "policy";
}

}  // namespace meseta::transcript
