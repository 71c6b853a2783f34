// Launcher: runs tasks on an agent's computer.
//
// What every implementation owes (tests/contracts/launcher_contract.hpp):
//   1. Each launch is answered by at most one TaskStarted and then exactly one TaskEnded, unless
//   the
//      agent's process ends first.
//   2. A kill makes a running task end, Killed unless it ended by itself before, within its grace
//   and
//      the implementation's stated bound. A kill of a task that is unknown or over does nothing.
//   3. TaskEnded is reported only when nothing of the task is left running.
#pragma once

#include "engine/base/id.hpp"
#include "engine/base/ref.hpp"
#include "engine/base/text.hpp"
#include "engine/base/time.hpp"
#include "engine/event/info.hpp"

namespace meseta {

class Launcher {
 public:
  Launcher() = default;
  Launcher(const Launcher&) = delete;
  Launcher& operator=(const Launcher&) = delete;
  virtual ~Launcher() = default;

  virtual void launch(NodeId agent, FrameworkId framework, const Ref<TaskInfo>& task) = 0;
  virtual void kill(NodeId agent, FrameworkId framework, const Text& task, Duration grace) = 0;
};

}  // namespace meseta
