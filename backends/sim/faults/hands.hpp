// Hands: what a fault can do to the world. A fault decides when and to whom, nothing else.
#pragma once

#include <cstdint>

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
  // It boots, with what its disk holds. One that never went, or is back, stays as it is.
  virtual void boot(Boot::Role role, std::uint32_t index) = 0;

 protected:
  ~Hands() = default;
};

}  // namespace meseta
