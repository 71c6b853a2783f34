// MappedFile: the bytes of a file, read as they are looked at.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "engine/base/result.hpp"

namespace meseta::cli {

class MappedFile {
 public:
  // A regular file. The error begins with the path.
  [[nodiscard]] static Result<std::unique_ptr<MappedFile>> open(const std::string& path);
  MappedFile(const MappedFile&) = delete;
  MappedFile& operator=(const MappedFile&) = delete;
  ~MappedFile();

  [[nodiscard]] std::string_view bytes() const { return bytes_; }

 private:
  explicit MappedFile(std::string_view bytes) : bytes_(bytes) {}

  std::string_view bytes_;  // Mapped, unless empty.
};

}  // namespace meseta::cli
