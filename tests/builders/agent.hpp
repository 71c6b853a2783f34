// Agents as a test writes them: valid, of 4 cpus and 4 GB unless it says otherwise.
#pragma once

#include <string_view>

#include "engine/event/messages.hpp"
#include "tests/builders/resources.hpp"

namespace meseta {

inline Ref<AgentInfo> agent_info(std::string_view total = "cpus:4;mem:4096",
                                 std::string_view hostname = "host") {
  return make_ref(AgentInfo{.hostname = Text(hostname), .resources = agent_resources(total)});
}

// What an agent says that does not know its id.
inline RegisterAgent greeting(Ref<AgentInfo> info = agent_info()) {
  return {.agent = {}, .info = std::move(info)};
}

}  // namespace meseta
