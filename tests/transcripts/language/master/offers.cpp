#include "tests/transcripts/language/master/master_subject.hpp"

namespace meseta::transcript {

// `o1,o2`; or none at all, which is a mistake that a framework can make.
std::vector<OfferId> MasterSubject::offers(Words& words) const {
  std::vector<OfferId> ids;
  for (const std::string& name : words.list("the offers")) {
    if (name != "none") ids.push_back(names_.offers.get(name));
  }
  return ids;
}

void MasterSubject::accept(Words& words) {
  const FrameworkPeer& peer = framework(words.next("the framework"));
  Accept call{.offers = offers(words), .tasks = {}, .refuse = words.span_option("refuse")};
  const auto agent = words.option("agent");
  const auto role = words.option("role");
  const Duration grace = words.span_option("grace").value_or(Duration{});
  AgentId target;
  if (agent) {
    target = names_.agents.get(*agent);
  } else if (!call.offers.empty()) {
    target = offered_.at(call.offers.front());
  }
  while (const auto task = words.option("task")) {
    TaskInfo info{.name = Text(*task), .agent = target, .kill_grace = grace};
    if (role) info.role = Text(*role);
    if (!words.flag("nothing")) info.resources = make_ref(words.resources("what the task takes"));
    call.tasks.push_back(make_ref(std::move(info)));
  }
  words.finish();
  hear_from(peer, std::move(call));
}

void MasterSubject::decline(Words& words) {
  const FrameworkPeer& peer = framework(words.next("the framework"));
  Decline call{.offers = offers(words), .refuse = words.span_option("refuse")};
  words.finish();
  hear_from(peer, std::move(call));
}

}  // namespace meseta::transcript
