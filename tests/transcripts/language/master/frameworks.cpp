#include "tests/transcripts/language/master/master_subject.hpp"
#include "tests/transcripts/language/terms.hpp"

namespace meseta::transcript {

void MasterSubject::subscribe(Words& words) {
  const std::string name = words.next("the framework");
  const auto found = frameworks_.find(name);
  FrameworkPeer peer = found == frameworks_.end() ? FrameworkPeer{} : found->second;
  if (found == frameworks_.end()) {
    peer.info = {.name = Text(name),
                 .user = Text("alice"),
                 .principal = Text("alice"),
                 .roles = {Text("*")},
                 .failover_timeout = days(7)};
  }
  if (const auto role = words.option("role")) peer.info.roles = {Text(*role)};
  if (const auto roles = words.texts_option("roles"); !roles.empty()) peer.info.roles = roles;
  if (words.flag("no-roles")) peer.info.roles = {};
  if (const auto span = words.span_option("failover")) peer.info.failover_timeout = *span;
  if (const auto principal = words.option("principal")) peer.info.principal = Text(*principal);
  if (const auto aware = words.option("partition_aware"))
    peer.info.partition_aware = *aware != "no";
  read_terms(words, peer.info.roles.empty() ? Text("*") : peer.info.roles.front(),
             peer.info.capabilities, peer.info.constraints, peer.info.smallest_offers);
  peer.suppressed = words.texts_option("suppressed");
  const auto id = words.option("id");
  const bool session = words.option("session") == "new";
  words.finish();

  Subscribe call{
      .framework = peer.id, .info = make_ref(peer.info), .suppressed_roles = peer.suppressed};
  if (id) call.framework = *id == "none" ? FrameworkId{} : names_.frameworks.get(*id);
  connect(name, peer, session, false);
  frameworks_[name] = peer;
  hear_from(peer, std::move(call));
}

void MasterSubject::suppress(Words& words) {
  const FrameworkPeer& peer = framework(words.next("the framework"));
  Suppress call{words.texts()};
  words.finish();
  hear_from(peer, std::move(call));
}

void MasterSubject::revive(Words& words) {
  const FrameworkPeer& peer = framework(words.next("the framework"));
  Revive call{words.texts()};
  words.finish();
  hear_from(peer, std::move(call));
}

void MasterSubject::teardown(Words& words) {
  const FrameworkPeer& peer = framework(words.next("the framework"));
  words.finish();
  hear_from(peer, Teardown{});
}

}  // namespace meseta::transcript
