// MasterSubject: one master, with agents and frameworks that only say what the transcript says.
//
// A peer is named by its first register or subscribe. It goes on with its session until that ends,
// and greets on a new one then; `session=new` and `process=new` say so while the old one is still
// there. The commands are in the table of master_subject.cpp, one file for each group of them.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "engine/master/master.hpp"
#include "tests/fakes/glob_matchers.hpp"
#include "tests/transcripts/language/stage_subject.hpp"

namespace meseta::transcript {

class MasterSubject final : public StageSubject {
 public:
  MasterSubject();

 protected:
  bool run_own(Words& words) override;
  [[nodiscard]] std::string own_manual() const override;
  void learn(const Want& want) override;
  [[nodiscard]] std::string alarm(std::uint32_t kind, std::uint64_t owner) override;

 private:
  struct Peer {
    NodeId node;
    SessionId session;  // Invalid: none.
  };
  struct AgentPeer : Peer {
    AgentId id;  // As it was told; invalid: it was not.
    Ref<AgentInfo> info;
  };
  struct FrameworkPeer : Peer {
    FrameworkId id;
    FrameworkInfo info;
    std::vector<Text> suppressed;
  };
  // As it was launched last, and the last of its updates.
  struct KnownTask {
    FrameworkId framework;
    Ref<TaskInfo> info;  // Null: it was not launched.
    StatusUpdate said;   // By an agent.
    StatusUpdate heard;  // By a framework.
  };

  static std::span<const Command<MasterSubject>> commands();

  // leadership.cpp
  void options(Words& words);
  void elect(Words& words);
  void depose(Words& words);
  void crash(Words& words);

  // agents.cpp
  void register_agent(Words& words);
  void close(Words& words);
  void silent(Words& words);
  [[nodiscard]] RegisterAgent::Running running(const std::string& text) const;

  // frameworks.cpp
  void subscribe(Words& words);
  void suppress(Words& words);
  void revive(Words& words);
  void teardown(Words& words);

  // offers.cpp
  void accept(Words& words);
  void decline(Words& words);
  [[nodiscard]] std::vector<OfferId> offers(Words& words) const;

  // tasks.cpp
  void update(Words& words);
  void ack(Words& words);
  void kill(Words& words);
  void reconcile(Words& words);
  [[nodiscard]] Reconcile::Claim claim(const std::string& text) const;

  // state.cpp
  void state(Words& words);
  void counters(Words& words);

  // Says, on its session, what the words named `name` meant.
  template <EventType T>
  void hear_from(const Peer& peer, T message) {
    hear(peer.session, std::move(message), peer.node);
  }
  AgentPeer& agent(const std::string& name);
  FrameworkPeer& framework(const std::string& name);
  [[nodiscard]] const KnownTask& launched(const std::string& name) const;
  // A session and a process, where there is none or another is asked for.
  void connect(const std::string& name, Peer& peer, bool new_session_wanted, bool new_process);

  // What is new is offered at once unless a transcript says `options batch=`.
  MasterOptions options_{.allocator = {.batch = std::nullopt},
                         .text_matchers = std::make_shared<GlobMatchers>()};
  std::unique_ptr<Master> master_;
  std::uint32_t epoch_ = 0;
  bool begun_ = false;

  std::map<std::string, AgentPeer> agents_;
  std::map<std::string, FrameworkPeer> frameworks_;
  std::map<std::string, KnownTask> tasks_;
  std::map<OfferId, AgentId> offered_;
  std::string greeting_;  // The peer that is greeting.
  std::uint64_t uuids_ = 0;
};

}  // namespace meseta::transcript
