// Who can be offered nothing at all? What they hold does not count for the shares of the roles they
// are in; see ClientOrder::set_blocked.
//
// Each active client that is not blocked has a witness, an agent of which it could be offered
// something if it came first. While that stays so nothing is searched; a blocked client is looked
// at again only with agents a run looks at, as agents on which something has changed are. What
// waits for a later run does not count yet.
#include <algorithm>

#include "engine/allocator/state.hpp"

namespace meseta {

bool Allocator::State::could_have(ClientSlot client, AgentSlot slot) {
  if (!candidates.settled(slot) || exclusions.excluded(slot).test(client)) return false;
  role_offers.clear();
  const Resources& all =
      agents[slot].mixed ? role_offer(agents[slot], client).resources : agents[slot].free;
  return large_enough(all, client) && !filters.refuses(client, slot, all) &&
         offer(slot, client).has_value();
}

bool Allocator::State::find_witness(ClientSlot client) {
  if (witnesses.size() <= client) witnesses.resize(client + 1, kNoSlot);
  AgentSlot& witness = witnesses[client];
  if (order->blocked(client)) {
    const auto found = std::find_if(visiting.begin(), visiting.end(),
                                    [&](AgentSlot agent) { return could_have(client, agent); });
    if (found == visiting.end()) return false;
    witness = *found;
    return true;
  }
  if (witness != kNoSlot && could_have(client, witness)) return true;
  witness = candidates.first_idle([&](AgentSlot agent) { return could_have(client, agent); });
  return witness != kNoSlot;
}

void Allocator::State::find_blocked() {
  Bits were = blocked;
  blocked.clear();
  if (order->contested()) {
    active_clients.for_each([&](ClientSlot client) {
      if (!find_witness(client)) blocked.set(client);
    });
  }
  were.for_each([&](ClientSlot client) {
    if (!blocked.test(client)) order->set_blocked(client, false);
  });
  blocked.for_each([&](ClientSlot client) { order->set_blocked(client, true); });
}

}  // namespace meseta
