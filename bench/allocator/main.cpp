// What allocation costs, workload by workload as in Mesos' own benchmarks, beside what it took
// Mesos.
//
//     bench/allocator [--tiny] [--full] [--only NAME] [--json] [--sha256-mb-s N]
//                     [--offers-on-release]
//
// Two tables: without batches, as Mesos allocates, and of what may differ with offers on release.
//
//   --tiny         the smallest sizes, twice: fails if both do not decide the same
//   --full         every size that Mesos was measured at
//   --only         one workload: W1 to W14, one, growth, memory
//   --json         each table as an object of its own
//   --offers-on-release  the second table only
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
  bool offers_on_release = false;
  ReportOptions report;
};

Suite measured(const Options& options, bool offers_on_release) {
  Suite suite(options.extent, offers_on_release);
  for (const Workload& workload : workloads()) {
    if (workload.run == nullptr || (offers_on_release && !workload.releases)) continue;
    if (!options.only.empty() && options.only != workload.name) continue;
    if (options.extent != Extent::Tiny) {
      std::fprintf(stderr, "%.*s: %.*s\n", int(workload.name.size()), workload.name.data(),
                   int(workload.title.size()), workload.title.data());
    }
    workload.run(suite);
  }
  return suite;
}

// Whether there was anything to measure, and tiny sizes decided the same twice.
bool table(const Options& options, bool offers_on_release) {
  const Suite suite = measured(options, offers_on_release);
  if (suite.rows().empty()) return false;
  ReportOptions report = options.report;
  report.offers_on_release = offers_on_release;
  print_report(suite, report);
  if (options.extent != Extent::Tiny) return true;
  const Suite again = measured(options, offers_on_release);
  if (again.digest == suite.digest && again.rows().size() == suite.rows().size()) return true;
  std::fprintf(stderr, "allocator: again, the digest is %s\n", again.digest.hex().c_str());
  std::exit(1);
}

int run(const Options& options) {
  const bool first = !options.offers_on_release && table(options, false);
  const bool second = table(options, true);
  if (first || second) return 0;
  std::fprintf(stderr, "allocator: no workload %.*s\n", int(options.only.size()),
               options.only.data());
  return 2;
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
    } else if (flag == "--offers-on-release") {
      options.offers_on_release = true;
    } else if (flag == "--only" && more) {
      options.only = argv[++i];
    } else if (flag == "--sha256-mb-s" && more) {
      options.report.sha256_mb_s = std::atof(argv[++i]);
    } else {
      std::fprintf(
          stderr, "allocator: %s: expected %s\n", argv[i],
          "[--tiny] [--full] [--only NAME] [--json] [--sha256-mb-s N] [--offers-on-release]");
      return 2;
    }
  }
  return meseta::bench::run(options);
}
