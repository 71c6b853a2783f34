// DriverSubject: a framework's driver, with a master and a policy that do what the transcript says.
//
// What the policy is told is said as `policy: offered{o1 a1 cpus:4}`. It may act only when it is
// told something, so what it is to do is woken for: `kill t1` wakes the policy, which then kills.
// `next` saves what follows for its next turn, whatever that is.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "engine/scheduler/driver.hpp"
#include "tests/transcripts/language/link_subject.hpp"

namespace meseta::transcript {

class DriverSubject final : public LinkSubject, private SchedulerPolicy {
 public:
  using Act = std::function<void(Calls&)>;

 protected:
  bool run_role(Words& words) override;
  [[nodiscard]] std::string role_manual() const override;
  [[nodiscard]] std::string alarm(std::uint32_t kind, std::uint64_t owner) override;

 private:
  static std::span<const Command<DriverSubject>> commands();

  // process.cpp
  void boot(Words& words);
  void state(Words& words);

  // leader.cpp
  void subscribed(Words& words);
  void error(Words& words);
  void offers(Words& words);
  void rescind(Words& words);
  void update(Words& words);
  void agent_failure(Words& words);

  // calls.cpp
  void claims(Words& words);
  void next(Words& words);
  void accept(Words& words);
  void decline(Words& words);
  void suppress(Words& words);
  void revive(Words& words);
  void kill(Words& words);
  void teardown(Words& words);
  void wake(Words& words);
  void act(Act act);

  // policy.cpp
  void started(Time now, Calls& calls) override;
  void subscribed(FrameworkId framework, Time now, Calls& calls) override;
  void disconnected(Time now, Calls& calls) override;
  void offered(std::span<const Offer> offers, Time now, Calls& calls) override;
  void rescinded(std::span<const OfferId> offers, Time now, Calls& calls) override;
  void update(const StatusUpdate& status, Time now, Calls& calls) override;
  void agent_failed(AgentId agent, Time now, Calls& calls) override;
  void woken(Time now, Calls& calls) override;
  void refused(const Text& message, Time now, Calls& calls) override;
  [[nodiscard]] std::vector<Reconcile::Claim> claims() const override { return claims_; }
  void told(const std::string& what, Calls& calls);

  void run(Words& words) override;

  std::unique_ptr<Driver> driver_;
  Ref<FrameworkInfo> info_;
  std::vector<Reconcile::Claim> claims_;
  std::vector<Act> acts_;   // For its next turn.
  bool acts_wait_ = false;  // After `next`.
  bool called_ = false;     // Woken only to act.
  std::map<OfferId, AgentId> offered_;
  std::uint32_t incarnation_ = 0;
  std::uint32_t offers_made_ = 0;
  std::uint64_t uuids_ = 0;
};

}  // namespace meseta::transcript
