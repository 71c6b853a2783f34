#include "tests/transcripts/language/agent/agent_subject.hpp"

namespace meseta::transcript {

void AgentSubject::started(Words& words) {
  const std::string name = words.next("the task");
  words.finish();
  report(TaskStarted{task(name).framework, Text(name)});
}

void AgentSubject::ended(Words& words) {
  const std::string name = words.next("the task");
  const TaskState state = parse_state(words.next("its state"));
  const auto reason = words.option("reason");
  const auto message = words.option("message");
  words.finish();
  if (!is_terminal(state)) throw Complaint{form(state) + " is not the end of a task"};
  report(TaskEnded{.framework = task(name).framework,
                   .task = Text(name),
                   .state = state,
                   .reason = reason ? parse_reason(*reason) : StatusReason::None,
                   .message = Text(message.value_or(""))});
}

}  // namespace meseta::transcript
