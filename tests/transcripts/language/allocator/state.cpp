#include "engine/event/print.hpp"
#include "tests/transcripts/language/allocator/allocator_subject.hpp"
#include "tests/transcripts/language/forms.hpp"

namespace meseta::transcript {

void AllocatorSubject::shares(Words& words) {
  words.finish();
  names_.frameworks.for_each([&](const std::string& name, FrameworkId id) {
    const Allocator::Share share = allocator_->dominant_share(id);
    say(name + " offered " + amount(allocator_->offered(id)) + ", used " +
        amount(allocator_->used(id)) + ", share " + to_string(share.part) + "/" +
        to_string(share.whole));
  });
}

void AllocatorSubject::free(Words& words) {
  words.finish();
  names_.agents.for_each(
      [&](const std::string& name, AgentId id) { say(name + " " + amount(allocator_->free(id))); });
}

void AllocatorSubject::due(Words& words) {
  words.finish();
  const auto due = allocator_->next_run(now_);
  if (!due) return say("no run is due");
  const Duration wait = *due - now_;
  say(wait > Duration{} ? "a run is due in " + print_seconds(wait.ns) : "a run is due now");
}

void AllocatorSubject::why(Words& words) {
  const std::string name = words.next("the framework");
  const AgentId agent = names_.agents.get(words.next("the agent"));
  const auto role = words.option("role");
  words.finish();
  const auto why = allocator_->why_excluded(names_.frameworks.get(name),
                                            role ? Text(*role) : roles_.at(name), agent);
  say(why ? std::string(to_string(*why)) : "it may be offered it");
}

}  // namespace meseta::transcript
