#include "tests/transcripts/language/agent/agent_subject.hpp"

namespace meseta::transcript {

void AgentSubject::boot(Words& words) {
  const auto total = words.maybe();
  words.finish();
  if (!total && !info_) throw Complaint{"the TOTAL is missing"};
  if (total) {
    info_ = make_ref(AgentInfo{.hostname = Text("host"), .resources = parse_total(*total)});
  }
  auto next = std::make_unique<Agent>(Agent::Options{.info = info_});
  replace(*next);
  agent_ = std::move(next);
  forget_session();
  report(Boot{Boot::Role::Agent, 0, incarnation_++, durable_});
}

void AgentSubject::state(Words& words) {
  words.finish();
  say(std::string(agent_->registered() ? "registered" : "not registered") + " as " +
      names_.of(agent_->id()) + ", tasks " + std::to_string(agent_->tasks()) + ", free " +
      amount(agent_->free()));
}

}  // namespace meseta::transcript
