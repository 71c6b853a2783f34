// Report: how does each row compare with Mesos and with its goal?
//
// Mesos' figures are scaled to this machine by how fast one thread does SHA-256, as far as that was
// said: `openssl speed -seconds 3 -bytes 16384 sha256` tells.
#pragma once

#include <string>

#include "bench/allocator/suite.hpp"

namespace meseta::bench {

struct ReportOptions {
  bool json = false;
  double sha256_mb_s = 0;  // 0: not known, figures stay as they are.
  bool offers_on_release = false;
};

void print_report(const Suite& suite, const ReportOptions& options);

}  // namespace meseta::bench
