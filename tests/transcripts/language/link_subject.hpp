// LinkSubject: a component that keeps a session with the leader: an agent or a framework's driver.
#pragma once

#include <string>

#include "tests/transcripts/language/stage_subject.hpp"

namespace meseta::transcript {

class LinkSubject : public StageSubject {
 protected:
  bool run_own(Words& words) override;
  [[nodiscard]] std::string own_manual() const override;

  // What only one of the two understands.
  virtual bool run_role(Words& words) = 0;
  [[nodiscard]] virtual std::string role_manual() const = 0;

  // A message of the leader, on the session that is there.
  template <EventType T>
  void hear_leader(T message) {
    if (!session_.valid()) throw Complaint{"there is no session; say `opened` first"};
    hear(session_, std::move(message), leader_);
  }
  // As the process begins.
  void forget_session() { session_ = {}; }
  void learn(const Want& want) override;

  // The id behind a name: any, but always the same.
  [[nodiscard]] AgentId agent_id(const std::string& name);
  [[nodiscard]] FrameworkId framework_id(const std::string& name);
  // `t1` or `t1@a1`.
  [[nodiscard]] Reconcile::Claim claim(const std::string& text);

 private:
  static std::span<const Command<LinkSubject>> commands();

  void leader(Words& words);
  void opened(Words& words);
  void unreachable(Words& words);
  void closed(Words& words);

  NodeId leader_;
  SessionId session_;
  std::uint32_t epoch_ = 0;
  std::uint32_t ids_ = 0;
};

}  // namespace meseta::transcript
