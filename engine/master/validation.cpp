#include "engine/master/validation.hpp"

#include <algorithm>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/master/terms.hpp"
#include "engine/resources/role.hpp"

namespace meseta::master {

namespace {

bool distinct(std::span<const Text> texts) {
  std::vector<Text> sorted(texts.begin(), texts.end());
  std::sort(sorted.begin(), sorted.end());
  return std::adjacent_find(sorted.begin(), sorted.end()) == sorted.end();
}

// A name becomes part of paths and addresses.
Result<void> validate_name(std::string_view name, std::size_t size_max) {
  if (name.empty()) return refuse("Task id must not be empty");
  if (name.size() > size_max) {
    return refuse("Task id is longer than " + std::to_string(size_max) + " bytes");
  }
  if (name == "." || name == "..") return refuse("Task id must not be '.' or '..'");
  const bool plain = std::all_of(name.begin(), name.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x20 && byte != 0x7f && c != '/' && c != '\\';
  });
  if (!plain) return refuse("Task id must not contain '/', '\\' or control characters");
  return {};
}

}  // namespace

Result<void> validate_agent(const RegisterAgent& message) {
  if (!message.info) return refuse("The agent says nothing about itself");
  if (message.info->resources.empty()) return refuse("The agent has no resources");
  if (auto valid = validate(message.info->resources); !valid) return valid;
  for (const RegisterAgent::Running& running : message.tasks) {
    if (!running.task || !running.task->resources) return refuse("A task is not described");
  }
  return {};
}

Result<void> validate_subscription(const Subscribe& call, const MasterOptions& options) {
  if (!call.info) return refuse("The framework says nothing about itself");
  const FrameworkInfo& info = *call.info;
  if (info.roles.empty()) return refuse("The framework has no role");
  if (info.roles.size() > options.framework_roles_max) {
    return refuse("The framework has more than " + std::to_string(options.framework_roles_max) +
                  " roles");
  }
  for (const Text& role : info.roles) {
    if (auto valid = validate_role(role.view()); !valid) return valid;
  }
  if (!distinct(info.roles)) return refuse("A role is named twice");
  for (const Text& role : call.suppressed_roles) {
    if (std::find(info.roles.begin(), info.roles.end(), role) == info.roles.end()) {
      return refuse("Suppressed role '" + role.str() + "' is not among the framework's roles");
    }
  }
  if (info.failover_timeout < Duration{}) return refuse("The failover timeout is negative");
  if (auto filter = compile_constraints(info, options); !filter) {
    return tl::unexpected(filter.error());
  }
  return validate_smallest_offers(info.smallest_offers, info.roles);
}

Result<void> validate_accept(State& m, Slot framework, const Accept& call) {
  if (call.offers.empty()) return refuse("No offers specified");
  if (call.offers.size() > m.options.offers_per_call_max) {
    return refuse("More than " + std::to_string(m.options.offers_per_call_max) + " offers");
  }
  if (call.tasks.size() > m.options.tasks_per_call_max) {
    return refuse("More than " + std::to_string(m.options.tasks_per_call_max) + " tasks");
  }
  const std::uint32_t mark = m.offers.fresh_mark();
  bool mixed_roles = false;
  bool mixed_agents = false;
  const OfferRecord* first = nullptr;
  for (const OfferId id : call.offers) {
    const OfferTable::Number number = m.offers.find(id);
    if (number == kNoSlot) return refuse("Offer " + to_string(id) + " is no longer valid");
    OfferRecord& offer = m.offers[number];
    if (offer.mark == mark) return refuse("Offer " + to_string(id) + " is listed twice");
    if (offer.framework != framework) {
      return refuse("Offer " + to_string(id) + " belongs to another framework");
    }
    offer.mark = mark;
    if (first == nullptr) first = &offer;
    mixed_roles = mixed_roles || offer.role != first->role;
    mixed_agents = mixed_agents || offer.agent != first->agent;
  }
  if (mixed_roles) return refuse("The offers are of different roles");
  if (mixed_agents) return refuse("The offers are of different agents");
  return {};
}

Result<void> validate_task(const State& m, Slot framework, Slot agent, const Text& role,
                           const TaskInfo& task) {
  if (auto valid = validate_name(task.name.view(), m.options.task_name_size_max); !valid) {
    return valid;
  }
  if (m.tasks.find(framework, task.name) != kNoSlot) {
    return refuse("Task has duplicate id '" + task.name.str() + "'");
  }
  if (task.agent != m.agents[agent].id) {
    return refuse("Task is for agent " + to_string(task.agent) + " but the offers are of " +
                  to_string(m.agents[agent].id));
  }
  if (task.kill_grace < Duration{}) return refuse("Task's kill grace is negative");
  if (!task.role.empty() && task.role != role) {
    return refuse("Task is for role '" + task.role.str() + "' but the offers are of '" +
                  role.str() + "'");
  }
  return {};
}

Result<void> validate_taken(const Ref<Resources>& resources) {
  if (!resources || resources->empty()) return refuse("Task uses no resources");
  if (auto valid = validate(*resources); !valid) {
    return refuse("Task uses invalid resources: " + valid.error().message);
  }
  return {};
}

}  // namespace meseta::master
