// Recorder: writes every handled event into a history.
#pragma once

#include "engine/event/history.hpp"
#include "engine/loop/dispatcher.hpp"

namespace meseta {

class Recorder final : public Observer {
 public:
  Recorder(Sink& sink, const HistoryHead& head) : writer_(sink, head) {}

  void handled(const Handled& what, std::span<const Want>) override {
    writer_.event(what.now, what.target, what.event);
  }

  // Closes the history with what the run came to.
  void end(const Dispatcher& dispatcher) {
    writer_.end({dispatcher.events(), dispatcher.digest()});
  }

 private:
  HistoryWriter writer_;
};

}  // namespace meseta
