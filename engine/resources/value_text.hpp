// Readers of one value inside a longer text. Each starts at the cursor and leaves it after the
// value.
#pragma once

#include <string>
#include <string_view>

#include "engine/base/result.hpp"
#include "engine/resources/cards.hpp"
#include "engine/resources/quantity.hpp"
#include "engine/resources/ranges.hpp"
#include "engine/resources/string_set.hpp"
#include "engine/resources/text_cursor.hpp"

namespace meseta {

[[nodiscard]] Result<Ranges> read_ranges(TextCursor& cursor);
[[nodiscard]] Result<StringSet> read_string_set(TextCursor& cursor);
[[nodiscard]] Result<Cards> read_cards(TextCursor& cursor);

// A text that holds one value and nothing else.
template <class T>
[[nodiscard]] Result<T> read_whole(std::string_view text, Result<T> (*read)(TextCursor&)) {
  TextCursor cursor(text);
  Result<T> value = read(cursor);
  if (!value) return value;
  cursor.skip_blanks();
  if (!cursor.at_end()) return cursor.refuse_here("expected nothing more");
  return value;
}

// The same refusal, said of a place.
[[nodiscard]] inline tl::unexpected<Refusal> at_column(std::size_t column, const Refusal& refusal) {
  return TextCursor::refuse_at(column, refusal.message);
}

}  // namespace meseta
