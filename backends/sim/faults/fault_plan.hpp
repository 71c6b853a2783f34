// FaultPlan: the scenario's scheduled faults, and when each begins and is over.
//
// Faults may overlap: an agent that several have taken comes back when the last of them is over.
#pragma once

#include <vector>

#include "backends/sim/agenda.hpp"
#include "backends/sim/faults/hands.hpp"
#include "backends/sim/topology.hpp"

namespace meseta {

class FaultPlan final : private Agenda::Doer {
 public:
  FaultPlan(Agenda& agenda, Hands& hands, const Topology& topology,
            const std::vector<FaultSpec>& faults, Time start);

  // Begun and not over.
  [[nodiscard]] std::uint32_t active() const { return active_; }
  [[nodiscard]] std::uint32_t begun() const { return begun_; }
  // Neither begun nor, of those that heal, over.
  [[nodiscard]] std::uint32_t pending() const { return pending_; }

 private:
  enum Mark : std::uint32_t { Begin, Heal };

  void due(std::uint64_t what, std::uint32_t mark, Time now) override;

  Agenda& agenda_;
  Agenda::DoerId doer_;
  Hands& hands_;
  std::vector<FaultSpec> faults_;
  std::vector<std::vector<std::uint32_t>> agents_;  // By fault.
  std::vector<std::uint32_t> taken_;                // By agent: by how many faults.
  std::uint32_t active_ = 0;
  std::uint32_t begun_ = 0;
  std::uint32_t pending_ = 0;
};

}  // namespace meseta
