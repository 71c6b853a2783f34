// StringSet: the value of a resource such as `rack:{a, b}`.
//
// A set: no item twice, and equality does not depend on the order in which items were named. The
// items are immutable and shared: a copy costs a count.
#pragma once

#include <compare>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/ref.hpp"
#include "engine/base/result.hpp"
#include "engine/base/text.hpp"

namespace meseta {

class StringSet {
 public:
  static constexpr std::size_t kCountMax = 65'536;   // Items.
  static constexpr std::size_t kItemSizeMax = 1024;  // Bytes.

  StringSet() = default;

  // In any order. CHECKs that validated() would accept them.
  explicit StringSet(std::vector<Text> items);

  // Refuses an empty or oversized item, an item named twice, more than kCountMax items, and bytes
  // that the text form needs for itself (space, control, and any of `,;{}`).
  [[nodiscard]] static Result<StringSet> validated(std::vector<Text> items);

  [[nodiscard]] bool empty() const { return !items_; }
  [[nodiscard]] std::size_t size() const { return items().size(); }
  [[nodiscard]] const std::vector<Text>& items() const;  // In the order of bytes.

  void add(const StringSet& other);
  void subtract(const StringSet& other);
  [[nodiscard]] bool contains(const StringSet& other) const;

  friend bool operator==(const StringSet& a, const StringSet& b) { return a.items_ == b.items_; }
  friend std::strong_ordering operator<=>(const StringSet& a, const StringSet& b) {
    return a.items() <=> b.items();
  }

  template <class Self, class V>
  static void visit_fields(Self& self, V&& v) {
    v("items", self.items_);
  }

 private:
  void hold(std::vector<Text> canonical);

  Ref<std::vector<Text>> items_;  // Sorted, distinct; null if empty.
};

// `{a, b}`; `{}` for none.
[[nodiscard]] std::string to_string(const StringSet& set);

// Reads that form; spaces do not matter. Errors begin with `column N: `, counted from 1.
[[nodiscard]] Result<StringSet> parse_string_set(std::string_view text);

}  // namespace meseta
