// The samples of scenarios/traces, as text. Tests run from the root of the repository.
#pragma once

#include <fstream>
#include <iterator>
#include <string>

namespace meseta::testing {

inline std::string text_of_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

inline std::string sample(const std::string& name) {
  return text_of_file("scenarios/traces/" + name);
}

}  // namespace meseta::testing
