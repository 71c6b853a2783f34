// YAML read strictly: a tree of maps, lists and scalars that know their places.
//
// One document; no anchors, aliases or tags, so nothing is larger than it looks; no key twice.
// Bounded in size and depth. Flow style (`{a: 1}`) is welcome, since Mesos' JSON forms are that.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.hpp"
#include "scenarios/place.hpp"

namespace meseta {

inline constexpr std::size_t kYamlBytesMax = 4 << 20;
inline constexpr std::size_t kYamlDepthMax = 32;

struct YamlEntry;

struct YamlNode {
  enum class Kind : std::uint8_t { Null, Scalar, List, Map };

  Kind kind = Kind::Null;
  Place place;
  std::string text;                // Of a scalar.
  bool quoted = false;             // Then it is text, whatever it looks like.
  std::vector<YamlNode> items;     // Of a list.
  std::vector<YamlEntry> entries;  // Of a map, in order.

  // The value behind a key of a map, or null.
  [[nodiscard]] const YamlNode* find(std::string_view key) const;
  [[nodiscard]] YamlNode* find(std::string_view key);
};

struct YamlEntry {
  std::string key;
  Place place;  // Of the key.
  YamlNode value;
};

// "a map", "a list", "nothing", "'text'": for error messages.
std::string describe(const YamlNode& node);

// Errors begin with `FILE:LINE:COLUMN: `.
[[nodiscard]] Result<YamlNode> parse_yaml(std::string_view text, const Sources& sources);

// The value of override `index`: flow style YAML if it begins with a bracket or a quote, else one
// scalar as it stands.
[[nodiscard]] Result<YamlNode> parse_override(std::string_view value, std::int32_t index,
                                              const Sources& sources);

}  // namespace meseta
