// What a master wanted when it handled the last event, as a test asks for it.
#pragma once

#include <cstddef>
#include <variant>
#include <vector>

#include "engine/event/kind.hpp"
#include "engine/event/outbox.hpp"
#include "tests/builders/stage.hpp"

namespace meseta {

class Wanted : public Stage {
 public:
  using Stage::said;
  using Stage::wants;

  template <EventType T>
  [[nodiscard]] std::vector<T> said(SessionId session) const {
    std::vector<T> found;
    for (const Want& want : wants()) {
      if (want.verb != Want::Verb::Send || want.session != session) continue;
      if (want.body.is<T>()) found.push_back(want.body.as<T>());
    }
    return found;
  }
  template <class T>
  [[nodiscard]] std::vector<T> persisted() const {
    std::vector<T> found;
    for (const Want& want : wants()) {
      if (want.verb != Want::Verb::Persist) continue;
      if (const auto* record = std::get_if<T>(&*want.record)) found.push_back(*record);
    }
    return found;
  }
  [[nodiscard]] std::vector<Want> wants(Want::Verb verb) const {
    std::vector<Want> found;
    for (const Want& want : wants()) {
      if (want.verb == verb) found.push_back(want);
    }
    return found;
  }
  // Everything but alarms.
  [[nodiscard]] std::size_t visible() const {
    std::size_t count = 0;
    for (const Want& want : wants()) {
      count += want.verb != Want::Verb::Arm && want.verb != Want::Verb::Disarm;
    }
    return count;
  }
  // Updates the framework was told of since the last event.
  [[nodiscard]] std::vector<StatusUpdate> heard(SessionId framework) const {
    std::vector<StatusUpdate> all;
    for (const UpdateForward& message : said<UpdateForward>(framework)) {
      all.push_back(message.status);
    }
    return all;
  }
};

}  // namespace meseta
