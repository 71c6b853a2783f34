#include "cli/commands.hpp"
#include "cli/exit_status.hpp"
#include "engine/event/history.hpp"

#ifndef MESETA_VERSION
#define MESETA_VERSION "unknown"
#endif

namespace meseta::cli {

const CommandLine& version_line() {
  static const CommandLine kLine{
      .command = "version",
      .about = "Prints the program's version, and that of the histories it writes."};
  return kLine;
}

int version(const Flags&) {
  return print_out(
      "meseta " MESETA_VERSION ", histories of version " + std::to_string(kHistoryVersion) + "\n",
      Met);
}

}  // namespace meseta::cli
