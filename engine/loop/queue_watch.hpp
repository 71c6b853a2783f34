// QueueWatch: sees what is asked of a queue, so that the same can be asked of another one.
#pragma once

#include "engine/base/time.hpp"

namespace meseta {

class QueueWatch {
 public:
  QueueWatch() = default;
  QueueWatch(const QueueWatch&) = delete;
  QueueWatch& operator=(const QueueWatch&) = delete;
  virtual ~QueueWatch() = default;

  virtual void pushed(Time at) = 0;
  virtual void popped(Time at) = 0;
};

}  // namespace meseta
