// Recorder: a component that wants nothing and remembers what it heard.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "engine/event/event.hpp"
#include "engine/event/messages.hpp"
#include "engine/event/outbox.hpp"

namespace meseta::contracts {

struct Heard {
  Time at;
  Event event;
};

class Recorder : public Component {
 public:
  void handle(const Event& event, Time now, Outbox&) override { heard.push_back({now, event}); }

  template <EventType T>
  [[nodiscard]] std::vector<Heard> all() const {
    std::vector<Heard> found;
    std::copy_if(heard.begin(), heard.end(), std::back_inserter(found),
                 [](const Heard& h) { return h.event.kind() == kind_of<T>; });
    return found;
  }

  std::vector<Heard> heard;
};

// A message that is told from others by its number.
inline Ack numbered(std::uint64_t number) { return {.uuid = {0, number}}; }

inline std::vector<std::uint64_t> numbers(const Recorder& recorder) {
  std::vector<std::uint64_t> found;
  for (const Heard& h : recorder.all<Ack>()) found.push_back(h.event.as<Ack>().uuid.low);
  return found;
}

}  // namespace meseta::contracts
