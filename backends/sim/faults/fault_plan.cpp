#include "backends/sim/faults/fault_plan.hpp"

#include <numeric>
#include <string>

#include "engine/base/check.hpp"

namespace meseta {

namespace {

std::vector<std::uint32_t> masters_of(const FaultSpec& fault, std::uint32_t masters) {
  if (fault.master == FaultSpec::kLeader) return {};
  std::vector<std::uint32_t> all(masters);
  std::iota(all.begin(), all.end(), 0U);
  if (fault.master == FaultSpec::kAllMasters) return all;
  std::erase_if(all, [&](std::uint32_t i) { return std::to_string(i) != fault.master; });
  CHECK(!all.empty());
  return all;
}

std::vector<std::uint32_t> frameworks_of(const FaultSpec& fault,
                                         const std::vector<FrameworkSpec>& frameworks) {
  std::vector<std::uint32_t> called;
  std::uint32_t index = 0;
  for (const FrameworkSpec& framework : frameworks) {
    for (std::uint32_t i = 0; i < framework.count; ++i, ++index) {
      if (is_called(framework, i, fault.framework)) called.push_back(index);
    }
  }
  return called;
}

}  // namespace

FaultPlan::FaultPlan(Agenda& agenda, Hands& hands, const Topology& topology,
                     const Scenario& scenario, Time start)
    : agenda_(agenda), doer_(agenda.enroll(*this)), hands_(hands) {
  for (const FaultSpec& fault : scenario.faults) {
    Fault made{.kind = fault.kind,
               .of_leader = fault.master == FaultSpec::kLeader,
               .role = Boot::Role::Agent,
               .victims = {}};
    CHECK(!fault.domain.empty() + !fault.agent_class.empty() + !fault.framework.empty() +
              !fault.master.empty() ==
          1);
    if (!fault.master.empty()) {
      made.role = Boot::Role::Master;
      made.victims = masters_of(fault, scenario.policy.masters);
    } else if (!fault.framework.empty()) {
      made.role = Boot::Role::Scheduler;
      made.victims = frameworks_of(fault, scenario.frameworks);
    } else {
      made.victims = fault.domain.empty() ? topology.in_class(fault.agent_class)
                                          : topology.in_domain(fault.domain);
    }
    const std::size_t number = faults_.size();
    faults_.push_back(std::move(made));
    agenda_.add(doer_, start + fault.at, number, Begin);
    if (fault.heal) agenda_.add(doer_, start + fault.at + *fault.heal, number, Heal);
    pending_ += fault.heal ? 2 : 1;
  }
}

FaultPlan::Taken& FaultPlan::taken(const Fault& fault, std::uint32_t victim) {
  std::vector<Taken>& of_role = taken_[static_cast<std::size_t>(fault.role)];
  if (victim >= of_role.size()) of_role.resize(victim + std::size_t{1});
  return of_role[victim];
}

void FaultPlan::take(const Fault& fault, std::uint32_t victim) {
  Taken& by = taken(fault, victim);
  if (fault.kind == FaultSpec::Kind::Lose) {
    if (by.lost++ == 0) hands_.vanish(fault.role, victim);
  } else {
    if (by.crashed++ == 0 && by.lost == 0) hands_.end(fault.role, victim);
  }
}

void FaultPlan::give_back(const Fault& fault, std::uint32_t victim) {
  Taken& by = taken(fault, victim);
  --(fault.kind == FaultSpec::Kind::Lose ? by.lost : by.crashed);
  if (by.lost == 0 && by.crashed == 0) hands_.boot(fault.role, victim);
}

void FaultPlan::due(std::uint64_t what, std::uint32_t mark, Time) {
  --pending_;
  Fault& fault = faults_[what];
  if (mark == Begin) {
    ++active_;
    ++begun_;
    if (fault.of_leader) {
      const auto leader = hands_.leading_master();
      if (leader) fault.victims = {*leader};
    }
    for (const std::uint32_t victim : fault.victims) take(fault, victim);
    return;
  }
  --active_;
  for (const std::uint32_t victim : fault.victims) give_back(fault, victim);
}

}  // namespace meseta
