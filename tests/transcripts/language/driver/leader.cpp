#include "tests/transcripts/language/driver/driver_subject.hpp"

namespace meseta::transcript {

void DriverSubject::subscribed(Words& words) {
  const std::string name = words.next("the framework's id");
  words.finish();
  hear_leader(Subscribed{framework_id(name)});
}

void DriverSubject::error(Words& words) {
  const Text message(words.next("the message"));
  words.finish();
  hear_leader(FrameworkError{message});
}

void DriverSubject::offers(Words& words) {
  const AgentId agent = agent_id(words.next("the agent"));
  Offers message;
  for (const std::string& text : words.rest()) {
    message.offers.push_back({.id = {1, offers_made_++},
                              .agent = agent,
                              .role = info_->roles.front(),
                              .resources = parse_total(text)});
    offered_[message.offers.back().id] = agent;
  }
  words.finish();
  hear_leader(std::move(message));
}

void DriverSubject::rescind(Words& words) {
  Rescind message;
  for (const std::string& name : words.list("the offers")) {
    message.offers.push_back(names_.offers.get(name));
  }
  words.finish();
  hear_leader(std::move(message));
}

void DriverSubject::update(Words& words) {
  const Reconcile::Claim of = claim(words.next("the task"));
  StatusUpdate status{.framework = driver_->id(), .agent = of.agent, .task = of.task};
  status.state = parse_state(words.next("its state"));
  status.latest_state = status.state;
  const auto uuid = words.option("uuid");
  words.finish();
  if (uuid && *uuid != "none") throw Complaint{"uuid=none is all there is"};
  // An update of the master's own has no uuid.
  if (!uuid) {
    status.uuid = {1, ++uuids_};
    status.source = StatusSource::Executor;
  }
  hear_leader(UpdateForward{std::move(status)});
}

void DriverSubject::agent_failure(Words& words) {
  const AgentId agent = agent_id(words.next("the agent"));
  words.finish();
  hear_leader(AgentFailure{agent});
}

}  // namespace meseta::transcript
