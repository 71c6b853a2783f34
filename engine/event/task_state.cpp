#include "engine/event/task_state.hpp"

namespace meseta {

std::string_view to_string(TaskState state) {
  switch (state) {
    case TaskState::Starting:
      return "TASK_STARTING";
    case TaskState::Running:
      return "TASK_RUNNING";
    case TaskState::Finished:
      return "TASK_FINISHED";
    case TaskState::Failed:
      return "TASK_FAILED";
    case TaskState::Killed:
      return "TASK_KILLED";
    case TaskState::Lost:
      return "TASK_LOST";
    case TaskState::Staging:
      return "TASK_STAGING";
    case TaskState::Error:
      return "TASK_ERROR";
    case TaskState::Killing:
      return "TASK_KILLING";
    case TaskState::Dropped:
      return "TASK_DROPPED";
    case TaskState::Unreachable:
      return "TASK_UNREACHABLE";
    case TaskState::Gone:
      return "TASK_GONE";
    case TaskState::GoneByOperator:
      return "TASK_GONE_BY_OPERATOR";
    case TaskState::Unknown:
      return "TASK_UNKNOWN";
  }
  return "?";
}

std::string_view to_string(StatusSource source) {
  switch (source) {
    case StatusSource::Master:
      return "SOURCE_MASTER";
    case StatusSource::Agent:
      return "SOURCE_AGENT";
    case StatusSource::Executor:
      return "SOURCE_EXECUTOR";
  }
  return "?";
}

std::string_view to_string(StatusReason reason) {
  struct Name {
    StatusReason reason;
    std::string_view name;
  };
  static constexpr Name kNames[] = {
      {StatusReason::ExecutorTerminated, "REASON_EXECUTOR_TERMINATED"},
      {StatusReason::FrameworkRemoved, "REASON_FRAMEWORK_REMOVED"},
      {StatusReason::GcError, "REASON_GC_ERROR"},
      {StatusReason::InvalidOffers, "REASON_INVALID_OFFERS"},
      {StatusReason::MasterDisconnected, "REASON_MASTER_DISCONNECTED"},
      {StatusReason::ContainerLimitationMemory, "REASON_CONTAINER_LIMITATION_MEMORY"},
      {StatusReason::Reconciliation, "REASON_RECONCILIATION"},
      {StatusReason::AgentDisconnected, "REASON_AGENT_DISCONNECTED"},
      {StatusReason::AgentRemoved, "REASON_AGENT_REMOVED"},
      {StatusReason::AgentRestarted, "REASON_AGENT_RESTARTED"},
      {StatusReason::TaskInvalid, "REASON_TASK_INVALID"},
      {StatusReason::TaskUnauthorized, "REASON_TASK_UNAUTHORIZED"},
      {StatusReason::ContainerPreempted, "REASON_CONTAINER_PREEMPTED"},
      {StatusReason::ResourcesUnknown, "REASON_RESOURCES_UNKNOWN"},
      {StatusReason::ContainerLimitation, "REASON_CONTAINER_LIMITATION"},
      {StatusReason::ContainerLimitationDisk, "REASON_CONTAINER_LIMITATION_DISK"},
      {StatusReason::ContainerLaunchFailed, "REASON_CONTAINER_LAUNCH_FAILED"},
      {StatusReason::ContainerUpdateFailed, "REASON_CONTAINER_UPDATE_FAILED"},
      {StatusReason::ExecutorRegistrationTimeout, "REASON_EXECUTOR_REGISTRATION_TIMEOUT"},
      {StatusReason::ExecutorReregistrationTimeout, "REASON_EXECUTOR_REREGISTRATION_TIMEOUT"},
      {StatusReason::TaskGroupInvalid, "REASON_TASK_GROUP_INVALID"},
      {StatusReason::TaskGroupUnauthorized, "REASON_TASK_GROUP_UNAUTHORIZED"},
      {StatusReason::IoSwitchboardExited, "REASON_IO_SWITCHBOARD_EXITED"},
      {StatusReason::TaskCheckStatusUpdated, "REASON_TASK_CHECK_STATUS_UPDATED"},
      {StatusReason::TaskHealthCheckStatusUpdated, "REASON_TASK_HEALTH_CHECK_STATUS_UPDATED"},
      {StatusReason::TaskKilledDuringLaunch, "REASON_TASK_KILLED_DURING_LAUNCH"},
      {StatusReason::AgentRemovedByOperator, "REASON_AGENT_REMOVED_BY_OPERATOR"},
      {StatusReason::AgentReregistered, "REASON_AGENT_REREGISTERED"},
      {StatusReason::MaxCompletionTimeReached, "REASON_MAX_COMPLETION_TIME_REACHED"},
      {StatusReason::AgentDraining, "REASON_AGENT_DRAINING"},
      {StatusReason::None, "none"},
  };
  for (const Name& entry : kNames) {
    if (entry.reason == reason) return entry.name;
  }
  return "?";
}

}  // namespace meseta
