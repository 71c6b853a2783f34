#include "backends/sim/faults/fault_plan.hpp"

#include "engine/base/check.hpp"

namespace meseta {

FaultPlan::FaultPlan(Agenda& agenda, Hands& hands, const Topology& topology,
                     const std::vector<FaultSpec>& faults, Time start)
    : agenda_(agenda),
      doer_(agenda.enroll(*this)),
      hands_(hands),
      faults_(faults),
      taken_(topology.agents().size()) {
  for (std::size_t i = 0; i < faults_.size(); ++i) {
    const FaultSpec& fault = faults_[i];
    CHECK(fault.kind == FaultSpec::Kind::Lose);
    CHECK(fault.domain.empty() != fault.agent_class.empty());
    agents_.push_back(fault.domain.empty() ? topology.in_class(fault.agent_class)
                                           : topology.in_domain(fault.domain));
    agenda_.add(doer_, start + fault.at, i, Begin);
    if (fault.heal) agenda_.add(doer_, start + fault.at + *fault.heal, i, Heal);
    pending_ += fault.heal ? 2 : 1;
  }
}

void FaultPlan::due(std::uint64_t what, std::uint32_t mark, Time) {
  --pending_;
  if (mark == Begin) {
    ++active_;
    ++begun_;
    for (const std::uint32_t agent : agents_[what]) {
      if (taken_[agent]++ == 0) hands_.vanish(Boot::Role::Agent, agent);
    }
    return;
  }
  --active_;
  for (const std::uint32_t agent : agents_[what]) {
    if (--taken_[agent] == 0) hands_.boot(Boot::Role::Agent, agent);
  }
}

}  // namespace meseta
