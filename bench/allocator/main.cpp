// What allocation costs, workload by workload as in Mesos' own benchmarks, beside what it took
// Mesos.
//
//     bench/allocator [--tiny] [--full] [--only NAME] [--json] [--sha256-mb-s N]
//
//   --tiny         the smallest sizes, twice: fails if both do not decide the same
//   --full         every size that Mesos was measured at
//   --only         one workload: W1 to W14, one, growth, memory
//   --sha256-mb-s  what `openssl speed -seconds 3 -bytes 16384 sha256` says here, to scale Mesos'
//                  figures to this machine
//
// The digest is of what was offered to whom: it tells two builds apart, given equal flags.
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "bench/allocator/report.hpp"
#include "bench/allocator/suite.hpp"

namespace meseta::bench {
namespace {

struct Options {
  Extent extent = Extent::Usual;
  std::string_view only;
  ReportOptions report;
};

Suite measured(const Options& options) {
  Suite suite(options.extent);
  for (const Workload& workload : workloads()) {
    if (workload.run == nullptr) continue;
    if (!options.only.empty() && options.only != workload.name) continue;
    if (options.extent != Extent::Tiny) {
      std::fprintf(stderr, "%.*s: %.*s\n", int(workload.name.size()), workload.name.data(),
                   int(workload.title.size()), workload.title.data());
    }
    workload.run(suite);
  }
  return suite;
}

int run(const Options& options) {
  const Suite suite = measured(options);
  if (suite.rows().empty()) {
    std::fprintf(stderr, "allocator: no workload %.*s\n", int(options.only.size()),
                 options.only.data());
    return 2;
  }
  print_report(suite, options.report);
  if (options.extent != Extent::Tiny) return 0;
  const Suite again = measured(options);
  if (again.digest == suite.digest && again.rows().size() == suite.rows().size()) return 0;
  std::fprintf(stderr, "allocator: again, the digest is %s\n", again.digest.hex().c_str());
  return 1;
}

}  // namespace
}  // namespace meseta::bench

int main(int argc, char** argv) {
  meseta::bench::Options options;
  for (int i = 1; i < argc; ++i) {
    const std::string_view flag = argv[i];
    const bool more = i + 1 < argc;
    if (flag == "--tiny") {
      options.extent = meseta::bench::Extent::Tiny;
    } else if (flag == "--full") {
      options.extent = meseta::bench::Extent::Full;
    } else if (flag == "--json") {
      options.report.json = true;
    } else if (flag == "--only" && more) {
      options.only = argv[++i];
    } else if (flag == "--sha256-mb-s" && more) {
      options.report.sha256_mb_s = std::atof(argv[++i]);
    } else {
      std::fprintf(stderr, "allocator: %s: expected %s\n", argv[i],
                   "[--tiny] [--full] [--only NAME] [--json] [--sha256-mb-s N]");
      return 2;
    }
  }
  return meseta::bench::run(options);
}
