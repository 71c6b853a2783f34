#include "tests/transcripts/language/allocator/allocator_subject.hpp"

namespace meseta::transcript {

std::span<const Command<AllocatorSubject>> AllocatorSubject::commands() {
  using S = AllocatorSubject;
  static constexpr Command<S> kCommands[] = {
      {"options [interval=TIME] [batch=TIME] [smallest=TEXT] [exclude=NAME,...] [region=REGION] "
       "[filter_gpus=no]",
       &S::options, "what the operator chose; before anything else"},
      {"weight ROLE WEIGHT", &S::weight, "in thousandths where it has a point: 2, 0.5"},
      {"quota ROLES [guarantee=AMOUNTS|none,...] [limit=AMOUNTS|none,...] [force]", &S::quota,
       "sets all or none of these, one of each for each role; without both, it has none"},

      {"whitelist HOSTNAMES|none|all", &S::whitelist, "offers agents of these hostnames only"},

      {"agent AGENT TOTAL [hostname=NAME] [attributes=ATTRIBUTES] [domain=DOMAIN]", &S::agent,
       "adds it; its hostname is its name where none is given"},
      {"facts AGENT [hostname=NAME] [attributes=ATTRIBUTES] [domain=DOMAIN]", &S::facts,
       "it says other things of itself from now on"},
      {"total AGENT TOTAL", &S::total, "it has another total from now on"},
      {"framework FRAMEWORK [role=ROLE|roles=ROLE,...] [suppressed=ROLE,...] "
       "[capabilities=NAME,...|none] [constraints=CONSTRAINTS] [smallest=ROLE=ALTERNATIVES+...]",
       &S::framework, "adds it, of role * where none is named; or changes its roles and terms"},
      {"deactivate NAME", &S::deactivate, "an agent is not offered, a framework offered nothing"},
      {"activate NAME", &S::activate, "undoes deactivate"},
      {"remove NAME", &S::remove, "an agent or a framework that holds nothing"},
      {"suppress FRAMEWORK [ROLES]", &S::suppress, "no offers for these roles, or for all"},
      {"revive FRAMEWORK [ROLES]", &S::revive, "offers again, and no refusal counts any more"},

      {"run", &S::run_now, "a run now, due or not"},
      {"advance TIME", &S::advance, "lets time pass, with a run whenever one is due"},
      {"decline OFFERS [refuse=TIME]", &S::decline, "gives them back and refuses them for so long"},
      {"launch OFFER TASK RESOURCES [refuse=TIME]", &S::launch,
       "a task takes so much; the rest is declined"},
      {"rescind OFFERS", &S::rescind, "takes them back from who was offered them"},
      {"release TASK", &S::release, "a task has ended"},
      {"occupy FRAMEWORK AGENT TASK RESOURCES [role=ROLE]", &S::occupy,
       "a task turns out to run there, without an offer"},

      {"shares", &S::shares, "what each framework holds, and its dominant share"},
      {"free", &S::free, "what is free on each agent"},
      {"quotas", &S::quotas, "what each role with a quota consumed and needs and may take"},
      {"due", &S::due, "when the next run is due"},
      {"why FRAMEWORK AGENT [role=ROLE]", &S::why, "what excludes it from the agent"},
  };
  return kCommands;
}

AllocatorSubject::AllocatorSubject() : allocator_(std::make_unique<Allocator>(options_)) {}

std::string AllocatorSubject::manual() const { return manual_of(commands()); }

void AllocatorSubject::run(Words& words) {
  if (run_from(commands(), *this, words)) return;
  throw Complaint{"unknown command '" + words.name() + "'; the commands are\n" + manual()};
}

}  // namespace meseta::transcript
