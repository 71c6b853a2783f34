// The JSON form of a summary: the object `meseta run --json` prints, one line feed at its end.
#pragma once

#include <cstddef>
#include <string>

#include "report/summary.hpp"

namespace meseta {

inline constexpr std::size_t kPendingReasonsMax = 100;  // Shown in JSON; the CSV has them all.

std::string summary_json(const Summary& summary);

}  // namespace meseta
