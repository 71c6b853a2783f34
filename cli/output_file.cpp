#include "cli/output_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <system_error>
#include <utility>

namespace meseta::cli {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kBufferBytes = std::size_t{1} << 20U;

std::string reason(const std::string& path) {
  return "cannot write " + path + ": " + std::strerror(errno);
}

// The name under which a file without a name can be given one.
std::string handle_of(int descriptor) { return "/proc/self/fd/" + std::to_string(descriptor); }

// -1 if that is not possible.
int open_nameless(const std::string& path) {
  const fs::path folder = fs::path(path).parent_path();
  const int descriptor =
      ::open(folder.empty() ? "." : folder.c_str(), O_WRONLY | O_TMPFILE | O_CLOEXEC, 0666);
  // Better to know now than after hours of writing that it cannot be named.
  if (descriptor < 0 || ::access(handle_of(descriptor).c_str(), F_OK) == 0) return descriptor;
  ::close(descriptor);
  return -1;
}

// Pipes and devices: renaming over them would replace them.
bool is_special(const std::string& path) {
  std::error_code ignored;
  const fs::file_status status = fs::status(path, ignored);
  return fs::exists(status) && !fs::is_regular_file(status) && !fs::is_directory(status);
}

}  // namespace

OutputFile::OutputFile(std::string path, Written written, int descriptor)
    : path_(std::move(path)), written_(written), descriptor_(descriptor) {
  buffer_.reserve(kBufferBytes);
}

Result<std::unique_ptr<OutputFile>> OutputFile::create(const std::string& path) {
  const bool special = is_special(path);
  const int nameless = special ? -1 : open_nameless(path);
  if (nameless >= 0) {
    return std::unique_ptr<OutputFile>(new OutputFile(path, Written::Nameless, nameless));
  }
  const std::string name = special ? path : path + ".partial";
  const int descriptor = ::open(name.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (descriptor < 0) return refuse(reason(name));
  const Written written = special ? Written::Direct : Written::Partial;
  return std::unique_ptr<OutputFile>(new OutputFile(path, written, descriptor));
}

OutputFile::~OutputFile() {
  if (descriptor_ < 0) return;
  close();
  if (written_ == Written::Partial) ::unlink(partial().c_str());
}

void OutputFile::close() {
  if (::close(std::exchange(descriptor_, -1)) != 0 && error_.empty()) fail();
}

void OutputFile::fail() { error_ = reason(path_); }

void OutputFile::write(std::string_view bytes) {
  if (failed()) return;
  if (buffer_.size() + bytes.size() > kBufferBytes) {
    flush(buffer_);
    buffer_.clear();
  }
  if (bytes.size() > kBufferBytes) return flush(bytes);
  buffer_ += bytes;
}

void OutputFile::flush(std::string_view bytes) {
  while (!bytes.empty() && !failed()) {
    const ssize_t written = ::write(descriptor_, bytes.data(), bytes.size());
    if (written >= 0) {
      bytes.remove_prefix(static_cast<std::size_t>(written));
    } else if (errno != EINTR) {
      fail();
    }
  }
}

// A new name must not be there yet, so an old file is only replaced by a second step.
void OutputFile::name() {
  const std::string handle = handle_of(descriptor_);
  ::unlink(partial().c_str());
  if (::linkat(AT_FDCWD, handle.c_str(), AT_FDCWD, partial().c_str(), AT_SYMLINK_FOLLOW) != 0) {
    return fail();
  }
  written_ = Written::Partial;
}

Result<void> OutputFile::commit() {
  flush(buffer_);
  buffer_.clear();
  if (written_ == Written::Nameless && !failed()) name();
  close();
  if (written_ == Written::Partial) {
    if (!failed() && ::rename(partial().c_str(), path_.c_str()) != 0) fail();
    if (failed()) ::unlink(partial().c_str());
  }
  if (failed()) return refuse(error_);
  return {};
}

Result<void> write_file(const std::string& path, std::string_view bytes) {
  auto file = OutputFile::create(path);
  if (!file) return tl::unexpected(file.error());
  (*file)->write(bytes);
  return (*file)->commit();
}

Result<void> check_file(const std::string& flag, const std::string& path) {
  std::error_code ignored;
  const fs::path parent = fs::path(path).parent_path();
  if (path.empty()) return refuse(flag + " is empty; expected the name of a file");
  if (fs::is_directory(path, ignored)) {
    return refuse(flag + ": " + path + " is a folder; expected the name of a file");
  }
  if (!parent.empty() && !fs::is_directory(parent, ignored)) {
    return refuse(flag + ": there is no folder " + parent.string() + "; expected one that exists");
  }
  return {};
}

Result<void> check_folder(const std::string& flag, const std::string& path) {
  if (path.empty()) return refuse(flag + " is empty; expected the name of a folder");
  // Where it is to be made, the nearest that exists counts.
  std::error_code ignored;
  fs::path nearest = fs::absolute(path, ignored).lexically_normal();
  while (!fs::exists(fs::symlink_status(nearest, ignored)) && nearest.has_relative_path()) {
    nearest = nearest.parent_path();
  }
  if (fs::is_directory(nearest, ignored)) return {};
  return refuse(flag + ": " + nearest.string() +
                " is not a folder; expected one, or none there yet");
}

Result<void> make_folder(const std::string& path) {
  std::error_code error;
  fs::create_directories(path, error);
  if (error) return refuse(path + ": " + error.message());
  return {};
}

}  // namespace meseta::cli
