// Goals: what a run must show. `tasks.lost == 0`, `launch_latency.p99 < 5s for web`.
//
//     goal  = PATH OP VALUE [ "for" FRAMEWORK ]
//     PATH  = a path into the summary (fields.hpp), or into one framework's part of it
//     OP    = "<" | "<=" | "==" | "!=" | ">=" | ">"
//     VALUE = an integer, a decimal, a percentage or a duration, as the measure has it
//
// Parsing needs no run: it knows all paths, so a goal nothing could ever meet is refused
// beforehand. Comparison is exact. A measure of which there was no sample meets no goal.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "report/summary.hpp"

namespace meseta {

struct Goal {
  enum class Op : std::uint8_t { Less, LessEqual, Equal, NotEqual, GreaterEqual, Greater };

  std::string expr;
  std::string path;
  Op op = Op::Equal;
  // The value is bound / 10^decimals; nanoseconds, for a span.
  std::int64_t bound = 0;
  unsigned decimals = 0;
  std::string framework;  // Empty: the whole run.

  friend bool operator==(const Goal&, const Goal&) = default;
};

// What is wrong with a goal, then the expected form; and where, in bytes from its beginning.
struct GoalProblem {
  std::size_t offset = 0;
  std::string message;

  friend bool operator==(const GoalProblem&, const GoalProblem&) = default;
};

[[nodiscard]] tl::expected<Goal, GoalProblem> parse_goal(std::string_view expr,
                                                         std::span<const std::string> frameworks);

// Every path a goal may have, in the order of the summary.
std::vector<std::string> goal_paths();
std::vector<std::string> framework_goal_paths();

// The summary must have the goal's framework.
GoalResult evaluate(const Goal& goal, const Summary& summary);

}  // namespace meseta
