// Turns: who was offered a part of an agent since the interval's last instant?
//
// Where an offer is smaller than what is free for the one who gets it, as `max_offer` or a quota
// has it, he is not offered the rest of that agent before the interval's next instant, unless
// more is free by then than he left. Whoever was offered all there was for him needs no turn: what
// he gives back he has refused (filters.hpp).
#pragma once

#include <cstdint>
#include <vector>

#include "engine/allocator/fair_order.hpp"
#include "engine/allocator/filters.hpp"
#include "engine/base/time.hpp"
#include "engine/resources/resources.hpp"

namespace meseta {

class Turns {
 public:
  // All turns end at `end`, the grid's next instant.
  void see(Time now, Time end);

  void add(ClientSlot client, AgentSlot agent, const Resources& left);
  void drop_client(ClientSlot client);
  void drop_agent(AgentSlot agent);

  [[nodiscard]] bool any(AgentSlot agent) const {
    return agent < agents_.size() && !agents_[agent].empty();
  }
  // Calls `visit(client)` for those who had their turn, given what is free now.
  template <class Visit>
  void for_each(AgentSlot agent, const Resources& free, Visit&& visit) const {
    if (!any(agent)) return;
    for (const Turn& turn : agents_[agent]) {
      if (turn.left.contains(free)) visit(turn.client);
    }
  }

 private:
  struct Turn {
    ClientSlot client;
    Resources left;
  };

  std::vector<std::vector<Turn>> agents_;
  std::vector<AgentSlot> used_;  // Those with turns, and perhaps others.
  Time end_;
};

}  // namespace meseta
