// A master without a world: events in, wants out.
//
// Whatever it wants is kept until the next event: said<T>(session), persisted<T>(), wants(verb).
// Alarms are remembered over events and go off in advance(). Nothing is stored until store() says
// so.
#pragma once

#include <gtest/gtest.h>

#include <utility>
#include <vector>

#include "engine/master/master.hpp"
#include "tests/builders/agent.hpp"
#include "tests/builders/framework.hpp"
#include "tests/builders/print.hpp"
#include "tests/builders/task.hpp"
#include "tests/engine/master/wanted.hpp"

namespace meseta {

class MasterHarness : public Wanted {
 public:
  static constexpr Epoch kEpoch{7};
  using AlarmKind = master::AlarmKind;

  explicit MasterHarness(MasterOptions options = {.allocator = {.batch = std::nullopt}})
      : master_(std::move(options)) {
    enter(master_);
  }

  void elect(std::vector<Record> records = {}, Epoch epoch = kEpoch) {
    report(Elected{epoch, std::move(records)});
  }
  void close(SessionId session) { report(SessionClosed{NodeId{session.value}, session}); }

  // Lets the allocator run if it is due.
  void run() { advance({}); }

  [[nodiscard]] const Master& master() const { return master_; }
  [[nodiscard]] const MasterStats& stats() const { return master_.stats(); }

  [[nodiscard]] bool armed(AlarmKind kind, std::uint64_t owner = 0) const {
    return Stage::armed(static_cast<std::uint32_t>(kind), owner);
  }
  [[nodiscard]] std::size_t alarms() const { return Stage::armed(); }
  [[nodiscard]] std::size_t alarms_gone_off() const { return alarms_seen(); }

  // Whole flows, for tests that are about what comes after.
  AgentId admit_agent(SessionId session, Ref<AgentInfo> info = agent_info()) {
    say(session, greeting(std::move(info)));
    store();
    const auto answers = said<AgentRegistered>(session);
    return answers.empty() ? AgentId{} : answers.front().agent;
  }
  FrameworkId admit_framework(SessionId session, FrameworkInfo info = framework_info()) {
    say(session, subscribe(std::move(info)));
    store();
    const auto answers = said<Subscribed>(session);
    return answers.empty() ? FrameworkId{} : answers.front().framework;
  }
  // The offers of the run that is due.
  std::vector<Offer> offers(SessionId framework) {
    run();
    std::vector<Offer> all;
    for (const Offers& message : said<Offers>(framework)) {
      all.insert(all.end(), message.offers.begin(), message.offers.end());
    }
    return all;
  }

 private:
  Master master_;
};

}  // namespace meseta
