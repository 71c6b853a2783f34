// A master without a world: events in, wants out.
//
// Whatever it wants is kept until the next event: said<T>(session), persisted<T>(), wants(verb).
// Alarms are remembered over events and go off in advance(). Nothing is stored until store() says
// so.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
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

  explicit MasterHarness(MasterOptions options = {}) : master_(std::move(options)) {}

  // A report.
  template <EventType T>
  void report(T content) {
    feed({bodies_.make(std::move(content)), {}, {}});
  }
  // A message. The node of a session has the session's number, unless another is named.
  template <EventType T>
  void say(SessionId session, T content, NodeId from = {}) {
    feed({bodies_.make(std::move(content)), session, from.valid() ? from : NodeId{session.value}});
  }

  void elect(std::vector<Record> records = {}, Epoch epoch = kEpoch) {
    report(Elected{epoch, std::move(records)});
  }
  // All that was persisted is durable now.
  void store() { report(Stored{ticket_}); }
  void close(SessionId session) { report(SessionClosed{NodeId{session.value}, session}); }

  // Lets time pass; alarms go off on the way. What they made the master want is kept together.
  void advance(Duration span) {
    const Time until = now_ + span;
    std::vector<Want> all;
    for (auto next = earliest(); next != alarms_.end() && next->second <= until;
         next = earliest()) {
      now_ = std::max(now_, next->second);
      const auto [kind, owner] = next->first;
      alarms_.erase(next);
      ++gone_off_;
      report(Alarm{kind, owner});
      all.insert(all.end(), wants_.begin(), wants_.end());
    }
    now_ = until;
    wants_ = std::move(all);
  }
  // Lets the allocator run if it is due.
  void run() { advance({}); }

  [[nodiscard]] const Master& master() const { return master_; }
  [[nodiscard]] const MasterStats& stats() const { return master_.stats(); }
  [[nodiscard]] Time now() const { return now_; }

  [[nodiscard]] bool armed(AlarmKind kind, std::uint64_t owner = 0) const {
    return alarms_.contains({static_cast<std::uint32_t>(kind), owner});
  }
  [[nodiscard]] std::size_t alarms() const { return alarms_.size(); }
  [[nodiscard]] std::size_t alarms_gone_off() const { return gone_off_; }

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
  using Alarms = std::map<std::pair<std::uint32_t, std::uint64_t>, Time>;

  void feed(const Event& event) {
    out_.clear();
    master_.handle(event, now_, out_);
    wants_.assign(out_.wants().begin(), out_.wants().end());
    for (const Want& want : wants_) {
      if (want.verb == Want::Verb::Arm) alarms_[{want.kind, want.owner}] = want.at;
      if (want.verb == Want::Verb::Disarm) alarms_.erase({want.kind, want.owner});
      if (want.verb == Want::Verb::Persist) ticket_ = want.owner;
    }
  }
  Alarms::iterator earliest() {
    return std::min_element(alarms_.begin(), alarms_.end(),
                            [](const auto& a, const auto& b) { return a.second < b.second; });
  }

  Outbox out_{bodies_};
  Master master_;
  Alarms alarms_;
  Time now_ = Time{} + days(1);
  std::uint64_t ticket_ = 0;
  std::size_t gone_off_ = 0;
};

}  // namespace meseta
