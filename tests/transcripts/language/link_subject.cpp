#include "tests/transcripts/language/link_subject.hpp"

namespace meseta::transcript {

std::span<const Command<LinkSubject>> LinkSubject::commands() {
  using S = LinkSubject;
  static constexpr Command<S> kCommands[] = {
      {"leader MASTER|none [epoch=N]", &S::leader, "leads from now on; an epoch later than before"},
      {"opened [MASTER]", &S::opened, "the session that was asked for is open"},
      {"unreachable [MASTER]", &S::unreachable, "the session that was asked for cannot be opened"},
      {"closed", &S::closed, "the session is lost"},
  };
  return kCommands;
}

bool LinkSubject::run_own(Words& words) {
  return run_from(commands(), *this, words) || run_role(words);
}

std::string LinkSubject::own_manual() const { return role_manual() + manual_of(commands()); }

void LinkSubject::learn(const Want& want) {
  if (want.verb == Want::Verb::Close && want.session == session_) session_ = {};
}

AgentId LinkSubject::agent_id(const std::string& name) {
  if (!names_.agents.find(name)) names_.agents.bind(name, {1, ids_++});
  return names_.agents.get(name);
}

FrameworkId LinkSubject::framework_id(const std::string& name) {
  if (!names_.frameworks.find(name)) names_.frameworks.bind(name, {1, ids_++});
  return names_.frameworks.get(name);
}

Reconcile::Claim LinkSubject::claim(const std::string& text) {
  const std::size_t at = text.find('@');
  if (at == std::string::npos) return {Text(text), {}};
  return {Text(text.substr(0, at)), agent_id(text.substr(at + 1))};
}

void LinkSubject::leader(Words& words) {
  const std::string name = words.next("the master");
  const auto epoch = words.number_option("epoch");
  words.finish();
  epoch_ = epoch ? static_cast<std::uint32_t>(*epoch) : epoch_ + 1;
  if (name == "none") {
    report(LeaderIs{{}, {epoch_}});
    return;
  }
  if (!names_.nodes.find(name)) new_node(name);
  leader_ = names_.nodes.get(name);
  report(LeaderIs{leader_, {epoch_}});
}

void LinkSubject::opened(Words& words) {
  const auto name = words.maybe();
  words.finish();
  const NodeId peer = name ? names_.nodes.get(*name) : leader_;
  const SessionId session = new_session(names_.of(peer));
  if (peer == leader_) session_ = session;
  report(SessionOpened{peer, session});
}

void LinkSubject::unreachable(Words& words) {
  const auto name = words.maybe();
  words.finish();
  report(SessionClosed{name ? names_.nodes.get(*name) : leader_, {}});
}

void LinkSubject::closed(Words& words) {
  words.finish();
  if (!session_.valid()) throw Complaint{"there is no session"};
  report(SessionClosed{leader_, std::exchange(session_, SessionId{})});
}

}  // namespace meseta::transcript
