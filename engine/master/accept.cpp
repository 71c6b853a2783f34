#include "engine/master/accept.hpp"

#include <string>
#include <utility>

#include "engine/event/messages.hpp"
#include "engine/master/offers.hpp"
#include "engine/master/tasks.hpp"
#include "engine/master/updates.hpp"
#include "engine/master/validation.hpp"
#include "engine/resources/text_form.hpp"

namespace meseta::master {

namespace {

// What one accept may use.
struct Bundle {
  Slot framework;
  Slot agent;
  std::uint16_t role;
  Resources total;
  Resources remainder;
  Ref<Resources> checked;  // Of the last task that was valid.
};

// Not launched: its framework hears why, and nobody else ever heard of it.
void turn_down(State& m, Slot framework, const TaskInfo& task, TaskState state, StatusReason reason,
               const Text& message, const Turn& turn) {
  ++m.stats.refusals;
  tell(m, framework,
       {.framework = m.frameworks[framework].id,
        .agent = task.agent,
        .task = task.name,
        .timestamp = turn.now,
        .state = state,
        .latest_state = state,
        .reason = reason,
        .message = message},
       turn);
}

void refuse_accept(State& m, const Accept& call, Slot framework, const std::string& why,
                   const Turn& turn) {
  for (const OfferId id : call.offers) {
    const OfferTable::Number offer = m.offers.find(id);
    if (offer == kNoSlot || m.offers[offer].framework != framework) continue;
    ++m.stats.offers_declined;
    recover_offer(m, offer, turn.now);
  }
  const Text message("Task launched with invalid offers: " + why);
  for (const Ref<TaskInfo>& task : call.tasks) {
    if (!task) continue;
    turn_down(m, framework, *task, TaskState::Dropped, StatusReason::InvalidOffers, message, turn);
  }
}

Bundle take_offers(State& m, const Accept& call, Slot framework) {
  const OfferRecord& first = m.offers[m.offers.find(call.offers.front())];
  Bundle bundle{.framework = framework, .agent = first.agent, .role = first.role};
  for (const OfferId id : call.offers) {
    const OfferTable::Number offer = m.offers.find(id);
    bundle.total.add(m.offers[offer].resources);
    release_offer(m, offer);
    ++m.stats.offers_accepted;
  }
  bundle.remainder = bundle.total;
  return bundle;
}

// The task as it will run: what it leaves open is filled in. A framework that names no cards gets
// those that keep most cards whole.
Result<Ref<TaskInfo>> filled_in(const FrameworkInfo& framework, const Text& role,
                                const Resources& remainder, const Ref<TaskInfo>& task) {
  const Resources& taken = *task->resources;
  const bool needs_role = task->role.empty() && framework.roles.size() > 1;
  const bool needs_cards = taken.gpus() > Quantity{} && taken.cards().empty();
  if (!needs_role && !needs_cards) return task;
  TaskInfo info = *task;
  if (needs_role) info.role = role;
  if (needs_cards && !remainder.cards().empty()) {
    auto assigned = taken.assign_cards(remainder);
    if (!assigned) return refuse(std::move(assigned.error().message));
    info.resources = make_ref(std::move(*assigned));
  }
  return make_ref(std::move(info));
}

Result<Ref<TaskInfo>> validated(const State& m, Bundle& bundle, const Ref<TaskInfo>& wanted) {
  const FrameworkRecord& framework = m.frameworks[bundle.framework];
  const Text& role = framework.roles[bundle.role];
  if (auto valid = validate_task(m, bundle.framework, bundle.agent, role, *wanted); !valid) {
    return tl::unexpected(std::move(valid.error()));
  }
  if (!bundle.checked.same(wanted->resources) || !bundle.checked) {
    if (auto valid = validate_taken(wanted->resources); !valid) {
      return tl::unexpected(std::move(valid.error()));
    }
    bundle.checked = wanted->resources;
  }
  auto task = filled_in(*framework.info, role, bundle.remainder, wanted);
  if (!task) return task;
  const Resources& taken = *(*task)->resources;
  if (!bundle.remainder.contains(taken)) {
    return refuse("Task uses " + to_string(taken) + " but only " + to_string(bundle.remainder) +
                  " is left of the offers");
  }
  return task;
}

void launch(State& m, Bundle& bundle, Ref<TaskInfo> task, const Turn& turn) {
  bundle.remainder.subtract(*task->resources);
  ++m.stats.tasks_launched;
  turn.out.send(m.agents[bundle.agent].session, RunTask{m.frameworks[bundle.framework].id, task});
  const Text name = task->name;
  add_task(m, {.name = name,
               .info = std::move(task),
               .agent = bundle.agent,
               .framework = bundle.framework,
               .role = bundle.role});
}

// All tasks of one accept at once: what they take moves in the allocator from offered to used.
void settle(State& m, Bundle& bundle, std::optional<Duration> refuse, const Turn& turn) {
  const FrameworkRecord& framework = m.frameworks[bundle.framework];
  const Text& role = framework.roles[bundle.role];
  const AgentId agent = m.agents[bundle.agent].id;
  Resources taken = std::move(bundle.total);
  taken.subtract(bundle.remainder);
  if (!taken.empty()) m.allocator->launch(framework.id, role, agent, taken);
  if (!bundle.remainder.empty()) {
    m.allocator->decline(framework.id, role, agent, bundle.remainder, turn.now, refuse);
  }
}

}  // namespace

void on(State& m, const Accept& call, Slot framework, const Turn& turn) {
  if (call.tasks.empty()) return decline(m, framework, call.offers, call.refuse, turn);
  const auto valid = validate_accept(m, framework, call);
  if (!valid) return refuse_accept(m, call, framework, valid.error().message, turn);

  ++m.stats.accepts;
  for (const Ref<TaskInfo>& wanted : call.tasks) {
    if (wanted) m.tasks.prefetch_index(framework, wanted->name);
  }
  Bundle bundle = take_offers(m, call, framework);
  for (const Ref<TaskInfo>& wanted : call.tasks) {
    if (!wanted) continue;
    auto task = validated(m, bundle, wanted);
    if (task) {
      launch(m, bundle, std::move(*task), turn);
    } else {
      turn_down(m, framework, *wanted, TaskState::Error, StatusReason::TaskInvalid,
                Text(task.error().message), turn);
    }
  }
  settle(m, bundle, call.refuse, turn);
}

}  // namespace meseta::master
