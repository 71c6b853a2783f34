#include "engine/resources/disk.hpp"

#include <algorithm>
#include <string>
#include <string_view>

#include "engine/resources/text_cursor.hpp"

namespace meseta {

namespace {

constexpr std::size_t kVolumeIdMax = 255;  // Bytes: a file name.

bool is_file_name(std::string_view id) {
  return id.size() <= kVolumeIdMax && id != "." && id != ".." &&
         std::none_of(id.begin(), id.end(),
                      [](char c) { return c == '/' || c == '\\' || is_blank_or_control(c); });
}

}  // namespace

Result<void> validate_disk(const Disk& disk) {
  if (disk.metadata.size() > kLabelsMax) {
    return refuse("a disk with " + std::to_string(disk.metadata.size()) + " labels; at most " +
                  std::to_string(kLabelsMax));
  }
  if (!disk.root.empty() && disk.source != DiskSource::Path && disk.source != DiskSource::Mount) {
    return refuse("a disk with root " + quoted(disk.root.view()) + "; expected type PATH or MOUNT");
  }
  if (!disk.persistent()) {
    if (disk.container_path.empty()) return {};
    return refuse("a volume without persistence; expected a persistence id");
  }
  const std::string_view id = disk.persistence_id.view();
  if (!is_file_name(id)) {
    return refuse("persistence id " + quoted(id) + " is no file name; expected one such as data-1");
  }
  if (disk.source == DiskSource::Block || disk.source == DiskSource::Raw) {
    return refuse("persistence on a raw or block disk; expected a mounted one");
  }
  if (disk.container_path.empty()) {
    return refuse("a persistent volume without container path; expected one such as data");
  }
  return {};
}

}  // namespace meseta
