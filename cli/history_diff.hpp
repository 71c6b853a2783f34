// history_diff: where do two histories part?
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "engine/base/result.hpp"

namespace meseta::cli {

struct HistoryDiff {
  bool same = true;
  std::string text;  // What differs, both sides of it; or that nothing does. Ends with a line feed.
};

struct DiffSide {
  std::string name;  // What the text calls it.
  std::string_view bytes;
};

// Compares up to event `until`. Refused: one of the two is no history, or damaged before they part.
[[nodiscard]] Result<HistoryDiff> history_diff(const DiffSide& left, const DiffSide& right,
                                               std::uint64_t until);

}  // namespace meseta::cli
