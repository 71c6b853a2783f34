// Files that exist only in a test.
#pragma once

#include <map>
#include <string>

#include "scenarios/file.hpp"

namespace meseta::testing {

class MemoryFiles final : public FileReader {
 public:
  MemoryFiles() = default;
  explicit MemoryFiles(std::map<std::string, std::string> contents)
      : contents_(std::move(contents)) {}

  Result<std::string> read(const std::string& path) override {
    const auto found = contents_.find(path);
    if (found == contents_.end()) {
      return refuse("cannot read " + path + " (not there); expected a file that can be read");
    }
    return unpacked(found->second);
  }

 private:
  std::map<std::string, std::string> contents_;
};

}  // namespace meseta::testing
