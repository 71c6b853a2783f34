// A component on a stage of its own, without a world: events in, wants out.
//
//     Stage stage(agent);
//     stage.report(LeaderIs{master, {1}});
//     EXPECT_EQ(stage.count(Want::Verb::Open), 1);
//
// What the last event (or advance()) made it want is kept until the next. Alarms are remembered
// over events and go off in advance(); tickets are stored when store() says so. A component that
// keeps events must be gone before its stage is; enter() puts another one there.
#pragma once

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include "engine/event/bodies.hpp"
#include "engine/event/event.hpp"
#include "engine/event/outbox.hpp"

namespace meseta {

class Stage {
 public:
  static constexpr Time kBeginning = Time{} + seconds(1000);

  Stage() = default;
  explicit Stage(Component& component) : component_(&component) {}

  // Another process begins: it has no alarms.
  void enter(Component& component) {
    component_ = &component;
    alarms_.clear();
    wants_.clear();
  }

  template <EventType T>
  void report(T content) {
    wants_.clear();
    feed({bodies_.make(std::move(content)), {}, {}});
  }
  // A message on a session. Its node has the session's number, unless another is named.
  template <EventType T>
  void say(SessionId session, T content, NodeId from = {}) {
    wants_.clear();
    feed({bodies_.make(std::move(content)), session, from.valid() ? from : NodeId{session.value}});
  }
  // All that was persisted so far is durable.
  void store() { report(Stored{ticket_}); }

  // Lets time pass. Alarms go off on the way.
  void advance(Duration span) {
    wants_.clear();
    const Time until = now_ + span;
    while (go_off(until)) continue;
  }
  // As far as the next alarm and no further: false if none goes off by then.
  bool step(Time until) {
    wants_.clear();
    return go_off(until);
  }

  [[nodiscard]] Time now() const { return now_; }
  [[nodiscard]] const std::vector<Want>& wants() const { return wants_; }
  [[nodiscard]] std::size_t armed() const { return alarms_.size(); }
  [[nodiscard]] bool armed(std::uint32_t kind, std::uint64_t owner) const {
    return alarms_.contains({kind, owner});
  }
  [[nodiscard]] std::size_t alarms_seen() const { return alarms_seen_; }
  [[nodiscard]] std::uint64_t ticket() const { return ticket_; }

  // What was sent, launched or killed of one type, in order.
  template <EventType T>
  [[nodiscard]] std::vector<T> said() const {
    std::vector<T> found;
    for (const Want& want : wants_) {
      if (want.body.is<T>()) found.push_back(want.body.as<T>());
    }
    return found;
  }
  [[nodiscard]] std::size_t count(Want::Verb verb) const {
    return static_cast<std::size_t>(std::count_if(
        wants_.begin(), wants_.end(), [&](const Want& want) { return want.verb == verb; }));
  }

 private:
  using Key = std::pair<std::uint32_t, std::uint64_t>;

  [[nodiscard]] std::map<Key, Time>::iterator earliest() {
    return std::min_element(alarms_.begin(), alarms_.end(),
                            [](const auto& a, const auto& b) { return a.second < b.second; });
  }

  bool go_off(Time until) {
    const auto next = earliest();
    if (next == alarms_.end() || next->second > until) {
      now_ = until;
      return false;
    }
    now_ = std::max(now_, next->second);
    const auto [kind, owner] = next->first;
    alarms_.erase(next);
    ++alarms_seen_;
    feed({bodies_.make(Alarm{kind, owner}), {}, {}});
    return true;
  }

  void feed(const Event& event) {
    Outbox out(bodies_);
    component_->handle(event, now_, out);
    for (const Want& want : out.wants()) {
      if (want.verb == Want::Verb::Arm) alarms_[{want.kind, want.owner}] = want.at;
      if (want.verb == Want::Verb::Disarm) alarms_.erase({want.kind, want.owner});
      if (want.verb == Want::Verb::Persist) ticket_ = want.owner;
      wants_.push_back(want);
    }
  }

  Bodies bodies_;
  Component* component_ = nullptr;
  Time now_ = kBeginning;
  std::map<Key, Time> alarms_;
  std::vector<Want> wants_;
  std::uint64_t ticket_ = 0;
  std::size_t alarms_seen_ = 0;
};

}  // namespace meseta
