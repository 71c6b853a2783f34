#include "engine/resources/resource_name.hpp"

#include <algorithm>
#include <string>

#include "engine/base/check.hpp"
#include "engine/resources/text_cursor.hpp"

namespace meseta {

namespace {

constexpr std::array<std::string_view, kKnownNames> kNames{"cpus", "disk", "ephemeral_ports",
                                                           "gpus", "mem",  "ports"};
static_assert(std::is_sorted(kNames.begin(), kNames.end()));

}  // namespace

ResourceName::ResourceName(std::string_view name)
    : known_(static_cast<std::uint8_t>(std::find(kNames.begin(), kNames.end(), name) -
                                       kNames.begin())) {
  CHECK(!name.empty());
  if (!is_known()) other_ = Text(name);
}

std::string_view ResourceName::view() const { return is_known() ? kNames[known_] : other_.view(); }

Result<ResourceName> parse_resource_name(std::string_view name) {
  if (name.empty()) return refuse("a resource has no name; expected one such as cpus");
  if (name.size() > ResourceName::kSizeMax) {
    return refuse("resource name " + quoted(name) + " is too long; at most " +
                  std::to_string(ResourceName::kSizeMax) + " bytes");
  }
  const auto odd = std::find_if(name.begin(), name.end(), [](char c) {
    return is_blank_or_control(c) ||
           std::string_view(":;,(){}[]").find(c) != std::string_view::npos;
  });
  if (odd != name.end()) {
    return refuse("resource name " + quoted(name) + " contains " + quoted({odd, odd + 1}) +
                  "; expected no blanks and none of :;,(){}[]");
  }
  return ResourceName(name);
}

}  // namespace meseta
