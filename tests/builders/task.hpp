// Tasks as a test writes them: valid, of 1 cpu and 512 MB unless it says otherwise.
#pragma once

#include <string_view>

#include "engine/event/info.hpp"
#include "tests/builders/resources.hpp"

namespace meseta {

inline TaskInfo task_info(std::string_view name, AgentId agent,
                          std::string_view taken = "cpus:1;mem:512") {
  return {.name = Text(name), .agent = agent, .resources = make_ref(resources(taken))};
}

inline Ref<TaskInfo> task(std::string_view name, AgentId agent,
                          std::string_view taken = "cpus:1;mem:512") {
  return make_ref(task_info(name, agent, taken));
}

}  // namespace meseta
