#include "tests/transcripts/language/master/master_subject.hpp"

namespace meseta::transcript {

void MasterSubject::update(Words& words) {
  const std::string name = words.next("the task");
  StatusUpdate status{.task = Text(name), .timestamp = stage_.now()};
  status.state = parse_state(words.next("its state"));
  const auto latest = words.option("latest");
  status.latest_state = latest ? parse_state(*latest) : status.state;
  const auto from = words.option("from");
  const auto owner = words.option("framework");
  const auto source = words.option("source");
  status.source = source ? parse_source(*source) : StatusSource::Executor;
  if (const auto reason = words.option("reason")) status.reason = parse_reason(*reason);
  const auto uuid = words.option("uuid");
  words.finish();

  const AgentPeer& sender = agent(from ? *from : names_.of(launched(name).info->agent));
  status.agent = sender.id;
  status.framework = owner ? names_.frameworks.get(*owner) : launched(name).framework;
  if (uuid == "again") {
    status.uuid = tasks_[name].said.uuid;
  } else if (uuid && *uuid != "none") {
    throw Complaint{"uuid=none and uuid=again are all there is"};
  } else if (!uuid) {
    status.uuid = {1, ++uuids_};
  }
  tasks_[name].said = status;
  hear_from(sender, Update{std::move(status)});
}

void MasterSubject::ack(Words& words) {
  const std::string name = words.next("the task");
  const StatusUpdate heard = tasks_[name].heard;
  const auto uuid = words.option("uuid");
  const auto by = words.option("by");
  words.finish();
  if (!heard.uuid.valid()) throw Complaint{"nothing was heard of '" + name + "' to acknowledge"};
  hear_from(framework(by ? *by : names_.of(heard.framework)),
            Ack{.agent = heard.agent,
                .task = heard.task,
                .uuid = uuid ? names_.uuids.get(*uuid) : heard.uuid});
}

// `t1`, or `t1@a1` from one who knows where it is.
Reconcile::Claim MasterSubject::claim(const std::string& text) const {
  const std::size_t at = text.find('@');
  if (at == std::string::npos) return {Text(text), {}};
  return {Text(text.substr(0, at)), names_.agents.get(text.substr(at + 1))};
}

void MasterSubject::kill(Words& words) {
  const FrameworkPeer& peer = framework(words.next("the framework"));
  const Reconcile::Claim wanted = claim(words.next("the task"));
  words.finish();
  hear_from(peer, Kill{wanted.task, wanted.agent});
}

void MasterSubject::reconcile(Words& words) {
  const FrameworkPeer& peer = framework(words.next("the framework"));
  Reconcile call;
  for (const std::string& text : words.rest()) call.tasks.push_back(claim(text));
  words.finish();
  hear_from(peer, std::move(call));
}

}  // namespace meseta::transcript
