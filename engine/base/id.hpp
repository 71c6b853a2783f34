// Ids: distinct types for distinct things, ordered, cheap to copy and to hash.
//
// An id given out by a master is (epoch, number): the epoch is the registry's election counter, the
// number counts within it, so no two masters ever give the same one. The wire forms
// `<epoch as 16 hex>-S12`, `-0007`, `-O3` are made at the edge. Epoch 0 is never elected: an id
// with it names nothing.
#pragma once

#include <compare>
#include <cstdint>
#include <string>

#include "engine/base/text.hpp"

namespace meseta {

template <class Tag>
struct EpochId {
  std::uint32_t epoch = 0;
  std::uint32_t number = 0;

  [[nodiscard]] constexpr bool valid() const { return epoch != 0; }
  [[nodiscard]] constexpr std::uint64_t word() const {
    return (std::uint64_t{epoch} << 32U) | number;
  }
  static constexpr EpochId from_word(std::uint64_t word) {
    return {static_cast<std::uint32_t>(word >> 32U), static_cast<std::uint32_t>(word)};
  }
  friend constexpr auto operator<=>(EpochId, EpochId) = default;
};

using AgentId = EpochId<struct AgentTag>;
using FrameworkId = EpochId<struct FrameworkTag>;
using OfferId = EpochId<struct OfferTag>;

// An endpoint of the transport: one process that runs a component.
struct NodeId {
  std::uint32_t value = UINT32_MAX;

  [[nodiscard]] constexpr bool valid() const { return value != UINT32_MAX; }
  friend constexpr auto operator<=>(NodeId, NodeId) = default;
};

// One connection between two nodes, never reused within a run. 0 names none.
struct SessionId {
  std::uint32_t value = 0;

  [[nodiscard]] constexpr bool valid() const { return value != 0; }
  friend constexpr auto operator<=>(SessionId, SessionId) = default;
};

// The election counter. Grows by one with each leader; 0 is never elected.
struct Epoch {
  std::uint32_t value = 0;

  friend constexpr auto operator<=>(Epoch, Epoch) = default;
};

// A task is named by its framework; names order by bytes.
struct TaskId {
  FrameworkId framework;
  Text name;

  friend bool operator==(const TaskId&, const TaskId&) = default;
  friend std::strong_ordering operator<=>(const TaskId&, const TaskId&) = default;
};

// The uuid of a status update: made at random by the edge or, in a simulation, by choice.
struct Uuid {
  std::uint64_t high = 0;
  std::uint64_t low = 0;

  [[nodiscard]] constexpr bool valid() const { return (high | low) != 0; }
  friend constexpr auto operator<=>(const Uuid&, const Uuid&) = default;
};

// Wire forms, as described above.
std::string to_string(AgentId id);
std::string to_string(FrameworkId id);
std::string to_string(OfferId id);

}  // namespace meseta
