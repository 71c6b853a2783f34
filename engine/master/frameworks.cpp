#include "engine/master/frameworks.hpp"

#include <algorithm>
#include <span>
#include <utility>

#include "engine/master/leadership.hpp"
#include "engine/master/offers.hpp"
#include "engine/master/removal.hpp"
#include "engine/master/terms.hpp"
#include "engine/master/validation.hpp"

namespace meseta::master {

namespace {

// What a framework may change by subscribing again. User and checkpointing stay, without a word.
Ref<FrameworkInfo> changed(const Ref<FrameworkInfo>& old, const Ref<FrameworkInfo>& wanted) {
  if (!old) return wanted;
  if (*old == *wanted) return old;
  FrameworkInfo info = *wanted;
  info.user = old->user;
  info.checkpoint = old->checkpoint;
  if (info == *old) return old;
  return make_ref(std::move(info));
}

void arm(State& m, Slot slot, Duration timeout, const Turn& turn) {
  FrameworkRecord& framework = m.frameworks[slot];
  framework.armed = true;
  turn.arm(AlarmKind::Framework, framework.id.word(),
           turn.now + std::min(timeout, m.options.failover_timeout_max));
}

void attach(State& m, Slot slot, const Turn& turn) {
  FrameworkRecord& framework = m.frameworks[slot];
  const SessionId session = turn.event.session;
  if (framework.session == session) return;
  if (framework.session.valid()) {
    m.sessions.erase(framework.session);
    refuse_framework(m, framework.session, "Framework failed over", turn);
  }
  framework.session = session;
  m.sessions.insert(session, {Peer::Side::Framework, slot});
}

Allocator::Subscription terms(const FrameworkRecord& framework, std::span<const Text> suppressed) {
  return {.framework = framework.id,
          .name = framework.info->name,
          .roles = framework.info->roles,
          .suppressed = suppressed,
          .active = framework.state == FrameworkState::Connected,
          .capabilities = framework.info->capabilities,
          .smallest_offers = framework.info->smallest_offers,
          .constraints = framework.constraints};
}

// Its record is durable: from now on it is what the record says, though not yet active.
void adopt(State& m, Slot slot, std::span<const Text> suppressed) {
  FrameworkRecord& framework = m.frameworks[slot];
  const bool fresh = !framework.info;
  if (fresh || framework.info->constraints != framework.next->constraints) {
    // Refused can only be those of a registry that was written under other rules. Then there are
    // none until it subscribes, which is refused.
    framework.constraints = compile_constraints(*framework.next, m.options).value_or(nullptr);
  }
  framework.info = framework.next;
  framework.state = FrameworkState::Disconnected;
  if (fresh) {
    m.allocator->add_framework(terms(framework, suppressed));
  } else {
    m.allocator->update_framework(terms(framework, suppressed));
  }
}

void connect(State& m, Slot slot, const Turn& turn) {
  FrameworkRecord& framework = m.frameworks[slot];
  const Body subscription = std::exchange(framework.subscription, Body{});
  adopt(m, slot, subscription.as<Subscribe>().suppressed_roles);
  framework.state = FrameworkState::Connected;
  m.allocator->activate_framework(framework.id);
  ++m.stats.frameworks_subscribed;
  turn.out.send(framework.session, Subscribed{framework.id});
}

void stage(State& m, Slot slot, const Turn& turn) {
  FrameworkRecord& framework = m.frameworks[slot];
  framework.state = FrameworkState::Subscribing;
  persist(m, FrameworkAdmitted{framework.id, framework.next}, turn);
}

void subscribe_new(State& m, FrameworkId id, const Subscribe& call, const Turn& turn) {
  const Slot slot =
      m.frameworks.make({.id = id, .subscription = turn.event.body, .next = call.info});
  attach(m, slot, turn);
  stage(m, slot, turn);
}

void subscribe_again(State& m, Slot slot, const Subscribe& call, const Turn& turn) {
  FrameworkRecord& framework = m.frameworks[slot];
  const Ref<FrameworkInfo> next = changed(framework.info, call.info);
  const bool subscribing = framework.state == FrameworkState::Subscribing;
  const bool repeated = framework.session == turn.event.session;
  if (repeated && !subscribing && next.same(framework.info)) {
    // Its mind may have changed between the two.
    m.allocator->update_framework(terms(framework, call.suppressed_roles));
    return turn.out.send(framework.session, Subscribed{framework.id});
  }
  deactivate_framework(m, slot, turn);
  disarm_framework(m, slot, turn);
  attach(m, slot, turn);
  framework.subscription = turn.event.body;
  // With a record on its way it is answered when the last one is durable.
  if (subscribing && *framework.next == *next) return;
  framework.next = next;
  if (subscribing || !next.same(framework.info)) return stage(m, slot, turn);
  connect(m, slot, turn);
}

// Roles that are not its own make the whole call void.
bool has_roles(const FrameworkRecord& framework, std::span<const Text> roles) {
  const auto& own = framework.info->roles;
  return std::all_of(roles.begin(), roles.end(), [&](const Text& role) {
    return std::find(own.begin(), own.end(), role) != own.end();
  });
}

}  // namespace

void on(State& m, const Subscribe& call, const Turn& turn) {
  const SessionId session = turn.event.session;
  const Peer* const peer = m.sessions.find(session);
  if (peer != nullptr && peer->side == Peer::Side::Agent) {
    ++m.stats.refusals;
    return;
  }
  if (const auto valid = validate_subscription(call, m.options); !valid) {
    return refuse_framework(m, session, valid.error().message, turn);
  }
  // A greeting that is repeated before the answer came does not know its id yet.
  FrameworkId id = call.framework;
  if (!id.valid() && peer != nullptr) id = m.frameworks[peer->slot].id;
  if (!id.valid()) return subscribe_new(m, {m.epoch.value, m.next_framework++}, call, turn);

  const Slot slot = m.frameworks.find(id);
  if (peer != nullptr && peer->slot != slot) {
    return refuse_framework(m, session, "Another framework is subscribed on this session", turn);
  }
  if (slot == kNoSlot) {
    // Ids of this epoch are all known; one of an older may have been forgotten by the registry.
    if (id.epoch >= m.epoch.value || m.registry.removed(id)) {
      return refuse_framework(m, session, "Framework has been removed", turn);
    }
    return subscribe_new(m, id, call, turn);
  }
  const FrameworkRecord& framework = m.frameworks[slot];
  if (framework.state == FrameworkState::Removing) {
    return refuse_framework(m, session, "Framework has been removed", turn);
  }
  const Ref<FrameworkInfo>& known = framework.info ? framework.info : framework.next;
  if (known->principal != call.info->principal) {
    return refuse_framework(m, session, "The principal of a framework cannot be changed", turn);
  }
  subscribe_again(m, slot, call, turn);
}

void on_durable(State& m, const FrameworkAdmitted& record, const Turn& turn) {
  const Slot slot = m.frameworks.find(record.framework);
  if (slot == kNoSlot) return;
  FrameworkRecord& framework = m.frameworks[slot];
  if (framework.state != FrameworkState::Subscribing) return;
  if (*framework.next != *record.info) return;  // Subscribed again since, with another info.
  if (framework.session.valid()) return connect(m, slot, turn);

  // It left while it waited. Nobody ever heard of a new one, so nobody can come back as it.
  const Body subscription = std::exchange(framework.subscription, Body{});
  const bool told = framework.info || subscription.as<Subscribe>().framework.valid();
  adopt(m, slot, {});
  if (!told) return remove_framework(m, slot, turn);
  arm(m, slot, framework.info->failover_timeout, turn);
}

void recover_frameworks(State& m, const Turn& turn) {
  for (const auto& [id, info] : m.registry.frameworks()) {
    const Slot slot = m.frameworks.make({.id = id, .next = info});
    adopt(m, slot, {});
    // Even one that asked for no time at all did not choose to lose its master.
    arm(m, slot, std::max(info->failover_timeout, m.options.agent_reregister_timeout), turn);
  }
}

void deactivate_framework(State& m, Slot slot, const Turn& turn) {
  FrameworkRecord& framework = m.frameworks[slot];
  if (framework.state != FrameworkState::Connected) return;
  framework.state = FrameworkState::Disconnected;
  withdraw_offers(m, slot, turn);
  m.allocator->deactivate_framework(framework.id);
}

void disconnect_framework(State& m, Slot slot, const Turn& turn) {
  FrameworkRecord& framework = m.frameworks[slot];
  framework.session = SessionId{};
  if (framework.state != FrameworkState::Connected) return;  // What is staged goes on without it.
  deactivate_framework(m, slot, turn);
  if (framework.info->failover_timeout == Duration{}) return remove_framework(m, slot, turn);
  arm(m, slot, framework.info->failover_timeout, turn);
}

void disarm_framework(State& m, Slot slot, const Turn& turn) {
  FrameworkRecord& framework = m.frameworks[slot];
  if (framework.armed) turn.disarm(AlarmKind::Framework, framework.id.word());
  framework.armed = false;
}

void refuse_framework(State& m, SessionId session, std::string_view reason, const Turn& turn) {
  ++m.stats.refusals;
  turn.out.send(session, FrameworkError{Text(reason)});
  turn.out.close(session);
  const Peer* const peer = m.sessions.find(session);
  if (peer == nullptr) return;
  const Slot slot = peer->slot;
  m.sessions.erase(session);
  disconnect_framework(m, slot, turn);
}

void on(State& m, const Suppress& call, Slot framework, const Turn&) {
  const FrameworkRecord& record = m.frameworks[framework];
  if (!has_roles(record, call.roles)) {
    ++m.stats.refusals;
    return;
  }
  m.allocator->suppress(record.id, call.roles);
}

void on(State& m, const Revive& call, Slot framework, const Turn&) {
  const FrameworkRecord& record = m.frameworks[framework];
  if (!has_roles(record, call.roles)) {
    ++m.stats.refusals;
    return;
  }
  m.allocator->revive(record.id, call.roles);
}

}  // namespace meseta::master
