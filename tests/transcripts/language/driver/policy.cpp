// The policy: it says what it is told and then does what it was told to.
#include <utility>

#include "tests/transcripts/language/driver/driver_subject.hpp"

namespace meseta::transcript {

void DriverSubject::told(const std::string& what, Calls& calls) {
  if (!what.empty()) note("policy: " + what);
  for (const Act& act : std::exchange(acts_, {})) act(calls);
}

void DriverSubject::started(Time, Calls& calls) { told("started", calls); }

void DriverSubject::subscribed(FrameworkId framework, Time, Calls& calls) {
  told("subscribed{" + names_.of(framework) + "}", calls);
}

void DriverSubject::disconnected(Time, Calls& calls) { told("disconnected", calls); }

void DriverSubject::offered(std::span<const Offer> offers, Time, Calls& calls) {
  std::vector<std::string> list;
  for (const Offer& offer : offers) list.push_back(form(offer, names_));
  told("offered{" + join(list, ", ") + "}", calls);
}

void DriverSubject::rescinded(std::span<const OfferId> offers, Time, Calls& calls) {
  std::vector<std::string> list;
  for (const OfferId offer : offers) list.push_back(names_.of(offer));
  told("rescinded{" + join(list, ",") + "}", calls);
}

void DriverSubject::update(const StatusUpdate& status, Time, Calls& calls) {
  told("update{" + form(status, names_) + "}", calls);
}

void DriverSubject::agent_failed(AgentId agent, Time, Calls& calls) {
  told("agent_failed{" + names_.of(agent) + "}", calls);
}

void DriverSubject::woken(Time, Calls& calls) {
  told(std::exchange(called_, false) ? "" : "woken", calls);
}

void DriverSubject::refused(const Text& message, Time, Calls& calls) {
  told("refused{" + message.str() + "}", calls);
}

}  // namespace meseta::transcript
