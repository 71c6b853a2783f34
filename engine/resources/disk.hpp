// Disk: where a `disk` resource lies, and whether what is written there outlives the task.
//
// Without a Disk it is a part of the agent's root disk. Path disks divide like the root disk; Mount
// and Block disks, Raw ones with an identity, and every persistent volume go as a whole or not at
// all.
#pragma once

#include <compare>
#include <cstdint>
#include <vector>

#include "engine/base/result.hpp"
#include "engine/base/text.hpp"
#include "engine/resources/reservation.hpp"

namespace meseta {

enum class DiskSource : std::uint8_t { Root = 0, Path = 1, Mount = 2, Block = 3, Raw = 4 };

struct Disk {
  DiskSource source = DiskSource::Root;
  Text root;       // Path and Mount: where it is mounted. May be empty.
  Text source_id;  // Given by a resource provider.
  Text profile;
  Text vendor;
  std::vector<Label> metadata;

  Text persistence_id;         // Not empty: a persistent volume. Unique per role and agent.
  Text persistence_principal;  // Who made it.
  Text container_path;         // Where the task sees the volume.

  [[nodiscard]] bool persistent() const { return !persistence_id.empty(); }
  [[nodiscard]] bool divisible() const {
    if (persistent()) return false;
    if (source == DiskSource::Raw) return source_id.empty();
    return source == DiskSource::Root || source == DiskSource::Path;
  }

  friend bool operator==(const Disk&, const Disk&) = default;
  friend std::strong_ordering operator<=>(const Disk&, const Disk&) = default;

  template <class Self, class V>
  static void visit_fields(Self& self, V&& v) {
    v("source", self.source);
    v("root", self.root);
    v("source_id", self.source_id);
    v("profile", self.profile);
    v("vendor", self.vendor);
    v("metadata", self.metadata);
    v("persistence_id", self.persistence_id);
    v("persistence_principal", self.persistence_principal);
    v("container_path", self.container_path);
  }
};

// Refuses a volume id that is no plain file name, a volume without container path and the reverse.
[[nodiscard]] Result<void> validate_disk(const Disk& disk);

}  // namespace meseta
