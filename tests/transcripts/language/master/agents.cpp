#include "tests/transcripts/language/master/master_subject.hpp"
#include "tests/transcripts/language/terms.hpp"

namespace meseta::transcript {

// `t1:RUNNING` or, where that waits for acknowledgement, `t1:RUNNING:u1`.
RegisterAgent::Running MasterSubject::running(const std::string& text) const {
  const std::vector<std::string> parts = split(text, ':');
  if (parts.size() < 2 || parts.size() > 3) {
    throw Complaint{"'" + text + "' is not TASK:STATE[:UUID]"};
  }
  const KnownTask& known = launched(parts[0]);
  const TaskState state = parse_state(parts[1]);
  return {.framework = known.framework,
          .task = known.info,
          .state = state,
          .status_state = state,
          .status_uuid = parts.size() == 3 ? names_.uuids.get(parts[2]) : Uuid{}};
}

void MasterSubject::register_agent(Words& words) {
  const std::string name = words.next("the agent");
  const auto total = words.maybe();
  RegisterAgent message;
  for (const std::string& text : words.list_option("tasks")) {
    message.tasks.push_back(running(text));
  }
  const auto id = words.option("id");
  const bool session = words.option("session") == "new";
  const bool process = words.option("process") == "new";
  const SaidFacts said = read_facts(words);
  words.finish();

  const auto found = agents_.find(name);
  AgentPeer peer = found == agents_.end() ? AgentPeer{} : found->second;
  if (!total && !peer.info) throw Complaint{"'" + name + "' is new: its TOTAL is missing"};
  AgentInfo info = peer.info ? *peer.info : AgentInfo{.hostname = Text(name)};
  if (total) info.resources = parse_total(*total);
  if (said.hostname) info.hostname = *said.hostname;
  if (said.attributes) info.attributes = *said.attributes;
  if (said.domain) info.domain = *said.domain;
  if (!peer.info || info != *peer.info) peer.info = make_ref(std::move(info));
  message.agent = peer.id;
  if (id) message.agent = *id == "none" ? AgentId{} : names_.agents.get(*id);
  message.info = peer.info;
  connect(name, peer, session, process);
  agents_[name] = peer;
  hear_from(peer, std::move(message));
}

void MasterSubject::close(Words& words) {
  const std::string name = words.next("an agent or a framework");
  words.finish();
  Peer& peer = agents_.contains(name) ? static_cast<Peer&>(agent(name))
                                      : static_cast<Peer&>(framework(name));
  report(SessionClosed{peer.node, std::exchange(peer.session, SessionId{})});
}

void MasterSubject::silent(Words& words) {
  const std::string name = words.next("the agent");
  words.finish();
  // It needs no session for that.
  const auto found = agents_.find(name);
  if (found == agents_.end()) throw Complaint{"no agent '" + name + "' has registered"};
  report(PeerSilent{found->second.node, stage_.now()});
}

}  // namespace meseta::transcript
