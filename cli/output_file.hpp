// OutputFile: a file that is either there as a whole or not at all.
//
// Bytes go to a file without a name in the same folder, which gets the name when it is complete:
// however the program ends before, nothing is left. Where the file system has no such files they go
// to `<path>.partial`, which only a program that is killed leaves behind. A path that is there and
// no regular file (a pipe, a device) is written directly. What goes wrong is kept until it is asked
// for; from then on nothing more is written.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "engine/base/result.hpp"
#include "engine/event/history.hpp"

namespace meseta::cli {

class OutputFile final : public Sink {
 public:
  [[nodiscard]] static Result<std::unique_ptr<OutputFile>> create(const std::string& path);
  ~OutputFile() override;  // Removes what was not committed.

  void write(std::string_view bytes) override;

  // Something could not be written.
  [[nodiscard]] bool failed() const { return !error_.empty(); }

  // Writes what is left and puts the file in its place; or says why not, and removes it.
  [[nodiscard]] Result<void> commit();

 private:
  enum class Written : std::uint8_t { Nameless, Partial, Direct };

  OutputFile(std::string path, Written written, int descriptor);

  [[nodiscard]] std::string partial() const { return path_ + ".partial"; }
  void flush(std::string_view bytes);
  void name();
  void fail();
  void close();

  std::string path_;
  Written written_;
  int descriptor_;
  std::string buffer_;
  std::string error_;
};

// A whole file at once.
[[nodiscard]] Result<void> write_file(const std::string& path, std::string_view bytes);

// Checks that write nothing: whether `path` can become a file, or a folder to put files into.
[[nodiscard]] Result<void> check_file(const std::string& flag, const std::string& path);
[[nodiscard]] Result<void> check_folder(const std::string& flag, const std::string& path);
// Makes the folder and those above it, where they are missing.
[[nodiscard]] Result<void> make_folder(const std::string& path);

}  // namespace meseta::cli
