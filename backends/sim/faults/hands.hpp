// Hands: what a fault can do to the world. A fault decides when and to whom, nothing else.
#pragma once

#include <cstdint>
#include <optional>

#include "engine/event/reports.hpp"

namespace meseta {

class Hands {
 public:
  Hands() = default;
  Hands(const Hands&) = delete;
  Hands& operator=(const Hands&) = delete;

  // The computer is gone: its process, its tasks, what its disk had not synced, and every link.
  // Nobody is told. One that is gone already stays so.
  virtual void vanish(Boot::Role role, std::uint32_t index) = 0;
  // Its process ends, and its peers hear so. The computer lives on, and what runs there with it.
  virtual void end(Boot::Role role, std::uint32_t index) = 0;
  // The process begins, on a computer that boots if need be, with what the disk holds. One that
  // never went, or is back, stays as it is.
  virtual void boot(Boot::Role role, std::uint32_t index) = 0;
  // The master that leads, if any does.
  [[nodiscard]] virtual std::optional<std::uint32_t> leading_master() const = 0;

 protected:
  ~Hands() = default;
};

}  // namespace meseta
