// Resources as scenarios write them, checked by the engine's own parsers; and the few questions the
// reader itself has about them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "engine/base/result.hpp"

namespace meseta {

// Errors begin with `column N: `, where N counts bytes of the text from 1.
[[nodiscard]] Result<void> check_resources(std::string_view text);
[[nodiscard]] Result<void> check_alternatives(std::string_view text);  // `cpus:0.01|mem:32`
[[nodiscard]] Result<void> check_attributes(std::string_view text);

// Takes such an error apart; the column is 1 if there is none.
std::pair<std::uint32_t, std::string> split_column(const std::string& message);

// Thousandths of cards behind `gpus`. The text must have been accepted.
std::int64_t gpus_milli(std::string_view resources);

}  // namespace meseta
