// SchedulerPolicy: what a framework's author writes; the driver does the rest.
//
// The driver subscribes, comes back under the same id, acknowledges each update after update()
// returned, and after a break asks the master about the tasks claims() names. The policy decides
// what to do with offers and keeps its own books of tasks. It acts through Calls, within its
// callbacks only.
//
// Offers hold until they are used in accept or decline, rescinded, or the session ends:
// disconnected() voids them all. A task accepted just before that may never be heard of; claims()
// names it and the answer (GONE, UNKNOWN, ...) comes as an update.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "engine/event/calls.hpp"

namespace meseta {

class Driver;
class Outbox;

// What a policy may ask for. Without a subscription revive, suppress and kill are remembered and
// said on the next one, decline says nothing, and the tasks of an accept come back as DROPPED.
class Calls {
 public:
  Calls(Driver& driver, Time now, Outbox& out) : driver_(driver), now_(now), out_(out) {}

  [[nodiscard]] bool subscribed() const;

  void accept(Accept accept);
  void decline(Decline decline);
  // Roles: all of them, if empty. Suppressing what is suppressed says nothing.
  void revive(std::vector<Text> roles = {});
  void suppress(std::vector<Text> roles = {});
  // Said again on every new session until an update says that the task is over.
  void kill(Text task, AgentId agent);
  // Ends the framework. Nothing more is heard of it.
  void teardown();

  // One alarm: woken() at `at`, at the earliest at once. Replaces the one before.
  void wake(Time at);
  void sleep();

 private:
  Driver& driver_;
  Time now_;
  Outbox& out_;
};

class SchedulerPolicy {
 public:
  SchedulerPolicy() = default;
  SchedulerPolicy(const SchedulerPolicy&) = delete;
  SchedulerPolicy& operator=(const SchedulerPolicy&) = delete;
  virtual ~SchedulerPolicy() = default;

  // The process began; there is no subscription yet.
  virtual void started(Time now, Calls& calls) = 0;
  virtual void subscribed(FrameworkId framework, Time now, Calls& calls) = 0;
  virtual void disconnected(Time now, Calls& calls) = 0;
  virtual void offered(std::span<const Offer> offers, Time now, Calls& calls) = 0;
  virtual void rescinded(std::span<const OfferId> offers, Time now, Calls& calls) = 0;
  virtual void update(const StatusUpdate& status, Time now, Calls& calls) = 0;
  virtual void agent_failed(AgentId agent, Time now, Calls& calls) = 0;
  virtual void woken(Time now, Calls& calls) = 0;
  // The master refused the framework for good. No callback follows but woken().
  virtual void refused(const Text& message, Time now, Calls& calls) = 0;

  // As Component::prefetch, of a task that update() is going to be about.
  virtual void prefetch(const Text& /*task*/, int /*step*/) const {}

  // The tasks that were launched and are not known to be over.
  [[nodiscard]] virtual std::vector<Reconcile::Claim> claims() const = 0;
};

}  // namespace meseta
