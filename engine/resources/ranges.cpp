#include "engine/resources/ranges.hpp"

#include <algorithm>
#include <utility>

#include "engine/base/check.hpp"
#include "engine/resources/text_cursor.hpp"
#include "engine/resources/value_text.hpp"

namespace meseta {

namespace {

// Whether a range that begins at `begin` overlaps or touches one that ends at `end`.
bool joins(std::uint64_t end, std::uint64_t begin) { return begin <= end || begin - end == 1; }

// Appends to a canonical list a range that does not begin before its last one.
void append(std::vector<Range>& list, Range range) {
  if (!list.empty() && joins(list.back().end, range.begin)) {
    list.back().end = std::max(list.back().end, range.end);
  } else {
    list.push_back(range);
  }
}

const std::vector<Range> kNone;

}  // namespace

Ranges::Ranges(std::vector<Range> ranges) {
  std::sort(ranges.begin(), ranges.end());
  std::vector<Range> canonical;
  for (const Range& range : ranges) {
    CHECK(range.begin <= range.end);
    append(canonical, range);
  }
  hold(std::move(canonical));
}

Result<Ranges> Ranges::validated(std::vector<Range> ranges) {
  if (ranges.size() > kCountMax) {
    return refuse(std::to_string(ranges.size()) + " ranges are too many; at most " +
                  std::to_string(kCountMax));
  }
  for (const Range& range : ranges) {
    if (range.begin <= range.end) continue;
    return refuse("range " + std::to_string(range.begin) + "-" + std::to_string(range.end) +
                  " begins after its end; expected the smaller number first");
  }
  std::sort(ranges.begin(), ranges.end());
  for (std::size_t i = 1; i < ranges.size(); ++i) {
    if (ranges[i].begin > ranges[i - 1].end) continue;
    return refuse("ranges " + to_string(Ranges({ranges[i - 1]})) + " and " +
                  to_string(Ranges({ranges[i]})) + " overlap; expected each number once");
  }
  return Ranges(std::move(ranges));
}

const std::vector<Range>& Ranges::list() const { return list_ ? *list_ : kNone; }

void Ranges::hold(std::vector<Range> canonical) {
  list_ = canonical.empty() ? nullptr : make_ref(std::move(canonical));
}

std::uint64_t Ranges::count() const {
  std::uint64_t numbers = 0;
  for (const Range& range : list()) {
    const std::uint64_t more = range.end - range.begin;  // One less than its numbers.
    if (more >= UINT64_MAX - numbers) return UINT64_MAX;
    numbers += more + 1;
  }
  return numbers;
}

void Ranges::add(const Ranges& other) {
  if (other.empty() || list_.same(other.list_)) return;
  if (empty()) {
    list_ = other.list_;
    return;
  }
  std::vector<Range> both;
  both.reserve(list().size() + other.list().size());
  std::merge(list().begin(), list().end(), other.list().begin(), other.list().end(),
             std::back_inserter(both));
  std::vector<Range> sum;
  sum.reserve(both.size());
  for (const Range& range : both) append(sum, range);
  hold(std::move(sum));
}

void Ranges::subtract(const Ranges& other) {
  if (empty() || other.empty()) return;
  std::vector<Range> left;
  left.reserve(list().size() + other.list().size());
  auto taken = other.list().begin();
  const auto taken_end = other.list().end();
  for (Range range : list()) {
    while (taken != taken_end && taken->end < range.begin) ++taken;
    bool gone = false;
    for (auto cut = taken; cut != taken_end && cut->begin <= range.end; ++cut) {
      if (cut->begin > range.begin) left.push_back({range.begin, cut->begin - 1});
      gone = cut->end >= range.end;
      if (gone) break;
      range.begin = cut->end + 1;
    }
    if (!gone) left.push_back(range);
  }
  hold(std::move(left));
}

bool Ranges::contains(const Ranges& other) const {
  if (other.empty() || list_.same(other.list_)) return true;
  auto mine = list().begin();
  for (const Range& range : other.list()) {
    while (mine != list().end() && mine->end < range.begin) ++mine;
    if (mine == list().end() || mine->begin > range.begin || mine->end < range.end) return false;
  }
  return true;
}

bool Ranges::contains(std::uint64_t number) const {
  const auto after = std::upper_bound(
      list().begin(), list().end(), number,
      [](std::uint64_t sought, const Range& range) { return sought < range.begin; });
  return after != list().begin() && std::prev(after)->end >= number;
}

std::string to_string(const Ranges& ranges) {
  std::string text = "[";
  for (const Range& range : ranges.list()) {
    if (text.size() > 1) text += ", ";
    text += std::to_string(range.begin) + "-" + std::to_string(range.end);
  }
  return text + "]";
}

Result<Ranges> read_ranges(TextCursor& cursor) {
  if (!cursor.take('[')) return cursor.refuse_here("expected ranges such as [31000-32000, 8080]");
  std::vector<Range> ranges;
  if (cursor.take(']')) return Ranges{};
  do {
    cursor.skip_blanks();
    const std::size_t column = cursor.column();
    const std::string_view first = cursor.take_until("-,];");
    const bool two = cursor.take('-');
    const std::string_view last = two ? cursor.take_until(",];") : first;
    const auto begin = read_number(first);
    const auto end = read_number(last);
    if (!begin || !end) {
      return TextCursor::refuse_at(
          column, quoted(two ? std::string(first) + "-" + std::string(last) : std::string(first)) +
                      " is not a range; expected one such as 31000-32000");
    }
    if (*begin > *end) {
      return TextCursor::refuse_at(column, "range " + std::string(first) + "-" + std::string(last) +
                                               " begins after its end; expected the smaller "
                                               "number first");
    }
    if (ranges.size() == Ranges::kCountMax) {
      return TextCursor::refuse_at(column,
                                   "too many ranges; at most " + std::to_string(Ranges::kCountMax));
    }
    ranges.push_back({*begin, *end});
  } while (cursor.take(','));
  if (!cursor.take(']')) return cursor.refuse_here("expected ',' or ']' after a range");
  return Ranges(std::move(ranges));
}

Result<Ranges> parse_ranges(std::string_view text) { return read_whole(text, read_ranges); }

}  // namespace meseta
