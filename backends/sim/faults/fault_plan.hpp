// FaultPlan: the scenario's scheduled faults, and when each begins and is over.
//
// Faults may overlap: what several have taken comes back when the last of them is over.
#pragma once

#include <array>
#include <vector>

#include "backends/sim/agenda.hpp"
#include "backends/sim/faults/hands.hpp"
#include "backends/sim/topology.hpp"

namespace meseta {

class FaultPlan final : private Agenda::Doer {
 public:
  FaultPlan(Agenda& agenda, Hands& hands, const Topology& topology, const Scenario& scenario,
            Time start);

  // Begun and not over.
  [[nodiscard]] std::uint32_t active() const { return active_; }
  [[nodiscard]] std::uint32_t begun() const { return begun_; }
  // Neither begun nor, of those that heal, over.
  [[nodiscard]] std::uint32_t pending() const { return pending_; }

 private:
  enum Mark : std::uint32_t { Begin, Heal };

  struct Fault {
    FaultSpec::Kind kind;
    bool of_leader;  // Whom it hits is known once it begins.
    Boot::Role role;
    std::vector<std::uint32_t> victims;  // By index.
  };
  // By how many faults a process and its computer are taken.
  struct Taken {
    std::uint32_t lost = 0;
    std::uint32_t crashed = 0;
  };

  void due(std::uint64_t what, std::uint32_t mark, Time now) override;
  void take(const Fault& fault, std::uint32_t victim);
  void give_back(const Fault& fault, std::uint32_t victim);
  [[nodiscard]] Taken& taken(const Fault& fault, std::uint32_t victim);

  Agenda& agenda_;
  Agenda::DoerId doer_;
  Hands& hands_;
  std::vector<Fault> faults_;
  std::array<std::vector<Taken>, 3> taken_;  // By role and index.
  std::uint32_t active_ = 0;
  std::uint32_t begun_ = 0;
  std::uint32_t pending_ = 0;
};

}  // namespace meseta
