// AgentInfo, FrameworkInfo, TaskInfo, Offer, StatusUpdate: the nouns that messages carry.
//
// What a decision reads is a typed field. The rest (command, container, labels, data) is `payload`:
// bytes the engine carries, compares by hash and never looks into.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/base/id.hpp"
#include "engine/base/ref.hpp"
#include "engine/base/text.hpp"
#include "engine/base/time.hpp"
#include "engine/constraints/offer_constraints.hpp"
#include "engine/event/task_state.hpp"
#include "engine/resources/attributes.hpp"
#include "engine/resources/capabilities.hpp"
#include "engine/resources/resources.hpp"
#include "engine/resources/smallest_offer.hpp"

namespace meseta {

struct AgentInfo {
  Text hostname;
  Resources resources;  // Total.
  Attributes attributes;
  Text domain;  // `region/zone/rack`, empty if unknown.

  friend bool operator==(const AgentInfo&, const AgentInfo&) = default;
  template <class Self, class V>
  static void visit_fields(Self& self, V&& v) {
    v("hostname", self.hostname);
    v("resources", self.resources);
    v("attributes", self.attributes);
    v("domain", self.domain);
  }
};

struct FrameworkInfo {
  Text name;
  Text user;
  Text principal;
  std::vector<Text> roles;    // At least one, distinct.
  Duration failover_timeout;  // How long its tasks outlive its session. 0: not at all.
  bool checkpoint = false;
  bool partition_aware = true;  // Hears UNREACHABLE, DROPPED and GONE where others hear LOST.
  Capabilities capabilities;
  OfferConstraints constraints;                // Which agents it wants to be offered at all.
  std::vector<SmallestOffer> smallest_offers;  // Instead of the operator's; per role at most one.
  Text payload;

  friend bool operator==(const FrameworkInfo&, const FrameworkInfo&) = default;
  template <class Self, class V>
  static void visit_fields(Self& self, V&& v) {
    v("name", self.name);
    v("user", self.user);
    v("principal", self.principal);
    v("roles", self.roles);
    v("failover_timeout", self.failover_timeout);
    v("checkpoint", self.checkpoint);
    v("partition_aware", self.partition_aware);
    v("capabilities", self.capabilities);
    v("constraints", self.constraints);
    v("smallest_offers", self.smallest_offers);
    v("payload", self.payload);
  }
};

struct TaskInfo {
  Text name;  // Unique among the framework's live tasks.
  AgentId agent;
  Ref<Resources> resources;  // Shared by tasks of one shape.
  Text role;                 // Of the offers it takes; empty: the framework's only one.
  Text user;                 // Effective user; empty: the framework's.
  Duration kill_grace;       // Between a kill and its enforcement.
  Text payload;

  friend bool operator==(const TaskInfo&, const TaskInfo&) = default;
  template <class Self, class V>
  static void visit_fields(Self& self, V&& v) {
    v("name", self.name);
    v("agent", self.agent);
    v("resources", self.resources);
    v("role", self.role);
    v("user", self.user);
    v("kill_grace", self.kill_grace);
    v("payload", self.payload);
  }
};

struct Offer {
  OfferId id;
  AgentId agent;
  Ref<AgentInfo> info;
  Text role;
  Resources resources;

  template <class Self, class V>
  static void visit_fields(Self& self, V&& v) {
    v("id", self.id);
    v("agent", self.agent);
    v("info", self.info);
    v("role", self.role);
    v("resources", self.resources);
  }
};

struct StatusUpdate {
  FrameworkId framework;
  AgentId agent;  // Invalid where no agent is known.
  Text task;
  Uuid uuid;  // Invalid: needs no acknowledgement.
  Time timestamp;
  TaskState state = TaskState::Staging;
  TaskState latest_state = TaskState::Staging;  // The agent's newest; may run ahead of `state`.
  StatusSource source = StatusSource::Master;
  StatusReason reason = StatusReason::None;
  Text message;

  template <class Self, class V>
  static void visit_fields(Self& self, V&& v) {
    v("framework", self.framework);
    v("agent", self.agent);
    v("task", self.task);
    v("uuid", self.uuid);
    v("timestamp", self.timestamp);
    v("state", self.state);
    v("latest_state", self.latest_state);
    v("source", self.source);
    v("reason", self.reason);
    v("message", self.message);
  }
};

}  // namespace meseta
