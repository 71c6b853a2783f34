// The summary for people: a page of text that ends with `digest <32 hex digits>`.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "report/summary.hpp"

namespace meseta {

struct TextOptions {
  std::size_t frameworks_max = 10;  // Rows of each table.
  std::size_t waits_max = 5;
  std::string_view chart;  // Put where it belongs; may be empty.
};

std::string summary_text(const Summary& summary, const TextOptions& options);

}  // namespace meseta
