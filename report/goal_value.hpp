// The VALUE of a goal: reads it in the unit of the measure it is compared with.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "report/measure.hpp"

namespace meseta {

struct GoalValue {
  std::int64_t bound = 0;  // bound / 10^decimals; nanoseconds, for a span.
  unsigned decimals = 0;
};

// The error says what was expected: `an integer`, `a duration such as 5s`.
[[nodiscard]] tl::expected<GoalValue, std::string> parse_goal_value(std::string_view text,
                                                                    const Measure& measure);

}  // namespace meseta
