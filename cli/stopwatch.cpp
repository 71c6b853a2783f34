#include "cli/stopwatch.hpp"

#include <sys/resource.h>

#include <fstream>
#include <string>

namespace meseta::cli {

std::uint64_t peak_rss_bytes() {
  // getrusage also counts what the process was before exec, such as a large parent's copy.
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    constexpr std::string_view kKey = "VmHWM:";
    if (line.starts_with(kKey)) return std::stoull(line.substr(kKey.size())) * 1024;
  }
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<std::uint64_t>(usage.ru_maxrss) * 1024;
}

}  // namespace meseta::cli
