// ResourceName: what a resource is called.
//
// Six names are known to everybody and are a small number here, so comparing, copying and finding
// them costs nothing; any other name is a Text. Names order by bytes, and the numbers of the known
// ones are in that order.
#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "engine/base/result.hpp"
#include "engine/base/text.hpp"

namespace meseta {

enum class KnownName : std::uint8_t { Cpus, Disk, EphemeralPorts, Gpus, Mem, Ports };

inline constexpr std::size_t kKnownNames = 6;

class ResourceName {
 public:
  static constexpr std::size_t kSizeMax = 128;  // Bytes.

  ResourceName(KnownName known) : known_(static_cast<std::uint8_t>(known)) {}

  // The known name if it is one. CHECKs that `name` is not empty; see parse_resource_name.
  explicit ResourceName(std::string_view name);

  // For decoding: `cpus`, to be overwritten.
  ResourceName() = default;

  [[nodiscard]] bool is_known() const { return known_ < kKnownNames; }
  [[nodiscard]] KnownName known() const { return static_cast<KnownName>(known_); }
  [[nodiscard]] bool is(KnownName name) const { return known_ == static_cast<std::uint8_t>(name); }
  [[nodiscard]] std::string_view view() const;

  friend bool operator==(const ResourceName& a, const ResourceName& b) {
    return a.known_ == b.known_ && a.other_ == b.other_;
  }
  friend std::strong_ordering operator<=>(const ResourceName& a, const ResourceName& b) {
    if (a.is_known() && b.is_known()) return a.known_ <=> b.known_;
    return a.view() <=> b.view();
  }

  template <class Self, class V>
  static void visit_fields(Self& self, V&& v) {
    v("known", self.known_);
    v("other", self.other_);
  }

 private:
  std::uint8_t known_ = 0;  // kKnownNames where the name is not a known one.
  Text other_;              // Empty exactly if the name is known.
};

// Refuses the empty name, names longer than kSizeMax, and bytes that the text form needs for itself
// (space, control, and any of `:;,(){}[]`).
[[nodiscard]] Result<ResourceName> parse_resource_name(std::string_view name);

}  // namespace meseta
