// TaskState, StatusSource, StatusReason: what is said of a task, by whom, and why.
//
// Numbers are Mesos' v1 wire numbers, so the edge casts and never translates. LOST may be retried
// elsewhere and, before partition awareness, may in truth still run; ERROR says that the
// description itself is bad and that an unchanged retry is pointless.
#pragma once

#include <cstdint>
#include <string_view>

namespace meseta {

enum class TaskState : std::uint8_t {
  Starting = 0,
  Running = 1,
  Finished = 2,
  Failed = 3,
  Killed = 4,
  Lost = 5,
  Staging = 6,
  Error = 7,
  Killing = 8,
  Dropped = 9,
  Unreachable = 10,
  Gone = 11,
  GoneByOperator = 12,
  Unknown = 13,
};

inline constexpr int kTaskStates = 14;

// A terminal state never changes any more. Unreachable and Unknown are not terminal.
constexpr bool is_terminal(TaskState state) {
  switch (state) {
    case TaskState::Finished:
    case TaskState::Failed:
    case TaskState::Killed:
    case TaskState::Lost:
    case TaskState::Error:
    case TaskState::Dropped:
    case TaskState::Gone:
    case TaskState::GoneByOperator:
      return true;
    default:
      return false;
  }
}

enum class StatusSource : std::uint8_t { Master = 0, Agent = 1, Executor = 2 };

enum class StatusReason : std::uint8_t {
  ExecutorTerminated = 1,
  FrameworkRemoved = 3,
  GcError = 4,
  InvalidOffers = 6,
  MasterDisconnected = 7,
  ContainerLimitationMemory = 8,
  Reconciliation = 9,
  AgentDisconnected = 10,
  AgentRemoved = 11,
  AgentRestarted = 12,
  TaskInvalid = 14,
  TaskUnauthorized = 15,
  ContainerPreempted = 17,
  ResourcesUnknown = 18,
  ContainerLimitation = 19,
  ContainerLimitationDisk = 20,
  ContainerLaunchFailed = 21,
  ContainerUpdateFailed = 22,
  ExecutorRegistrationTimeout = 23,
  ExecutorReregistrationTimeout = 24,
  TaskGroupInvalid = 25,
  TaskGroupUnauthorized = 26,
  IoSwitchboardExited = 27,
  TaskCheckStatusUpdated = 28,
  TaskHealthCheckStatusUpdated = 29,
  TaskKilledDuringLaunch = 30,
  AgentRemovedByOperator = 31,
  AgentReregistered = 32,
  MaxCompletionTimeReached = 33,
  AgentDraining = 34,
  None = 255,  // No reason given. Not on the wire.
};

// `TASK_RUNNING`, `SOURCE_AGENT`, `REASON_TASK_INVALID`: the v1 names. An unknown number gives "?".
std::string_view to_string(TaskState state);
std::string_view to_string(StatusSource source);
std::string_view to_string(StatusReason reason);

}  // namespace meseta
