// AgentSubject: one agent, with a master and a launcher that do what the transcript says.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "engine/agent/agent.hpp"
#include "tests/transcripts/language/link_subject.hpp"

namespace meseta::transcript {

class AgentSubject final : public LinkSubject {
 protected:
  bool run_role(Words& words) override;
  [[nodiscard]] std::string role_manual() const override;
  void learn(const Want& want) override;
  [[nodiscard]] std::string alarm(std::uint32_t kind, std::uint64_t owner) override;

 private:
  struct KnownTask {
    FrameworkId framework;
    Uuid uuid;  // Of the last update sent of it.
  };

  static std::span<const Command<AgentSubject>> commands();

  // process.cpp
  void boot(Words& words);
  void state(Words& words);

  // leader.cpp
  void registered(Words& words);
  void shutdown(Words& words);
  void run_task(Words& words);
  void kill_task(Words& words);
  void shutdown_framework(Words& words);
  void ack(Words& words);

  // launcher.cpp
  void started(Words& words);
  void ended(Words& words);

  void run(Words& words) override;
  [[nodiscard]] const KnownTask& task(const std::string& name) const;

  std::unique_ptr<Agent> agent_;
  std::uint32_t incarnation_ = 0;
  Ref<AgentInfo> info_;
  std::map<std::string, KnownTask> tasks_;
};

}  // namespace meseta::transcript
