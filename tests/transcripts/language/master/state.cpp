#include "tests/transcripts/language/master/master_subject.hpp"

namespace meseta::transcript {

namespace {

const char* name_of(AgentState state) {
  switch (state) {
    case AgentState::Admitting:
      return "admitting";
    case AgentState::Registered:
      return "registered";
    case AgentState::Disconnected:
      return "disconnected";
    case AgentState::Awaited:
      return "awaited";
    case AgentState::Readmitting:
      return "readmitting";
    case AgentState::Condemned:
      return "condemned";
    case AgentState::Unreachable:
      return "unreachable";
  }
  return "?";
}

const char* name_of(FrameworkState state) {
  switch (state) {
    case FrameworkState::Subscribing:
      return "subscribing";
    case FrameworkState::Connected:
      return "connected";
    case FrameworkState::Disconnected:
      return "disconnected";
    case FrameworkState::Removing:
      return "removing";
  }
  return "?";
}

}  // namespace

void MasterSubject::state(Words& words) {
  words.finish();
  if (!master_->leading()) return say("does not lead");
  say("leads in epoch " + std::to_string(master_->epoch().value));
  for (const Slot slot : master_->agents().ordered()) {
    const AgentRecord& agent = master_->agents()[slot];
    std::string line = "agent " + names_.of(agent.id) + " " + name_of(agent.state);
    if (agent.accounted) line += ", free " + amount(master_->allocator()->free(agent.id));
    say(std::move(line));
  }
  for (const Slot slot : master_->frameworks().ordered()) {
    const FrameworkRecord& framework = master_->frameworks()[slot];
    say("framework " + names_.of(framework.id) + " " + name_of(framework.state));
  }
  say("offers " + std::to_string(master_->offers()) + ", tasks " +
      std::to_string(master_->tasks()) + ", allocated " + amount(master_->allocated()));
}

void MasterSubject::counters(Words& words) {
  words.finish();
  const MasterStats& stats = master_->stats();
  const std::pair<const char*, std::uint64_t> counted[] = {
      {"offers made", stats.offers_made},
      {"offers accepted", stats.offers_accepted},
      {"offers declined", stats.offers_declined},
      {"offers rescinded", stats.offers_rescinded},
      {"offers withdrawn", stats.offers_withdrawn},
      {"refusals", stats.refusals},
      {"tasks launched", stats.tasks_launched},
      {"agents unreachable", stats.agents_unreachable},
  };
  for (const auto& [name, count] : counted) {
    if (count != 0) say(std::string(name) + " " + std::to_string(count));
  }
  for (int i = 0; i < kTaskStates; ++i) {
    const std::uint64_t count = stats.tasks[static_cast<std::size_t>(i)];
    if (count != 0) say("tasks " + form(static_cast<TaskState>(i)) + " " + std::to_string(count));
  }
}

}  // namespace meseta::transcript
