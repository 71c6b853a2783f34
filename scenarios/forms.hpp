// How values are written in scenarios: durations, odds, fractions and names, as integers and
// checks. The forms are documented where users look for them, in api/meseta/scenario.proto.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace meseta {

// `15s`, `1.5h`, `1h30m`, `500us`, `10mins`, in nanoseconds. Exact, not negative; nothing else.
std::optional<std::int64_t> parse_duration(std::string_view text);

// `0.5%` or `1 in 200`, per million. At most all; not zero unless it says zero.
std::optional<std::int64_t> parse_odds(std::string_view text);

// `2`, `0.125`, in thousandths. Exact, not negative.
std::optional<std::int64_t> parse_thousandths(std::string_view text);

// A letter or digit, then letters, digits, `_`, `.` and `-`; at most 63.
bool is_name(std::string_view text);

// One to eight names joined by `/`.
bool is_domain(std::string_view text);

// At most `size_max` bytes, none of them a control character.
bool is_line(std::string_view text, std::size_t size_max);

}  // namespace meseta
