// What the master tells frameworks, beside the updates of messages.hpp: the v1 scheduler events.
#pragma once

#include <vector>

#include "engine/event/info.hpp"

namespace meseta {

struct Subscribed {
  static constexpr const char* kName = "subscribed";
  FrameworkId framework;
  template <class Self, class V>
  static void visit_fields(Self& self, V&& v) {
    v("framework", self.framework);
  }
};

// The subscription or a call was refused for good; the master closes the session.
struct FrameworkError {
  static constexpr const char* kName = "framework_error";
  Text message;
  template <class Self, class V>
  static void visit_fields(Self& self, V&& v) {
    v("message", self.message);
  }
};

// All offers one allocation run made to the framework.
struct Offers {
  static constexpr const char* kName = "offers";
  std::vector<Offer> offers;
  template <class Self, class V>
  static void visit_fields(Self& self, V&& v) {
    v("offers", self.offers);
  }
};

struct Rescind {
  static constexpr const char* kName = "rescind";
  std::vector<OfferId> offers;
  template <class Self, class V>
  static void visit_fields(Self& self, V&& v) {
    v("offers", self.offers);
  }
};

// This agent is gone, its tasks were told of one by one.
struct AgentFailure {
  static constexpr const char* kName = "agent_failure";
  AgentId agent;
  template <class Self, class V>
  static void visit_fields(Self& self, V&& v) {
    v("agent", self.agent);
  }
};

}  // namespace meseta
