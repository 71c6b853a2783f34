// What the terminal can do, if there is one.
#pragma once

#include <cstddef>

namespace meseta::cli {

struct Terminal {
  bool out = false;        // stdout is one.
  bool err = false;        // stderr is one.
  bool utf8 = false;       // The locale says UTF-8.
  std::size_t width = 80;  // In characters.
};

Terminal terminal();

}  // namespace meseta::cli
