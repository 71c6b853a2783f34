#include "engine/loop/replay.hpp"

#include <utility>

namespace meseta {

std::optional<Handled> Replay::step() {
  if (!problem_.empty()) return std::nullopt;
  auto read = reader_.next(dispatcher_.bodies());
  if (!read) {
    problem_ = reader_.damage();
    return std::nullopt;
  }
  const std::string place = "event " + std::to_string(dispatcher_.events() + 1) + ": ";
  const NodeId target = read->target;
  if (read->event.body.is<Boot>()) {
    if (target.value >= Dispatcher::kPlaceMax || dispatcher_.alive(target)) {
      problem_ = place + "node " + std::to_string(target.value) + " cannot boot here";
      return std::nullopt;
    }
    auto component = factory_.make(read->event.as<Boot>());
    if (!component) {
      problem_ = place + "boots a component that the configuration does not have";
      return std::nullopt;
    }
    dispatcher_.place(target, *component);
    components_.push_back(std::move(component));
  }
  if (!dispatcher_.alive(target)) {
    problem_ = place + "node " + std::to_string(target.value) + " has not booted";
    return std::nullopt;
  }
  dispatcher_.dispatch(target, read->event, read->now);
  return Handled{dispatcher_.events(), read->now, target, std::move(read->event)};
}

bool Replay::agrees() const {
  return problem_.empty() && reader_.end() && reader_.end()->events == dispatcher_.events() &&
         reader_.end()->digest == dispatcher_.digest();
}

}  // namespace meseta
