// Dispatcher: hands one event to its component and keeps the digest of all of them.
//
// It numbers the event, folds it, lets the component fill the outbox and folds that. It carries
// nothing out: a Loop then applies the wants, a replay only compares digests. The last 50 events
// stay in a ring for the message of a failed CHECK.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "engine/base/digest.hpp"
#include "engine/event/event.hpp"
#include "engine/event/outbox.hpp"

namespace meseta {

// One event as it was handled.
struct Handled {
  std::uint64_t number = 0;  // From 1.
  Time now;                  // On the node's clock.
  NodeId target;
  Event event;
};

// `1234 12.0005s node 7 from node 2 #5 <- run_task{...}`
std::string print(const Handled& handled);

// Watches from outside: histories, checkers, statistics. Must not change anything it is shown.
class Observer {
 public:
  Observer() = default;
  Observer(const Observer&) = delete;
  Observer& operator=(const Observer&) = delete;
  virtual ~Observer() = default;

  virtual void handled(const Handled& what, std::span<const Want> wants) = 0;
};

class Dispatcher {
 public:
  static constexpr std::size_t kRing = 50;
  static constexpr std::uint32_t kPlaceMax = 1U << 24U;

  // Adds a component under the next free id. It must outlive its removal or the dispatcher.
  NodeId add(Component& component);
  // Adds it under an id that is given, as a history does. The id must not be alive and be below
  // kPlaceMax.
  void place(NodeId node, Component& component);
  // Later events for this node are dropped. Its id is never used again.
  void remove(NodeId node);
  [[nodiscard]] bool alive(NodeId node) const {
    return node.value < components_.size() && components_[node.value] != nullptr;
  }
  // Fetches the component; then, step by step, what it is going to touch (Component::prefetch).
  void prefetch(NodeId node) const {
    if (alive(node)) __builtin_prefetch(components_[node.value]);
  }
  void prefetch(NodeId node, const Event& event, int step) const {
    components_[node.value]->prefetch(event, step);
  }
  [[nodiscard]] std::size_t nodes() const { return components_.size(); }

  // The node must be alive. The wants are valid until the next call.
  std::span<const Want> dispatch(NodeId target, Event event, Time now);

  void observe(Observer* observer) { observer_ = observer; }

  [[nodiscard]] Bodies& bodies() { return bodies_; }
  [[nodiscard]] const Digest& digest() const { return digest_; }
  [[nodiscard]] std::uint64_t events() const { return events_; }

  // The ring, oldest first, one line an event.
  [[nodiscard]] std::string last_events() const;

 private:
  Bodies bodies_;  // First: every Body below lives in it.
  std::vector<Component*> components_;
  Outbox outbox_{bodies_};
  Digest digest_;
  std::uint64_t events_ = 0;
  Observer* observer_ = nullptr;
  std::array<Handled, kRing> ring_;
};

}  // namespace meseta
