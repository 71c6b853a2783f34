// Attributes: what an agent says about itself, for frameworks to choose by.
//
//     rack:abc;level:10;cpus:[1-4];disks:{a, b}
//
// Typed like resources, with plain text for what is neither number, ranges nor set. Nothing is
// consumed. The same name may occur more than once; then the first one counts in offer constraints.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.hpp"
#include "engine/base/text.hpp"
#include "engine/resources/quantity.hpp"
#include "engine/resources/ranges.hpp"
#include "engine/resources/string_set.hpp"

namespace meseta {

enum class AttributeKind : std::uint8_t { Scalar = 0, Ranges = 1, Set = 2, Text = 3 };

struct Attribute {
  meseta::Text name;
  AttributeKind kind = AttributeKind::Text;
  Quantity scalar;  // By kind one of these four is meant, the others are empty.
  Ranges ranges;
  StringSet set;
  meseta::Text text;

  friend bool operator==(const Attribute&, const Attribute&) = default;
  friend std::strong_ordering operator<=>(const Attribute&, const Attribute&) = default;

  template <class Self, class V>
  static void visit_fields(Self& self, V&& v) {
    v("name", self.name);
    v("kind", self.kind);
    v("scalar", self.scalar);
    v("ranges", self.ranges);
    v("set", self.set);
    v("text", self.text);
  }
};

struct Attributes {
  static constexpr std::size_t kCountMax = 1024;
  static constexpr std::size_t kSizeMax = 65'536;  // Bytes of the text form.

  std::vector<Attribute> list;  // In the order given, which clients see.

  [[nodiscard]] bool empty() const { return list.empty(); }
  // The first of that name, or null.
  [[nodiscard]] const Attribute* find(std::string_view name) const;

  friend bool operator==(const Attributes&, const Attributes&) = default;
  friend std::strong_ordering operator<=>(const Attributes&, const Attributes&) = default;

  template <class Self, class V>
  static void visit_fields(Self& self, V&& v) {
    v("list", self.list);
  }
};

// Errors begin with `column N: `, counted from 1.
[[nodiscard]] Result<Attributes> parse_attributes(std::string_view text);

[[nodiscard]] std::string to_string(const Attribute& attribute);
[[nodiscard]] std::string to_string(const Attributes& attributes);

}  // namespace meseta
