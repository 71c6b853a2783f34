#include "engine/resources/string_set.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "engine/base/check.hpp"
#include "engine/resources/value_text.hpp"

namespace meseta {

namespace {

const std::vector<Text> kNone;

Result<void> validate_item(std::string_view item) {
  if (item.empty()) return refuse("a set has an empty item; expected items such as {a, b}");
  if (item.size() > StringSet::kItemSizeMax) {
    return refuse("item " + quoted(item) + " is too long; at most " +
                  std::to_string(StringSet::kItemSizeMax) + " bytes");
  }
  const auto odd = std::find_if(item.begin(), item.end(), [](char c) {
    return is_blank_or_control(c) || std::string_view(",;{}").find(c) != std::string_view::npos;
  });
  if (odd == item.end()) return {};
  return refuse("item " + quoted(item) + " contains " + quoted({odd, odd + 1}) +
                "; expected no blanks and none of ,;{}");
}

}  // namespace

StringSet::StringSet(std::vector<Text> items) {
  auto valid = validated(std::move(items));
  CHECK(valid.has_value());
  *this = *std::move(valid);
}

Result<StringSet> StringSet::validated(std::vector<Text> items) {
  if (items.size() > kCountMax) {
    return refuse(std::to_string(items.size()) + " items are too many; at most " +
                  std::to_string(kCountMax));
  }
  for (const Text& item : items) {
    if (const auto valid = validate_item(item.view()); !valid) {
      return tl::unexpected(valid.error());
    }
  }
  std::sort(items.begin(), items.end());
  const auto twice = std::adjacent_find(items.begin(), items.end());
  if (twice != items.end()) {
    return refuse("item " + quoted(twice->view()) + " occurs twice; expected each item once");
  }
  StringSet set;
  set.hold(std::move(items));
  return set;
}

const std::vector<Text>& StringSet::items() const { return items_ ? *items_ : kNone; }

void StringSet::hold(std::vector<Text> canonical) {
  items_ = canonical.empty() ? nullptr : make_ref(std::move(canonical));
}

void StringSet::add(const StringSet& other) {
  if (other.empty() || items_.same(other.items_)) return;
  if (empty()) {
    items_ = other.items_;
    return;
  }
  std::vector<Text> sum;
  std::set_union(items().begin(), items().end(), other.items().begin(), other.items().end(),
                 std::back_inserter(sum));
  hold(std::move(sum));
}

void StringSet::subtract(const StringSet& other) {
  if (empty() || other.empty()) return;
  std::vector<Text> left;
  std::set_difference(items().begin(), items().end(), other.items().begin(), other.items().end(),
                      std::back_inserter(left));
  hold(std::move(left));
}

bool StringSet::contains(const StringSet& other) const {
  return items_.same(other.items_) ||
         std::includes(items().begin(), items().end(), other.items().begin(), other.items().end());
}

std::string to_string(const StringSet& set) {
  std::string text = "{";
  for (const Text& item : set.items()) {
    if (text.size() > 1) text += ", ";
    text += item.view();
  }
  return text + "}";
}

Result<StringSet> read_string_set(TextCursor& cursor) {
  cursor.skip_blanks();
  const std::size_t column = cursor.column();
  if (!cursor.take('{')) return cursor.refuse_here("expected a set such as {a, b}");
  if (cursor.take('}')) return StringSet{};
  std::vector<Text> items;
  do {
    cursor.skip_blanks();
    const std::size_t item_column = cursor.column();
    const std::string_view item = cursor.take_until(",{};");
    if (const auto valid = validate_item(item); !valid)
      return at_column(item_column, valid.error());
    items.emplace_back(item);
  } while (cursor.take(','));
  if (!cursor.take('}')) return cursor.refuse_here("expected ',' or '}' after an item");
  auto set = StringSet::validated(std::move(items));
  if (!set) return at_column(column, set.error());
  return set;
}

Result<StringSet> parse_string_set(std::string_view text) {
  return read_whole(text, read_string_set);
}

}  // namespace meseta
