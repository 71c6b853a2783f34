// Chart: a few time series as pictures for a terminal.
//
//     cpus      100 % |      ▂▄▆███████▇▅▃
//                     | ▁▃▅▇█████████████████▆▂
//     pending     120 |█▅▂    ▁▁
//     faults          |          ×
//                      0 s                      10m
//
// A line chart is `height` rows of block characters, in plain ASCII where the terminal cannot do
// better. Series are drawn over the same time; each column of the picture shows the mean of what
// falls into it, or for marks whether there was anything.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/base/time.hpp"

namespace meseta {

struct ChartSeries {
  enum class Style : std::uint8_t { Levels, Marks };

  std::string label;
  Style style = Style::Levels;
  std::vector<std::int64_t> values;  // One per row of time, not negative.
  std::int64_t top = 0;              // What fills the height. 0: the greatest that is drawn.
  std::string top_label;             // What `top` means; ignored for marks.
};

struct ChartOptions {
  std::size_t width = 80;  // Of a line, in characters; at least 40.
  std::size_t height = 3;
  bool ascii = false;
  Duration span;  // Of all values together.
};

// Ends with a line feed; empty without series.
std::string chart(const std::vector<ChartSeries>& series, const ChartOptions& options);

}  // namespace meseta
