// Offers as a test writes them: of one agent each, all that it has.
#pragma once

#include <string_view>

#include "engine/event/info.hpp"
#include "tests/builders/resources.hpp"

namespace meseta {

// Agents and their offers have the same number.
struct OfferText {
  std::uint32_t number = 1;
  std::string_view total = "cpus:4;mem:4096";
  std::string_view model = "";
  std::string_view left = "";  // What is offered; empty: the total.
};

inline AgentInfo agent_of(std::string_view total, std::string_view model = "") {
  AgentInfo info{.hostname = Text("host"), .resources = agent_resources(total)};
  if (!model.empty()) {
    info.attributes.list.push_back({.name = Text("gpu_model"), .text = Text(model)});
  }
  return info;
}

inline Offer offer(const OfferText& text) {
  AgentInfo info = agent_of(text.total, text.model);
  Resources offered = text.left.empty() ? info.resources : agent_resources(text.left);
  return {.id = {7, text.number},
          .agent = {7, text.number},
          .info = make_ref(std::move(info)),
          .role = Text("*"),
          .resources = std::move(offered)};
}

}  // namespace meseta
