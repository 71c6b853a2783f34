// Measures by path: the summary's fields flattened, `tasks.lost`, `launch_latency.p99`.
#pragma once

#include <string>
#include <vector>

#include "report/summary.hpp"

namespace meseta {

struct NamedMeasure {
  std::string path;
  Measure measure;
};

std::vector<NamedMeasure> measures(const Summary& summary);
std::vector<NamedMeasure> measures(const FrameworkSummary& framework);

}  // namespace meseta
