#include "scenarios/file.hpp"

#include <zlib.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>
#include <utility>

namespace meseta {

namespace {

constexpr std::size_t kChunk = std::size_t{1} << 18U;
constexpr int kGzipWindow = 15 + 16;  // The largest window, and only gzip's header.

struct CloseFile {
  void operator()(std::FILE* file) const { std::fclose(file); }
};

// inflateEnd on every way out.
class Inflater {
 public:
  Inflater() { ready_ = inflateInit2(&stream, kGzipWindow) == Z_OK; }
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;
  ~Inflater() {
    if (ready_) inflateEnd(&stream);
  }
  [[nodiscard]] bool ready() const { return ready_; }

  z_stream stream{};

 private:
  bool ready_ = false;
};

bool is_gzip(const std::string& bytes) { return bytes.starts_with("\x1f\x8b"); }

std::string too_large(std::size_t bytes_max) {
  return "there is too much of it; expected at most " + std::to_string(bytes_max) + " bytes";
}

}  // namespace

Result<std::string> unpacked(std::string bytes, std::size_t bytes_max) {
  if (!is_gzip(bytes)) return bytes;
  Inflater inflater;
  if (!inflater.ready()) return refuse("zlib does not start; expected memory for it");
  z_stream& stream = inflater.stream;
  stream.next_in = reinterpret_cast<Bytef*>(bytes.data());
  stream.avail_in = static_cast<uInt>(bytes.size());

  std::string out;
  for (;;) {
    const std::size_t used = out.size();
    if (used > bytes_max) return refuse(too_large(bytes_max));
    out.resize(used + kChunk);
    stream.next_out = reinterpret_cast<Bytef*>(out.data() + used);
    stream.avail_out = static_cast<uInt>(kChunk);
    const int status = inflate(&stream, Z_NO_FLUSH);
    out.resize(used + kChunk - stream.avail_out);
    if (status == Z_STREAM_END) {
      if (stream.avail_in == 0) break;
      if (inflateReset(&stream) != Z_OK) return refuse("zlib fails; expected a gzip file");
    } else if (status == Z_BUF_ERROR ||
               (status == Z_OK && stream.avail_in == 0 && stream.avail_out > 0)) {
      return refuse("the compressed data end too early; expected a whole gzip file");
    } else if (status != Z_OK) {
      return refuse("the compressed data are damaged; expected a gzip file");
    }
  }
  if (out.size() > bytes_max) return refuse(too_large(bytes_max));
  return out;
}

Result<std::string> DiskFiles::read(const std::string& path) {
  const auto refuse_with = [&](int error) {
    return refuse("cannot read " + path + " (" + std::strerror(error) +
                  "); expected a file that can be read");
  };
  const std::unique_ptr<std::FILE, CloseFile> file(std::fopen(path.c_str(), "rbe"));
  if (!file) return refuse_with(errno);
  std::string bytes;
  for (;;) {
    const std::size_t used = bytes.size();
    if (used > kFileBytesMax) return refuse(path + ": " + too_large(kFileBytesMax));
    bytes.resize(used + kChunk);
    const std::size_t got = std::fread(bytes.data() + used, 1, kChunk, file.get());
    bytes.resize(used + got);
    if (got == kChunk) continue;
    if (std::ferror(file.get()) != 0) return refuse_with(errno);
    break;
  }
  auto content = unpacked(std::move(bytes));
  if (!content) return refuse(path + ": " + content.error().message);
  return content;
}

}  // namespace meseta
