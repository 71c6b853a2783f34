// Replay: a history fed to fresh components, without a backend, must end at the same digest.
//
// A node's first event is its Boot, which tells the factory which component it is. Nothing is
// carried out: what the components want is only folded, and the closing digest of the history tells
// whether they wanted the same.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/event/history.hpp"
#include "engine/loop/dispatcher.hpp"

namespace meseta {

// Makes the component that a Boot names, from the history's configuration.
class ComponentFactory {
 public:
  ComponentFactory() = default;
  ComponentFactory(const ComponentFactory&) = delete;
  ComponentFactory& operator=(const ComponentFactory&) = delete;
  virtual ~ComponentFactory() = default;

  // Null if there is no such component.
  virtual std::unique_ptr<Component> make(const Boot& boot) = 0;
};

class Replay {
 public:
  // `reader` stands behind its head.
  Replay(HistoryReader& reader, ComponentFactory& factory) : reader_(reader), factory_(factory) {}

  // Feeds the next event. Nothing at the end of the history or at damage (see problem()).
  std::optional<Handled> step();

  [[nodiscard]] const Dispatcher& dispatcher() const { return dispatcher_; }

  // What was wrong with the history; empty if nothing was. A torn tail is damage too.
  [[nodiscard]] const std::string& problem() const { return problem_; }

  // The closing was read and agrees.
  [[nodiscard]] bool agrees() const;

 private:
  std::vector<std::unique_ptr<Component>> components_;
  Dispatcher dispatcher_;
  HistoryReader& reader_;
  ComponentFactory& factory_;
  std::string problem_;
};

}  // namespace meseta
