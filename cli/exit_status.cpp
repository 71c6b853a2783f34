#include "cli/exit_status.hpp"

#include <cerrno>
#include <cstdio>
#include <cstring>

namespace meseta::cli {

int bad_input(const std::string& message) {
  std::fflush(stdout);
  std::fprintf(stderr, "meseta: %s\n", message.c_str());
  return BadInput;
}

int print_out(const std::string& text, int status) {
  const bool written = std::fwrite(text.data(), 1, text.size(), stdout) == text.size();
  if (written && std::fflush(stdout) == 0) return status;
  return bad_input(std::string("standard output: ") + std::strerror(errno));
}

}  // namespace meseta::cli
