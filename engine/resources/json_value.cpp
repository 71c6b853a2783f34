#include "engine/resources/json_value.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "engine/resources/text_cursor.hpp"

namespace meseta {

namespace {

void append_utf8(std::string& text, std::uint32_t point) {
  const auto put = [&](std::uint32_t byte) { text += static_cast<char>(byte); };
  if (point < 0x80) {
    put(point);
  } else if (point < 0x800) {
    put(0xc0 | (point >> 6U));
    put(0x80 | (point & 0x3fU));
  } else if (point < 0x10000) {
    put(0xe0 | (point >> 12U));
    put(0x80 | ((point >> 6U) & 0x3fU));
    put(0x80 | (point & 0x3fU));
  } else {
    put(0xf0 | (point >> 18U));
    put(0x80 | ((point >> 12U) & 0x3fU));
    put(0x80 | ((point >> 6U) & 0x3fU));
    put(0x80 | (point & 0x3fU));
  }
}

std::optional<std::uint32_t> hex_digit(char c) {
  if (c >= '0' && c <= '9') return static_cast<std::uint32_t>(c - '0');
  if (c >= 'a' && c <= 'f') return static_cast<std::uint32_t>(c - 'a' + 10);
  if (c >= 'A' && c <= 'F') return static_cast<std::uint32_t>(c - 'A' + 10);
  return std::nullopt;
}

// Whether `text` has the form of a JSON number: -? (0 | [1-9][0-9]*) (. [0-9]+)? ([eE] [+-]?
// [0-9]+)?
bool is_json_number(std::string_view text) {
  const auto digits = [&] {
    const std::size_t size = std::min(text.find_first_not_of("0123456789"), text.size());
    text.remove_prefix(size);
    return size;
  };
  if (text.starts_with('-')) text.remove_prefix(1);
  const bool zero = text.starts_with('0');
  const std::size_t whole = digits();
  if (whole == 0 || (zero && whole > 1)) return false;
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    if (digits() == 0) return false;
  }
  if (text.starts_with('e') || text.starts_with('E')) {
    text.remove_prefix(1);
    if (text.starts_with('+') || text.starts_with('-')) text.remove_prefix(1);
    if (digits() == 0) return false;
  }
  return text.empty();
}

class Reader {
 public:
  explicit Reader(std::string_view text) : cursor_(text) {}

  Result<JsonValue> read_all() {
    auto value = read(1);
    if (!value) return value;
    cursor_.skip_blanks();
    if (!cursor_.at_end()) return cursor_.refuse_here("expected nothing after the JSON value");
    return value;
  }

 private:
  Result<JsonValue> read(std::size_t depth) {
    cursor_.skip_blanks();
    JsonValue value;
    value.column = cursor_.column();
    if (depth > kJsonDepthMax) {
      return cursor_.refuse_here("JSON nested too deep; at most " + std::to_string(kJsonDepthMax) +
                                 " levels");
    }
    switch (cursor_.peek()) {
      case '[':
        return read_array(std::move(value), depth);
      case '{':
        return read_object(std::move(value), depth);
      case '"': {
        auto text = read_string();
        if (!text) return tl::unexpected(text.error());
        value.kind = JsonValue::Kind::String;
        value.text = *std::move(text);
        return value;
      }
      default:
        return read_word(std::move(value));
    }
  }

  Result<JsonValue> read_word(JsonValue value) {
    const std::string_view word = cursor_.take_until(",:]}[{\" \t\r\n");
    value.text = word;
    if (word == "null") {
      value.kind = JsonValue::Kind::Null;
    } else if (word == "true" || word == "false") {
      value.kind = JsonValue::Kind::Bool;
    } else if (is_json_number(word)) {
      value.kind = JsonValue::Kind::Number;
    } else {
      return TextCursor::refuse_at(value.column, word.empty() ? "expected a JSON value"
                                                              : quoted(word) + " is no JSON value");
    }
    return value;
  }

  Result<JsonValue> read_array(JsonValue value, std::size_t depth) {
    value.kind = JsonValue::Kind::Array;
    cursor_.take('[');
    if (cursor_.take(']')) return value;
    do {
      auto item = read(depth + 1);
      if (!item) return item;
      value.items.push_back(*std::move(item));
    } while (cursor_.take(','));
    if (!cursor_.take(']')) return cursor_.refuse_here("expected ',' or ']' after an item");
    return value;
  }

  Result<JsonValue> read_object(JsonValue value, std::size_t depth) {
    value.kind = JsonValue::Kind::Object;
    std::set<std::string> keys;
    cursor_.take('{');
    if (cursor_.take('}')) return value;
    do {
      cursor_.skip_blanks();
      const std::size_t column = cursor_.column();
      auto key = read_string();
      if (!key) return tl::unexpected(key.error());
      if (!keys.insert(*key).second) {
        return TextCursor::refuse_at(column, "field " + quoted(*key) + " occurs twice");
      }
      if (!cursor_.take(':')) return cursor_.refuse_here("expected ':' after a field's name");
      auto field = read(depth + 1);
      if (!field) return field;
      value.keys.push_back(*std::move(key));
      value.items.push_back(*std::move(field));
    } while (cursor_.take(','));
    if (!cursor_.take('}')) return cursor_.refuse_here("expected ',' or '}' after a field");
    return value;
  }

  Result<std::string> read_string() {
    if (!cursor_.take('"')) return cursor_.refuse_here("expected a string in double quotes");
    std::string text;
    for (;;) {
      if (cursor_.at_end()) return cursor_.refuse_here("expected '\"' at the end of a string");
      const char c = cursor_.peek();
      if (static_cast<unsigned char>(c) < 0x20) {
        return cursor_.refuse_here("a control character in a string; expected an escape");
      }
      cursor_.step();
      if (c == '"') return text;
      if (c != '\\') {
        text += c;
      } else if (auto escape = read_escape(text); !escape) {
        return tl::unexpected(escape.error());
      }
    }
  }

  Result<void> read_escape(std::string& text) {
    constexpr std::string_view kNames = "\"\\/bfnrt";
    constexpr std::string_view kBytes = "\"\\/\b\f\n\r\t";
    const std::size_t known =
        cursor_.at_end() ? std::string_view::npos : kNames.find(cursor_.peek());
    if (known != std::string_view::npos) {
      cursor_.step();
      text += kBytes[known];
      return {};
    }
    auto point = read_unit();
    if (!point) return tl::unexpected(point.error());
    if (*point >= 0xd800 && *point < 0xdc00) {
      const bool second = cursor_.peek() == '\\';
      if (second) cursor_.step();
      const auto low = second ? read_unit() : cursor_.refuse_here("half a surrogate pair");
      if (!low) return tl::unexpected(low.error());
      if (*low < 0xdc00 || *low > 0xdfff) return cursor_.refuse_here("half a surrogate pair");
      *point = 0x10000 + ((*point - 0xd800) << 10U) + (*low - 0xdc00);
    } else if (*point >= 0xdc00 && *point <= 0xdfff) {
      return cursor_.refuse_here("half a surrogate pair");
    }
    append_utf8(text, *point);
    return {};
  }

  // `uXXXX`, after the backslash.
  Result<std::uint32_t> read_unit() {
    if (cursor_.peek() != 'u')
      return cursor_.refuse_here("unknown escape; expected one such as \\n");
    cursor_.step();
    std::uint32_t unit = 0;
    for (int i = 0; i < 4; ++i) {
      const auto digit = hex_digit(cursor_.peek());
      if (!digit) return cursor_.refuse_here("expected four hexadecimal digits after \\u");
      unit = unit * 16 + *digit;
      cursor_.step();
    }
    return unit;
  }

  TextCursor cursor_;
};

}  // namespace

const JsonValue* JsonValue::find(std::string_view key) const {
  const auto found = std::find(keys.begin(), keys.end(), key);
  return found == keys.end() ? nullptr : &items[static_cast<std::size_t>(found - keys.begin())];
}

Result<JsonValue> parse_json(std::string_view text) {
  if (text.size() > kJsonSizeMax) {
    return TextCursor::refuse_at(1, "JSON of " + std::to_string(text.size()) +
                                        " bytes is too long; at most " +
                                        std::to_string(kJsonSizeMax));
  }
  return Reader(text).read_all();
}

std::string json_quoted(std::string_view text) {
  constexpr std::string_view kHex = "0123456789abcdef";
  std::string json = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      json += '\\';
      json += c;
    } else if (byte < 0x20) {
      json += "\\u00";
      json += kHex[byte >> 4U];
      json += kHex[byte & 0xfU];
    } else {
      json += c;
    }
  }
  return json + "\"";
}

}  // namespace meseta
