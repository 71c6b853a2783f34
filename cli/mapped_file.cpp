#include "cli/mapped_file.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace meseta::cli {

Result<std::unique_ptr<MappedFile>> MappedFile::open(const std::string& path) {
  const auto failed = [&] { return refuse(path + ": " + std::strerror(errno)); };
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return failed();
  struct stat about {};
  if (::fstat(descriptor, &about) != 0 || !S_ISREG(about.st_mode)) {
    ::close(descriptor);
    return refuse(path + ": is no regular file; expected a history");
  }
  const auto size = static_cast<std::size_t>(about.st_size);
  void* const mapped =
      size == 0 ? nullptr : ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, descriptor, 0);
  const int mapping_error = errno;
  ::close(descriptor);
  errno = mapping_error;
  if (mapped == MAP_FAILED) return failed();
  return std::unique_ptr<MappedFile>(
      new MappedFile({static_cast<const char*>(mapped), mapped == nullptr ? 0 : size}));
}

MappedFile::~MappedFile() {
  if (!bytes_.empty()) ::munmap(const_cast<char*>(bytes_.data()), bytes_.size());
}

}  // namespace meseta::cli
