#include "report/json_writer.hpp"

#include "engine/base/check.hpp"
#include "report/measure.hpp"

namespace meseta {

namespace {

// Bytes of the UTF-8 character at the start of `text`, shortest form, no surrogates; 0 if there is
// none.
std::size_t utf8_size(std::string_view text) {
  const auto byte = [&](std::size_t i) -> unsigned {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0;
  };
  const auto follows = [&](std::size_t i) { return (byte(i) & 0xc0U) == 0x80; };
  const unsigned first = byte(0);
  if (first < 0x80) return 1;
  if (first >= 0xc2 && first <= 0xdf) return follows(1) ? 2 : 0;
  if (first >= 0xe0 && first <= 0xef) {
    if (!follows(1) || !follows(2)) return 0;
    if (first == 0xe0 && byte(1) < 0xa0) return 0;
    if (first == 0xed && byte(1) >= 0xa0) return 0;
    return 3;
  }
  if (first >= 0xf0 && first <= 0xf4) {
    if (!follows(1) || !follows(2) || !follows(3)) return 0;
    if (first == 0xf0 && byte(1) < 0x90) return 0;
    if (first == 0xf4 && byte(1) >= 0x90) return 0;
    return 4;
  }
  return 0;
}

}  // namespace

void JsonWriter::next() {
  if (after_key_) {
    after_key_ = false;
    return;
  }
  if (levels_.empty()) return;
  Level& level = levels_.back();
  if (!level.empty) text_ += ',';
  if (level.flat) {
    if (!level.empty) text_ += ' ';
  } else {
    text_ += '\n';
    text_.append(2 * levels_.size(), ' ');
  }
  level.empty = false;
}

JsonWriter& JsonWriter::key(std::string_view name) {
  CHECK(!after_key_ && !levels_.empty() && levels_.back().closing == '}');
  next();
  quote(name);
  text_ += ": ";
  after_key_ = true;
  return *this;
}

void JsonWriter::open(char opening, char closing, Shape shape) {
  const bool flat = shape == Shape::Flat || (!levels_.empty() && levels_.back().flat);
  next();
  text_ += opening;
  levels_.push_back({closing, flat});
}

void JsonWriter::close() {
  CHECK(!levels_.empty() && !after_key_);
  const Level level = levels_.back();
  levels_.pop_back();
  if (!level.flat && !level.empty) {
    text_ += '\n';
    text_.append(2 * levels_.size(), ' ');
  }
  text_ += level.closing;
}

void JsonWriter::text(std::string_view value) {
  next();
  quote(value);
}

void JsonWriter::number(std::uint64_t value) {
  next();
  text_ += std::to_string(value);
}

void JsonWriter::fixed(std::int64_t value, unsigned decimals) {
  next();
  text_ += decimal(value, decimals);
}

void JsonWriter::boolean(bool value) {
  next();
  text_ += value ? "true" : "false";
}

void JsonWriter::null() {
  next();
  text_ += "null";
}

void JsonWriter::quote(std::string_view value) {
  constexpr char kDigits[] = "0123456789abcdef";
  text_ += '"';
  while (!value.empty()) {
    const std::size_t size = utf8_size(value);
    const char c = value.front();
    const auto byte = static_cast<unsigned char>(c);
    if (size == 0) {
      text_ += "\\ufffd";
    } else if (c == '"' || c == '\\') {
      text_ += '\\';
      text_ += c;
    } else if (c == '\n') {
      text_ += "\\n";
    } else if (byte < 0x20 || byte == 0x7f) {
      text_ += "\\u00";
      text_ += kDigits[byte >> 4U];
      text_ += kDigits[byte & 15U];
    } else {
      text_ += value.substr(0, size);
    }
    value.remove_prefix(size == 0 ? 1 : size);
  }
  text_ += '"';
}

}  // namespace meseta
