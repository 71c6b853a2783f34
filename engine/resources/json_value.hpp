// JsonValue: a JSON text as a tree, for the few kilobytes of a flag or an operator's request.
//
// Numbers stay text, since what they mean (a quantity, a port) is for the reader to say. Each value
// knows its column, so that a complaint can point at it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.hpp"

namespace meseta {

struct JsonValue {
  enum class Kind : std::uint8_t { Null, Bool, Number, String, Array, Object };

  Kind kind = Kind::Null;
  std::size_t column = 1;         // Of its first byte, counted from 1.
  std::string text;               // Number as written, string without escapes, `true` or `false`.
  std::vector<std::string> keys;  // Of an object: the names of its items, all different.
  std::vector<JsonValue> items;   // Of an array or an object, in the order written.

  [[nodiscard]] const JsonValue* find(std::string_view key) const;
};

inline constexpr std::size_t kJsonDepthMax = 16;
inline constexpr std::size_t kJsonSizeMax = 1U << 20U;  // Bytes.

// Strict RFC 8259. Errors begin with `column N: `.
[[nodiscard]] Result<JsonValue> parse_json(std::string_view text);

// `text` between quotes, with escapes.
[[nodiscard]] std::string json_quoted(std::string_view text);

}  // namespace meseta
