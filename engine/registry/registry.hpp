// Registry: which facts outlive a master?
//
// Which agents were admitted and whether they were reachable; which frameworks exist; which were
// ended lately. It is what the records persisted so far add up to: a new leader applies those it is
// handed, in order, and a leading master applies each of its own when it has become durable.
// Nothing here is a plan or a guess.
//
// Applying is total: a record about something unknown is passed over, and one applied twice changes
// nothing the second time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <vector>

#include "engine/base/id.hpp"
#include "engine/base/ref.hpp"
#include "engine/base/time.hpp"
#include "engine/event/records.hpp"

namespace meseta {

class Registry {
 public:
  struct Options {
    std::uint32_t removed_frameworks_max = 50;  // Ended ones remembered, the newest.
  };

  struct Agent {
    Ref<AgentInfo> info;
    bool reachable = true;
    Time unreachable_since;  // If it is not reachable.
  };

  explicit Registry(Options options) : options_(options) {}

  void apply(const Record& record);

  // Null if there is none. Good until the next apply.
  [[nodiscard]] const Agent* agent(AgentId id) const;
  // The framework's info; null if it does not exist, or no more.
  [[nodiscard]] Ref<FrameworkInfo> framework(FrameworkId id) const;
  // Whether it is among the ended ones remembered.
  [[nodiscard]] bool removed(FrameworkId id) const;

  [[nodiscard]] const std::map<AgentId, Agent>& agents() const { return agents_; }
  [[nodiscard]] const std::map<FrameworkId, Ref<FrameworkInfo>>& frameworks() const {
    return frameworks_;
  }

 private:
  void on(const AgentAdmitted& record);
  void on(const AgentUnreachable& record);
  void on(const AgentReachable& record);
  void on(const FrameworkAdmitted& record);
  void on(const FrameworkRemoved& record);
  // An agent's or a framework's own: not kept here.
  void on(const AgentIdentity&) {}
  void on(const FrameworkIdentity&) {}

  Options options_;
  std::map<AgentId, Agent> agents_;
  std::map<FrameworkId, Ref<FrameworkInfo>> frameworks_;
  std::vector<FrameworkId> removed_;  // Oldest first.
};

}  // namespace meseta
