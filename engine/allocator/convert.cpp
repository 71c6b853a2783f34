// What somebody was offered becomes reserved, or a volume, or ceases to be.
#include <utility>

#include "engine/allocator/state.hpp"

namespace meseta {

namespace {

// The same unreserved and without volumes, whose quantities stay.
Resources bare(const Resources& resources) {
  Resources result;
  resources.for_each([&](const Resource& resource) {
    Resource entry = resource;
    entry.reservations = {};
    entry.shared = false;
    entry.uses = 1;
    if (entry.persistent_volume()) {
      Disk disk = *entry.disk;
      disk.persistence_id = {};
      disk.persistence_principal = {};
      disk.container_path = {};
      entry.disk = disk == Disk{} ? Ref<Disk>{} : make_ref(std::move(disk));
    }
    result.add(entry);
  });
  return result;
}

// Whether a part of it counts for another role than this.
bool concerns_others(const Resources& resources, const Text& role) {
  bool found = false;
  resources.for_each([&](const Resource& resource) {
    found = found || (resource.reserved() && resource.role() != role.view());
  });
  return found;
}

}  // namespace

void Allocator::convert(FrameworkId framework, const Text& role, AgentId agent,
                        const Resources& from, const Resources& to) {
  State& state = *state_;
  const AgentSlot slot = state.agent_slot(agent);
  State::Agent& record = state.agents[slot];
  const State::Client& client = state.clients[state.client_slot(framework, role)];
  CHECK(bare(from) == bare(to));
  CHECK(client.offered.contains(from.scalars()));
  CHECK(record.total.contains(record.free + from));
  record.total -= from;
  record.total += to;
  record.mixed = State::is_mixed(record.total);
  // Scalars are the same, so shares are.
  state.quotas.discharge(client.quota, from.ordinary());
  state.count_reserved(from, false);
  state.count_reserved(to, true);
  state.quotas.charge(client.quota, to.ordinary());
  if (!state.quotas.any()) return;
  if (concerns_others(from, role) || concerns_others(to, role)) state.candidates.all();
}

}  // namespace meseta
