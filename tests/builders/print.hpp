// What gtest prints of ids and states.
#pragma once

#include <ostream>

#include "engine/base/id.hpp"
#include "engine/base/text.hpp"
#include "engine/event/task_state.hpp"

namespace meseta {

inline void PrintTo(AgentId id, std::ostream* out) { *out << to_string(id); }
inline void PrintTo(FrameworkId id, std::ostream* out) { *out << to_string(id); }
inline void PrintTo(OfferId id, std::ostream* out) { *out << to_string(id); }
inline void PrintTo(TaskState state, std::ostream* out) { *out << to_string(state); }
inline void PrintTo(StatusReason reason, std::ostream* out) { *out << to_string(reason); }
inline void PrintTo(const Text& text, std::ostream* out) { *out << text.view(); }

}  // namespace meseta
