#include "tests/transcripts/language/stage_subject.hpp"

#include "engine/event/print.hpp"

namespace meseta::transcript {

std::span<const Command<StageSubject>> StageSubject::commands() {
  using S = StageSubject;
  static constexpr Command<S> kCommands[] = {
      {"advance TIME", &S::advance, "lets time pass; alarms go off on the way, in their order"},
      {"run", &S::run_now, "lets go off what is due now, such as a run of the allocator"},
      {"alarms on|off", &S::alarms, "shows arm and disarm, which are hidden at first"},
      {"store by-hand|at-once", &S::store, "whether `stored` must be said; at once at first"},
      {"stored [TICKETS]", &S::stored, "so many of the records on their way are durable; or all"},
      {"store-fails", &S::store_fails, "none of the records on their way will be durable"},
  };
  return kCommands;
}

void StageSubject::run(Words& words) {
  if (run_from(commands(), *this, words) || run_own(words)) return;
  throw Complaint{"unknown command '" + words.name() + "'; the commands are\n" + manual()};
}

std::string StageSubject::manual() const { return own_manual() + manual_of(commands()); }

void StageSubject::replace(Component& component) {
  stage_.enter(component);
  on_the_way_.clear();
}

SessionId StageSubject::new_session(const std::string& peer) {
  const SessionId session{++sessions_};
  names_.sessions.bind_next(peer, session);
  return session;
}

NodeId StageSubject::new_node(const std::string& peer) {
  const NodeId node{++nodes_};
  names_.nodes.bind_next(peer, node);
  return node;
}

void StageSubject::note(const std::string& line) {
  const Duration passed = passing_ ? stage_.now() - *passing_ : Duration{};
  say(passed > Duration{} ? "+" + print_seconds(passed.ns) + " " + line : line);
}

void StageSubject::tell() {
  // Storing at once makes other wants.
  const std::vector<Want> wants = stage_.wants();
  for (const Want& want : wants) {
    learn(want);
    if (want.verb == Want::Verb::Persist) on_the_way_[want.owner] = want.record;
    if (want.verb == Want::Verb::Arm || want.verb == Want::Verb::Disarm) {
      if (!alarms_shown_) continue;
      const std::string name = alarm(want.kind, want.owner);
      note(want.verb == Want::Verb::Disarm
               ? "disarm " + name
               : "arm " + name + " in " + print_seconds((want.at - stage_.now()).ns));
      continue;
    }
    note(form(want, names_));
  }
  if (store_at_once_ && !on_the_way_.empty()) store_until(on_the_way_.rbegin()->first);
}

void StageSubject::store_until(std::uint64_t ticket) {
  while (!on_the_way_.empty() && on_the_way_.begin()->first <= ticket) {
    durable_.push_back(*on_the_way_.begin()->second);
    on_the_way_.erase(on_the_way_.begin());
  }
  report(Stored{ticket});
}

void StageSubject::pass(Duration span) {
  const Time beginning = stage_.now();
  passing_ = beginning;
  while (stage_.step(beginning + span)) {
    tell();
  }
  passing_.reset();
}

void StageSubject::advance(Words& words) {
  const Duration span = parse_span(words.next("the time"));
  words.finish();
  if (span < Duration{}) throw Complaint{"time does not run backwards"};
  pass(span);
}

void StageSubject::run_now(Words& words) {
  words.finish();
  pass({});
}

void StageSubject::alarms(Words& words) {
  const bool on = words.flag("on");
  if (!on && !words.flag("off")) throw Complaint{"on or off is missing"};
  words.finish();
  alarms_shown_ = on;
}

void StageSubject::store(Words& words) {
  const bool at_once = words.flag("at-once");
  if (!at_once && !words.flag("by-hand")) throw Complaint{"by-hand or at-once is missing"};
  words.finish();
  store_at_once_ = at_once;
}

void StageSubject::stored(Words& words) {
  const auto word = words.maybe();
  words.finish();
  std::uint64_t count = word ? parse_number(*word) : on_the_way_.size();
  if (count == 0 || count > on_the_way_.size()) {
    throw Complaint{"there are " + std::to_string(on_the_way_.size()) + " records on their way"};
  }
  auto last = on_the_way_.begin();
  while (--count > 0) ++last;
  store_until(last->first);
}

void StageSubject::store_fails(Words& words) {
  words.finish();
  if (on_the_way_.empty()) throw Complaint{"no record is on its way"};
  const std::uint64_t first = on_the_way_.begin()->first;
  on_the_way_.clear();
  report(StoreFailed{first});
}

}  // namespace meseta::transcript
