// Obstacle: why an agent does not take a task, and how often that was so in each class of agents.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace meseta {

enum class Obstacle : std::uint8_t {
  NotOffered,  // It was never on offer while the task waited.
  TooLarge,    // It could not hold the task if it were empty.
  WrongModel,
  NoCpus,
  NoMem,
  NoGpuCard,
  NoOther,  // Ports, disk, or anything else is missing.
};

inline constexpr std::uint32_t kObstacles = 7;

// `not-offered`, `too-large`, `wrong-model`, `no-cpus`, `no-mem`, `no-gpu-card`, `no-other`.
constexpr std::string_view to_string(Obstacle obstacle) {
  switch (obstacle) {
    case Obstacle::NotOffered:
      return "not-offered";
    case Obstacle::TooLarge:
      return "too-large";
    case Obstacle::WrongModel:
      return "wrong-model";
    case Obstacle::NoCpus:
      return "no-cpus";
    case Obstacle::NoMem:
      return "no-mem";
    case Obstacle::NoGpuCard:
      return "no-gpu-card";
    case Obstacle::NoOther:
      return "no-other";
  }
  return "?";
}

struct ClassObstacle {
  std::uint32_t agent_class = 0;  // Of AgentClasses.
  Obstacle why = Obstacle::NotOffered;
  std::uint32_t agents = 0;  // Above 0.

  friend bool operator==(const ClassObstacle&, const ClassObstacle&) = default;
};

// By class, then by obstacle. Empty: there is no agent at all.
using ClassObstacles = std::vector<ClassObstacle>;

}  // namespace meseta
