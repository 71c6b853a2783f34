// Master: who may use what, and what has become of it?
//
//     agents --RegisterAgent, Update--> Master <--Subscribe, Accept, Ack, ...-- frameworks
//            <--RunTask, AckForward----        ---Offers, UpdateForward, ...-->
//
// It keeps four tables (agents, frameworks, offers, tasks) and composes policies that know nothing
// of one another: the Allocator says who is offered what, the Registry what outlives this process.
// Without leadership it is silent; on election it starts from the registry's records alone, and
// tasks come back with their agents.
//
// A fact that must outlive the master is persisted first and shows only while its Stored is
// handled; until then its record is staged. If storing fails the master resigns and is silent.
//
// This is the face. What it knows is State (state.hpp); what it does lies in one file per concern:
//
//     dispatch.cpp     the switch           frameworks.cpp   subscribe, fail over, suppress, revive
//     leadership.cpp   elected, stored      removal.cpp      a framework's end
//     registration.cpp an agent comes       offers.cpp       run, decline, rescind, time out
//     comeback.cpp     with its tasks       accept.cpp       validate, launch
//     agents.cpp       an agent goes        tasks.cpp        records of tasks, kill
//     reconcile.cpp    claimed, known       updates.cpp      update, forward, acknowledge
#pragma once

#include <cstddef>

#include "engine/master/state.hpp"

namespace meseta {

class Master : public Component {
 public:
  explicit Master(MasterOptions options);

  void handle(const Event& event, Time now, Outbox& out) override;
  void prefetch(const Event& event, int step) const override;

  // For those who watch from outside. Counters go on over elections, all else is of this
  // leadership.
  [[nodiscard]] bool leading() const { return state_.leading; }
  [[nodiscard]] Epoch epoch() const { return state_.epoch; }
  [[nodiscard]] const MasterStats& stats() const { return state_.stats; }
  [[nodiscard]] const Quantities& allocated() const { return state_.allocated; }  // To live tasks.
  [[nodiscard]] const Allocator* allocator() const {  // Null while it does not lead.
    return state_.allocator.get();
  }
  [[nodiscard]] const Registry& registry() const { return state_.registry; }
  [[nodiscard]] const AgentTable& agents() const { return state_.agents; }
  [[nodiscard]] const FrameworkTable& frameworks() const { return state_.frameworks; }
  [[nodiscard]] std::size_t offers() const { return state_.offers.size(); }
  [[nodiscard]] std::size_t tasks() const { return state_.tasks.size(); }
  [[nodiscard]] const TaskTable& task_table() const { return state_.tasks; }

 private:
  master::State state_;
};

}  // namespace meseta
