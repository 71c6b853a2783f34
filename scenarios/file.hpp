// Files: whole, bounded, and unpacked if they are gzip's, which their first two bytes tell.
#pragma once

#include <cstddef>
#include <string>

#include "engine/base/result.hpp"

namespace meseta {

// Of a file, before and after unpacking.
inline constexpr std::size_t kFileBytesMax = std::size_t{1} << 30U;

// Unpacks gzip, also several members one after the other; returns anything else as it is. Refuses
// what is damaged, cut off, or larger than `bytes_max` when unpacked.
[[nodiscard]] Result<std::string> unpacked(std::string bytes,
                                           std::size_t bytes_max = kFileBytesMax);

// Where a scenario's files come from. Errors say what is wrong, then the expected form, without a
// place.
class FileReader {
 public:
  FileReader() = default;
  FileReader(const FileReader&) = delete;
  FileReader& operator=(const FileReader&) = delete;
  virtual ~FileReader() = default;

  [[nodiscard]] virtual Result<std::string> read(const std::string& path) = 0;
};

class DiskFiles final : public FileReader {
 public:
  [[nodiscard]] Result<std::string> read(const std::string& path) override;
};

}  // namespace meseta
