// Mesos' figures: how long does Mesos' own allocator take for the same work?
//
// Apache Mesos 1.12.0-dev, the project's last state, built by g++ 12.2 -O2 and measured on two
// processors of a 2 GHz Sapphire Rapids server on which one thread does kReferenceSha256MbS of
// SHA-256. Several runs each: repetitions differ by 1.75 times typically, so the median is compared
// and the best stands beside it.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "bench/allocator/suite.hpp"

namespace meseta::bench {

inline constexpr double kReferenceSha256MbS = 1072;

struct Figure {
  double median = 0;  // Milliseconds.
  double best = 0;
};

[[nodiscard]] std::optional<Figure> mesos_figure(std::string_view workload, std::string_view what,
                                                 const Size& size);

}  // namespace meseta::bench
