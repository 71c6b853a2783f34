// TaskScript: what a task of a workload will do once it is launched.
//
// It travels in TaskInfo::payload, from the framework that draws it to the launcher that plays it,
// so the engine between them carries it like any command, and no command begins as it does: a byte
// from 1 to 4 for the outcome, then the nanoseconds, least byte first, without zeros at the end. So
// a task of up to three days fits a Text that needs no memory.
#pragma once

#include <cstdint>
#include <optional>

#include "engine/base/text.hpp"
#include "engine/base/time.hpp"

namespace meseta {

struct TaskScript {
  enum class Outcome : std::uint8_t { Finish, Fail, Hang, LaunchFail };

  Duration runs;  // 0 for Hang and LaunchFail.
  Outcome outcome = Outcome::Finish;

  friend bool operator==(const TaskScript&, const TaskScript&) = default;
};

[[nodiscard]] Text encode(const TaskScript& script);

// Nothing, if the payload is no script.
[[nodiscard]] std::optional<TaskScript> decode_task_script(const Text& payload);

}  // namespace meseta
