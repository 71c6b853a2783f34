// Kind: which event this is, as a small number, and the one list of all of them.
//
// The order of the list is the numbering in history files: append, never insert or reorder.
#pragma once

#include <cstddef>
#include <cstdint>
#include <tuple>
#include <type_traits>

#include "engine/event/calls.hpp"
#include "engine/event/leadership.hpp"
#include "engine/event/messages.hpp"
#include "engine/event/reports.hpp"
#include "engine/event/scheduler_events.hpp"

namespace meseta {

template <class... T>
struct TypeList {
  static constexpr std::size_t kSize = sizeof...(T);
};

using EventTypes =
    TypeList<Boot, Alarm, SessionOpened, SessionClosed, PeerSilent, PeerBack, Stored, StoreFailed,
             Elected, Deposed, LeaderIs, WallStepped, TaskStarted, TaskEnded,          // reports
             RegisterAgent, AgentRegistered, ShutdownAgent, RunTask, KillTask,         // messages
             ShutdownFramework, Update, UpdateForward, Ack, AckForward,                //
             Subscribe, Subscribed, FrameworkError, Offers, Rescind, Accept, Decline,  // calls
             Suppress, Revive, Kill, Reconcile, Teardown, AgentFailure>;

using Kind = std::uint16_t;

inline constexpr Kind kKinds = EventTypes::kSize;

namespace detail {

template <class T, class... Rest>
constexpr Kind index_in(TypeList<Rest...>) {
  constexpr bool kSame[] = {std::is_same_v<T, Rest>...};
  for (Kind i = 0; i < sizeof...(Rest); ++i) {
    if (kSame[i]) return i;
  }
  return UINT16_MAX;
}

}  // namespace detail

template <class T>
inline constexpr Kind kind_of = detail::index_in<T>(EventTypes{});

template <class T>
concept EventType = kind_of<T>
!= UINT16_MAX;

// kName of a kind; "?" for a number that is none.
const char* kind_name(Kind kind);

}  // namespace meseta
