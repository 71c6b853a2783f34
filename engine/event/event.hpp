// Event: one thing that happened to one node, as its component sees it.
//
// A message carries the session it came on and the node that sent it; a report carries neither.
// Component is the face the loop drives: it changes only its own state and fills the outbox.
#pragma once

#include "engine/base/id.hpp"
#include "engine/base/time.hpp"
#include "engine/event/body.hpp"

namespace meseta {

struct Event {
  Body body;
  SessionId session;
  NodeId from;

  [[nodiscard]] Kind kind() const { return body.kind(); }
  template <EventType T>
  [[nodiscard]] const T& as() const {
    return body.as<T>();
  }
};

class Outbox;

class Component {
 public:
  Component() = default;
  Component(const Component&) = delete;
  Component& operator=(const Component&) = delete;
  virtual ~Component() = default;

  // Handles one event to its end. `now` is this node's clock; it never decreases between two calls.
  virtual void handle(const Event& event, Time now, Outbox& out) = 0;

  // Fetches what handling this event is going to touch, so that it waits for no memory then. Called
  // some events earlier, for each step below kPrefetchSteps in turn; what one step fetched, the
  // next can read to go a pointer further. It may guess wrong, and changes and decides nothing.
  static constexpr int kPrefetchSteps = 3;
  virtual void prefetch(const Event& /*event*/, int /*step*/) const {}
};

}  // namespace meseta
