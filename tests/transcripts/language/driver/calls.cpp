#include <utility>

#include "tests/transcripts/language/driver/driver_subject.hpp"

namespace meseta::transcript {

namespace {

std::vector<OfferId> offers_named(Words& words, const Names& names) {
  std::vector<OfferId> ids;
  for (const std::string& name : words.list("the offers")) ids.push_back(names.offers.get(name));
  return ids;
}

}  // namespace

void DriverSubject::act(Act act) {
  acts_.push_back(std::move(act));
  if (std::exchange(acts_wait_, false)) return;
  // The third of the driver's alarms is the policy's, whether or not the policy has set it.
  called_ = true;
  report(Alarm{2, 0});
}

void DriverSubject::claims(Words& words) {
  std::vector<Reconcile::Claim> list;
  for (const std::string& text : words.rest()) list.push_back(claim(text));
  words.finish();
  claims_ = std::move(list);
}

void DriverSubject::next(Words& words) {
  words.finish();
  acts_wait_ = true;
}

void DriverSubject::accept(Words& words) {
  Accept call{.offers = offers_named(words, names_), .tasks = {}, .refuse = {}};
  call.refuse = words.span_option("refuse");
  while (const auto task = words.option("task")) {
    call.tasks.push_back(
        make_ref(TaskInfo{.name = Text(*task),
                          .agent = offered_.at(call.offers.front()),
                          .resources = make_ref(words.resources("what the task takes"))}));
  }
  words.finish();
  act([call](Calls& calls) { calls.accept(call); });
}

void DriverSubject::decline(Words& words) {
  Decline call{.offers = offers_named(words, names_), .refuse = {}};
  call.refuse = words.span_option("refuse");
  words.finish();
  act([call](Calls& calls) { calls.decline(call); });
}

void DriverSubject::suppress(Words& words) {
  const std::vector<Text> roles = words.texts();
  words.finish();
  act([roles](Calls& calls) { calls.suppress(roles); });
}

void DriverSubject::revive(Words& words) {
  const std::vector<Text> roles = words.texts();
  words.finish();
  act([roles](Calls& calls) { calls.revive(roles); });
}

void DriverSubject::kill(Words& words) {
  const Reconcile::Claim wanted = claim(words.next("the task"));
  words.finish();
  act([wanted](Calls& calls) { calls.kill(wanted.task, wanted.agent); });
}

void DriverSubject::teardown(Words& words) {
  words.finish();
  act([](Calls& calls) { calls.teardown(); });
}

void DriverSubject::wake(Words& words) {
  const Time at = stage_.now() + parse_span(words.next("the time"));
  words.finish();
  act([at](Calls& calls) { calls.wake(at); });
}

}  // namespace meseta::transcript
