// Ranges: a set of numbers, kept as inclusive ranges.
//
// Always canonical: sorted, and ranges that overlap or touch are one ([2-3, 4-5] is [2-5]). Adding
// is union, subtracting is difference, and contains means subset.
//
// The ranges are immutable and shared: a copy costs a count.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/ref.hpp"
#include "engine/base/result.hpp"

namespace meseta {

struct Range {
  std::uint64_t begin = 0;
  std::uint64_t end = 0;  // Inclusive, not before begin.

  friend constexpr auto operator<=>(const Range&, const Range&) = default;

  template <class Self, class V>
  static void visit_fields(Self& self, V&& v) {
    v("begin", self.begin);
    v("end", self.end);
  }
};

class Ranges {
 public:
  static constexpr std::size_t kCountMax = 65'536;  // Ranges that a text or a message may name.

  Ranges() = default;

  // From ranges in any order; they may overlap. CHECKs begin <= end for each; see validated().
  explicit Ranges(std::vector<Range> ranges);

  // Refuses more than kCountMax ranges, one that begins after its end, and two that overlap, in
  // whatever order they stand.
  [[nodiscard]] static Result<Ranges> validated(std::vector<Range> ranges);

  [[nodiscard]] bool empty() const { return !list_; }
  [[nodiscard]] const std::vector<Range>& list() const;
  [[nodiscard]] std::uint64_t count() const;  // Numbers, not ranges; UINT64_MAX if there are more.

  void add(const Ranges& other);
  void subtract(const Ranges& other);
  [[nodiscard]] bool contains(const Ranges& other) const;
  [[nodiscard]] bool contains(std::uint64_t number) const;

  friend bool operator==(const Ranges& a, const Ranges& b) { return a.list_ == b.list_; }
  friend std::strong_ordering operator<=>(const Ranges& a, const Ranges& b) {
    return a.list() <=> b.list();
  }

  template <class Self, class V>
  static void visit_fields(Self& self, V&& v) {
    v("list", self.list_);
  }

 private:
  void hold(std::vector<Range> canonical);

  Ref<std::vector<Range>> list_;  // Canonical; null if empty.
};

// `[1-2, 5-5]`; `[]` for none.
[[nodiscard]] std::string to_string(const Ranges& ranges);

// Reads that form, with ranges in any order; they may overlap, and a single number stands for
// itself. Blanks do not matter. Errors begin with `column N: `, counted from 1.
[[nodiscard]] Result<Ranges> parse_ranges(std::string_view text);

}  // namespace meseta
