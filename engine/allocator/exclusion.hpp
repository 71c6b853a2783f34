// Exclusion: why must a client not be offered an agent, whatever is free there?
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace meseta {

enum class Exclusion : std::uint8_t { NotWhitelisted, GpuAgent, RemoteRegion, Constraints };

// `gpu agent`; what each means stands in exclusions.hpp.
[[nodiscard]] std::string_view to_string(Exclusion exclusion);

// Hostnames of a whitelist.
inline constexpr std::size_t kWhitelistMax = 1'000'000;

}  // namespace meseta
