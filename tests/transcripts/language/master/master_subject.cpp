#include "tests/transcripts/language/master/master_subject.hpp"

namespace meseta::transcript {

std::span<const Command<MasterSubject>> MasterSubject::commands() {
  using S = MasterSubject;
  static constexpr Command<S> kCommands[] = {
      {"options [offer_timeout=TIME] [reregister_timeout=TIME] [interval=TIME] "
       "[weights=ROLE:N,...] [tasks_per_call_max=N] [region=REGION]",
       &S::options, "what the operator chose; before the first elect"},

      {"elect [epoch=N]", &S::elect, "leads from now on, with what the store holds"},
      {"depose", &S::depose, "another one leads"},
      {"crash", &S::crash, "another master process takes the place, and does not lead yet"},

      {"register AGENT [TOTAL] [tasks=TASK:STATE[:UUID],...] [id=AGENT|none] [session=new] "
       "[process=new] [hostname=NAME] [attributes=ATTRIBUTES] [domain=DOMAIN]",
       &S::register_agent,
       "greets, under the id it was told; TOTAL where it is new or has changed"},
      {"close PEER", &S::close, "the session of an agent or a framework is lost"},
      {"silent AGENT", &S::silent, "it missed its last allowed ping"},

      {"subscribe FRAMEWORK [role=ROLE|roles=ROLE,...|no-roles] [suppressed=ROLE,...] "
       "[failover=TIME] "
       "[principal=NAME] [partition_aware=no] [id=FRAMEWORK|none] [session=new] "
       "[capabilities=NAME,...|none] [constraints=CONSTRAINTS] [smallest=ROLE=ALTERNATIVES+...]",
       &S::subscribe, "subscribes, under the id it was told, as it did before; role * at first"},
      {"suppress FRAMEWORK [ROLES]", &S::suppress, "no offers for these roles, or for all"},
      {"revive FRAMEWORK [ROLES]", &S::revive, "offers again, and no refusal counts any more"},
      {"teardown FRAMEWORK", &S::teardown, "ends the framework"},

      {"accept FRAMEWORK OFFERS|none [refuse=TIME] [agent=AGENT] [role=ROLE] [grace=TIME] "
       "[task=NAME RESOURCES|nothing]...",
       &S::accept, "launches tasks on the offers and declines the rest"},
      {"decline FRAMEWORK OFFERS [refuse=TIME]", &S::decline, "gives offers back"},

      {"update TASK STATE [latest=STATE] [uuid=none|again] [from=AGENT] [framework=FRAMEWORK] "
       "[source=SOURCE] [reason=REASON]",
       &S::update, "its agent, or another, reports a status"},
      {"ack TASK [uuid=UUID] [by=FRAMEWORK]", &S::ack, "acknowledges what was heard of it last"},
      {"kill FRAMEWORK TASK[@AGENT]", &S::kill, "wants it ended"},
      {"reconcile FRAMEWORK [TASK[@AGENT]]...", &S::reconcile,
       "asks about these tasks, or about all"},

      {"state", &S::state, "what the master knows"},
      {"counters", &S::counters, "what it counted and is not zero: calls refused, runs, ..."},
  };
  return kCommands;
}

MasterSubject::MasterSubject() : master_(std::make_unique<Master>(options_)) { replace(*master_); }

bool MasterSubject::run_own(Words& words) { return run_from(commands(), *this, words); }

std::string MasterSubject::own_manual() const { return manual_of(commands()); }

void MasterSubject::learn(const Want& want) {
  if (want.verb == Want::Verb::Persist) {
    // An id is named after the one it is given to.
    const auto* agent = std::get_if<AgentAdmitted>(&*want.record);
    if (agent != nullptr && !names_.agents.known(agent->agent)) {
      names_.agents.bind_next(greeting_, agent->agent);
    }
    const auto* framework = std::get_if<FrameworkAdmitted>(&*want.record);
    if (framework != nullptr && !names_.frameworks.known(framework->framework)) {
      names_.frameworks.bind_next(greeting_, framework->framework);
    }
    return;
  }
  if (want.verb == Want::Verb::Close) {
    for (auto& [name, peer] : agents_) {
      if (peer.session == want.session) peer.session = {};
    }
    for (auto& [name, peer] : frameworks_) {
      if (peer.session == want.session) peer.session = {};
    }
    return;
  }
  if (want.body.is<AgentRegistered>()) {
    for (auto& [name, peer] : agents_) {
      if (peer.session == want.session) peer.id = want.body.as<AgentRegistered>().agent;
    }
  } else if (want.body.is<Subscribed>()) {
    for (auto& [name, peer] : frameworks_) {
      if (peer.session == want.session) peer.id = want.body.as<Subscribed>().framework;
    }
  } else if (want.body.is<Offers>()) {
    for (const Offer& offer : want.body.as<Offers>().offers) offered_[offer.id] = offer.agent;
  } else if (want.body.is<RunTask>()) {
    const auto& launch = want.body.as<RunTask>();
    KnownTask& task = tasks_[launch.task->name.str()];
    task.framework = launch.framework;
    task.info = launch.task;
  } else if (want.body.is<UpdateForward>()) {
    const StatusUpdate& status = want.body.as<UpdateForward>().status;
    if (status.uuid.valid()) tasks_[status.task.str()].heard = status;
  }
}

std::string MasterSubject::alarm(std::uint32_t kind, std::uint64_t owner) {
  switch (static_cast<master::AlarmKind>(kind)) {
    case master::AlarmKind::Run:
      return "run";
    case master::AlarmKind::Offers:
      return "offers";
    case master::AlarmKind::Election:
      return "election";
    case master::AlarmKind::Agent:
      return "agent " + names_.of(AgentId::from_word(owner));
    case master::AlarmKind::Framework:
      return "framework " + names_.of(FrameworkId::from_word(owner));
  }
  return "?";
}

MasterSubject::AgentPeer& MasterSubject::agent(const std::string& name) {
  const auto found = agents_.find(name);
  if (found == agents_.end()) throw Complaint{"no agent '" + name + "' has registered"};
  if (!found->second.session.valid()) throw Complaint{"'" + name + "' has no session"};
  return found->second;
}

MasterSubject::FrameworkPeer& MasterSubject::framework(const std::string& name) {
  const auto found = frameworks_.find(name);
  if (found == frameworks_.end()) throw Complaint{"no framework '" + name + "' has subscribed"};
  if (!found->second.session.valid()) throw Complaint{"'" + name + "' has no session"};
  return found->second;
}

const MasterSubject::KnownTask& MasterSubject::launched(const std::string& name) const {
  const auto found = tasks_.find(name);
  if (found != tasks_.end() && found->second.info) return found->second;
  throw Complaint{"no task '" + name + "' was launched"};
}

void MasterSubject::connect(const std::string& name, Peer& peer, bool new_session_wanted,
                            bool new_process) {
  if (!peer.node.valid() || new_process) peer.node = new_node(name);
  if (!peer.session.valid() || new_process || new_session_wanted) peer.session = new_session(name);
  greeting_ = name;
}

}  // namespace meseta::transcript
