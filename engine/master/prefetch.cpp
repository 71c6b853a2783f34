#include "engine/master/prefetch.hpp"

#include "engine/event/kind.hpp"
#include "engine/event/messages.hpp"

namespace meseta::master {

namespace {

// The task that an event of a peer is about.
void prefetch_task(const State& m, Slot framework, AgentId agent, const Text& name, int step) {
  switch (step) {
    case 0:
      return name.prefetch();
    case 1:
      m.tasks.prefetch_index(framework, name);
      if (framework != kNoSlot) __builtin_prefetch(&m.frameworks[framework]);
      if (const Slot slot = m.agents.find(agent); slot != kNoSlot) {
        __builtin_prefetch(&m.agents[slot]);
        __builtin_prefetch(reinterpret_cast<const char*>(&m.agents[slot]) + 64);
      }
      return;
    default:
      if (const Slot task = m.tasks.guess(framework, name); task != kNoSlot) {
        __builtin_prefetch(&m.tasks[task]);
      }
  }
}

}  // namespace

void prefetch(const State& m, const Event& event, int step) {
  if (event.kind() == kind_of<Update>) {
    const StatusUpdate& status = event.as<Update>().status;
    const Slot framework = step == 0 ? kNoSlot : m.frameworks.find(status.framework);
    if (step == 1 && is_terminal(status.latest_state)) m.allocator->prefetch(status.agent);
    return prefetch_task(m, framework, status.agent, status.task, step);
  }
  if (event.kind() != kind_of<Ack>) return;
  const Ack& ack = event.as<Ack>();
  const Peer* const peer = m.sessions.find(event.session);
  if (peer != nullptr) prefetch_task(m, peer->slot, ack.agent, ack.task, step);
}

}  // namespace meseta::master
