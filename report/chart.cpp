#include "report/chart.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "engine/base/check.hpp"
#include "report/measure.hpp"
#include "report/wide.hpp"

namespace meseta {

namespace {

constexpr std::size_t kLabelWidth = 10;
constexpr std::size_t kTopWidth = 10;
constexpr std::size_t kWidthMin = 40;

constexpr std::array<std::string_view, 9> kBlocks{" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
constexpr std::array<std::string_view, 3> kAsciiBlocks{" ", ".", "#"};

std::string padded(std::string text, std::size_t width) {
  text.resize(std::max(text.size(), width), ' ');
  return text;
}

std::string right(const std::string& text, std::size_t width) {
  return text.size() < width ? std::string(width - text.size(), ' ') + text : text;
}

// `columns` values for the picture out of however many there are. What lies in part of a column is
// counted to that part; a column narrower than a value repeats it.
std::vector<std::int64_t> resampled(const ChartSeries& series, std::size_t columns) {
  const std::vector<std::int64_t>& values = series.values;
  std::vector<std::int64_t> drawn(columns);
  if (values.empty()) return drawn;
  for (std::size_t c = 0; c < columns; ++c) {
    const std::size_t begin = c * values.size() / columns;
    const std::size_t end = std::max(begin + 1, (c + 1) * values.size() / columns);
    std::int64_t sum = 0;
    for (std::size_t i = begin; i < end; ++i) sum += values[i];
    // A mark must not vanish by being averaged away.
    drawn[c] = series.style == ChartSeries::Style::Marks
                   ? sum
                   : sum / static_cast<std::int64_t>(end - begin);
  }
  return drawn;
}

// Eighths (halves, in ASCII) of a character's height for `value`, of `steps` in all. Something is
// never drawn as nothing.
std::int64_t steps_of(std::int64_t value, std::int64_t top, std::int64_t steps) {
  if (value <= 0 || top <= 0) return 0;
  const auto scaled = static_cast<std::int64_t>((Wide{value} * steps + top / 2) / top);
  return std::clamp<std::int64_t>(scaled, 1, steps);
}

template <std::size_t N>
std::string levels(const ChartSeries& series, const std::vector<std::int64_t>& drawn,
                   std::size_t height, const std::array<std::string_view, N>& blocks) {
  constexpr std::int64_t kPerRow = N - 1;
  const std::int64_t most = *std::max_element(drawn.begin(), drawn.end());
  const std::int64_t top = series.top > 0 ? series.top : most;
  const auto rows = static_cast<std::int64_t>(height);
  std::string text;
  for (std::int64_t row = rows - 1; row >= 0; --row) {
    const bool first = row == rows - 1;
    text += padded(first ? series.label : "", kLabelWidth);
    text += right(first ? series.top_label : "", kTopWidth) + " |";
    std::string line;
    for (const std::int64_t value : drawn) {
      const std::int64_t above = steps_of(value, top, rows * kPerRow) - row * kPerRow;
      line += blocks[static_cast<std::size_t>(std::clamp<std::int64_t>(above, 0, kPerRow))];
    }
    line.erase(line.find_last_not_of(' ') + 1);
    text += line + "\n";
  }
  return text;
}

std::string marks(const ChartSeries& series, const std::vector<std::int64_t>& drawn, bool ascii) {
  std::string line;
  for (const std::int64_t value : drawn) line += value > 0 ? (ascii ? "x" : "×") : " ";
  line.erase(line.find_last_not_of(' ') + 1);
  return padded(series.label, kLabelWidth) + std::string(kTopWidth, ' ') + " |" + line + "\n";
}

}  // namespace

std::string chart(const std::vector<ChartSeries>& series, const ChartOptions& options) {
  CHECK(options.height > 0);
  if (series.empty()) return {};
  constexpr std::size_t kMargin = kLabelWidth + kTopWidth + 2;
  const std::size_t columns = std::max(options.width, kWidthMin) - kMargin;
  std::string text;
  for (const ChartSeries& one : series) {
    const std::vector<std::int64_t> drawn = resampled(one, columns);
    if (one.style == ChartSeries::Style::Marks) {
      text += marks(one, drawn, options.ascii);
    } else if (options.ascii) {
      text += levels(one, drawn, options.height, kAsciiBlocks);
    } else {
      text += levels(one, drawn, options.height, kBlocks);
    }
  }
  const std::string end = to_text(options.span);
  text += std::string(kMargin, ' ') + "0";
  text += right(end, columns - 1) + "\n";
  return text;
}

}  // namespace meseta
