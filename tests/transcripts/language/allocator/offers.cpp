#include "engine/event/print.hpp"
#include "engine/resources/text_form.hpp"
#include "tests/transcripts/language/allocator/allocator_subject.hpp"

namespace meseta::transcript {

void AllocatorSubject::run_allocator(const std::string& when) {
  std::vector<Grant> grants;
  allocator_->run(now_, grants);
  for (Grant& grant : grants) {
    const std::string offer = "o" + std::to_string(++offers_made_);
    std::string line = when + offer + " " + names_.of(grant.framework);
    if (grant.role.view() != "*") line += " " + grant.role.str();
    say(line + " " + names_.of(grant.agent) + " " + to_string(grant.resources));
    offers_[offer] = std::move(grant);
  }
}

void AllocatorSubject::run_now(Words& words) {
  words.finish();
  run_allocator("");
}

void AllocatorSubject::advance(Words& words) {
  const Duration span = parse_span(words.next("the time"));
  words.finish();
  if (span < Duration{}) throw Complaint{"time does not run backwards"};
  const Time beginning = now_;
  while (const std::optional<Time> due = allocator_->next_run(now_)) {
    if (*due > beginning + span) break;
    now_ = *due;
    const Duration passed = now_ - beginning;
    run_allocator(passed > Duration{} ? "+" + print_seconds(passed.ns) + " " : "");
  }
  now_ = beginning + span;
}

Grant AllocatorSubject::take(const std::string& offer) {
  const auto found = offers_.find(offer);
  if (found == offers_.end()) throw Complaint{"'" + offer + "' is not outstanding"};
  Grant grant = std::move(found->second);
  offers_.erase(found);
  return grant;
}

void AllocatorSubject::decline(Words& words) {
  const std::vector<std::string> offers = words.list("the offers");
  const auto refuse = words.span_option("refuse");
  words.finish();
  for (const std::string& offer : offers) {
    const Grant grant = take(offer);
    allocator_->decline(grant.framework, grant.role, grant.agent, grant.resources, now_, refuse);
  }
}

void AllocatorSubject::launch(Words& words) {
  const std::string offer = words.next("the offer");
  const std::string task = words.next("the task");
  const Resources taken = words.resources("what the task takes");
  const auto refuse = words.span_option("refuse");
  words.finish();
  const auto found = offers_.find(offer);
  if (found != offers_.end() && !found->second.resources.contains(taken)) {
    throw Complaint{"that is more than was offered: " + to_string(found->second.resources)};
  }
  if (tasks_.contains(task)) throw Complaint{"'" + task + "' runs already"};
  Grant grant = take(offer);
  const Resources rest = grant.resources - taken;
  allocator_->launch(grant.framework, grant.role, grant.agent, taken);
  allocator_->decline(grant.framework, grant.role, grant.agent, rest, now_, refuse);
  grant.resources = taken;
  tasks_[task] = std::move(grant);
}

void AllocatorSubject::rescind(Words& words) {
  const std::vector<std::string> offers = words.list("the offers");
  words.finish();
  for (const std::string& offer : offers) {
    const Grant grant = take(offer);
    allocator_->rescind(grant.framework, grant.role, grant.agent, grant.resources, now_);
  }
}

void AllocatorSubject::release(Words& words) {
  const std::string name = words.next("the task");
  words.finish();
  const auto found = tasks_.find(name);
  if (found == tasks_.end()) throw Complaint{"'" + name + "' does not run"};
  const Grant task = std::move(found->second);
  tasks_.erase(found);
  allocator_->release(task.framework, task.role, task.agent, task.resources, now_);
}

void AllocatorSubject::occupy(Words& words) {
  const std::string framework = words.next("the framework");
  const AgentId agent = names_.agents.get(words.next("the agent"));
  const std::string task = words.next("the task");
  const Resources taken = words.resources("what the task takes");
  const auto role = words.option("role");
  words.finish();
  const FrameworkId id = names_.frameworks.get(framework);
  const Text of = role ? Text(*role) : roles_.at(framework);
  allocator_->occupy(id, of, agent, taken, now_);
  tasks_[task] = {id, agent, of, taken};
}

}  // namespace meseta::transcript
