#include "cli/terminal.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <string>

namespace meseta::cli {

namespace {

constexpr std::size_t kWidthMin = 40;
constexpr std::size_t kWidthMax = 160;  // Wider pictures are harder to read, not easier.

// As setlocale would decide, without changing anything for the whole process.
bool locale_is_utf8() {
  for (const char* const name : {"LC_ALL", "LC_CTYPE", "LANG"}) {
    const char* const value = std::getenv(name);
    if (value == nullptr || *value == '\0') continue;
    std::string locale(value);
    std::transform(locale.begin(), locale.end(), locale.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return locale.find("utf-8") != std::string::npos || locale.find("utf8") != std::string::npos;
  }
  return false;
}

std::size_t width() {
  for (const int descriptor : {STDOUT_FILENO, STDERR_FILENO}) {
    winsize size{};
    if (ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) {
      return std::clamp<std::size_t>(size.ws_col, kWidthMin, kWidthMax);
    }
  }
  return Terminal{}.width;
}

}  // namespace

Terminal terminal() {
  return {.out = isatty(STDOUT_FILENO) == 1,
          .err = isatty(STDERR_FILENO) == 1,
          .utf8 = locale_is_utf8(),
          .width = width()};
}

}  // namespace meseta::cli
