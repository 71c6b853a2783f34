// Frameworks as a test writes them: valid, of role `dev`, a week of failover.
#pragma once

#include <string_view>
#include <utility>

#include "engine/event/calls.hpp"

namespace meseta {

inline FrameworkInfo framework_info(std::string_view role = "dev") {
  return {.name = Text("framework"),
          .user = Text("alice"),
          .principal = Text("alice-principal"),
          .roles = {Text(role)},
          .failover_timeout = days(7)};
}

inline Subscribe subscribe(FrameworkInfo info = framework_info(), FrameworkId id = {}) {
  return {.framework = id, .info = make_ref(std::move(info))};
}

}  // namespace meseta
