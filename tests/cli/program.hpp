// The real program, run as a user would; and files to run it on.
#pragma once

#include <filesystem>
#include <string>

namespace meseta::cli {

struct Ran {
  int status = -1;  // -1: it did not exit by itself.
  std::string out;
  std::string err;
};

// A folder of its own that goes with the object.
class Scratch {
 public:
  Scratch();
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  ~Scratch();

  [[nodiscard]] std::string path(const std::string& name) const {
    return (folder_ / name).string();
  }
  [[nodiscard]] bool has(const std::string& name) const;
  [[nodiscard]] bool empty() const { return std::filesystem::is_empty(folder_); }
  // Writes a file and returns its path.
  std::string write(const std::string& name, const std::string& text) const;
  [[nodiscard]] std::string read(const std::string& name) const;

 private:
  std::filesystem::path folder_;
};

// `arguments` as typed into a shell. Its own output is kept outside any Scratch.
Ran meseta(const std::string& arguments);

// A cluster of five agents that runs twenty tasks of ten seconds. `more` is appended.
std::string small_scenario(const std::string& more = "");

// The last 32 hex digits of what a run or replay printed.
std::string digest_of(const std::string& out);

}  // namespace meseta::cli
