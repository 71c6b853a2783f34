#include "engine/resources/attributes.hpp"

#include <algorithm>
#include <utility>

#include "engine/resources/value_text.hpp"

namespace meseta {

namespace {

constexpr std::size_t kNameSizeMax = 256;    // Bytes.
constexpr std::size_t kTextSizeMax = 4'096;  // Bytes.

bool is_number(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789.") == std::string_view::npos;
}

Result<Attribute> read_value(TextCursor& cursor, Attribute attribute) {
  cursor.skip_blanks();
  const std::size_t column = cursor.column();
  if (cursor.peek() == '[') {
    auto ranges = read_ranges(cursor);
    if (!ranges) return tl::unexpected(ranges.error());
    attribute.kind = AttributeKind::Ranges;
    attribute.ranges = *std::move(ranges);
    return attribute;
  }
  if (cursor.peek() == '{') {
    auto set = read_string_set(cursor);
    if (!set) return tl::unexpected(set.error());
    attribute.kind = AttributeKind::Set;
    attribute.set = *std::move(set);
    return attribute;
  }
  const std::string_view text = cursor.take_until(";");
  if (is_number(text)) {
    if (const auto quantity = parse_quantity(text)) {
      attribute.kind = AttributeKind::Scalar;
      attribute.scalar = *quantity;
      return attribute;
    }
  }
  if (text.empty()) {
    return TextCursor::refuse_at(column, "attribute " + quoted(attribute.name.view()) +
                                             " has no value; expected one as in rack:abc");
  }
  if (text.size() > kTextSizeMax) {
    return TextCursor::refuse_at(column, "attribute " + quoted(attribute.name.view()) +
                                             " is too long; at most " +
                                             std::to_string(kTextSizeMax) + " bytes");
  }
  attribute.kind = AttributeKind::Text;
  attribute.text = Text(text);
  return attribute;
}

Result<Attribute> read_attribute(TextCursor& cursor) {
  const std::size_t column = cursor.column();
  const std::string_view name = cursor.take_until(":;");
  if (name.empty() || name.size() > kNameSizeMax) {
    return TextCursor::refuse_at(column, "attribute name " + quoted(name) +
                                             " is empty or too long; expected 1 to " +
                                             std::to_string(kNameSizeMax) + " bytes");
  }
  if (!cursor.take(':')) {
    return cursor.refuse_here("no ':' after " + quoted(name) +
                              "; expected an attribute such as rack:abc");
  }
  Attribute attribute;
  attribute.name = Text(name);
  auto value = read_value(cursor, std::move(attribute));
  if (!value) return value;
  cursor.skip_blanks();
  if (!cursor.at_end() && cursor.peek() != ';') {
    return cursor.refuse_here("expected ';' or the end after a value");
  }
  return value;
}

}  // namespace

const Attribute* Attributes::find(std::string_view name) const {
  const auto found = std::find_if(list.begin(), list.end(), [&](const Attribute& attribute) {
    return attribute.name.view() == name;
  });
  return found == list.end() ? nullptr : &*found;
}

Result<Attributes> parse_attributes(std::string_view text) {
  TextCursor cursor(text);
  if (text.size() > Attributes::kSizeMax) {
    return cursor.refuse_here("attributes of " + std::to_string(text.size()) +
                              " bytes are too long; at most " +
                              std::to_string(Attributes::kSizeMax));
  }
  Attributes attributes;
  do {
    cursor.skip_blanks();
    if (cursor.at_end() || cursor.peek() == ';') continue;
    if (attributes.list.size() == Attributes::kCountMax) {
      return cursor.refuse_here("too many attributes; at most " +
                                std::to_string(Attributes::kCountMax));
    }
    auto attribute = read_attribute(cursor);
    if (!attribute) return tl::unexpected(attribute.error());
    attributes.list.push_back(*std::move(attribute));
  } while (cursor.take(';'));
  return attributes;
}

std::string to_string(const Attribute& attribute) {
  std::string name = attribute.name.str() + ":";
  switch (attribute.kind) {
    case AttributeKind::Scalar:
      return name + to_string(attribute.scalar);
    case AttributeKind::Ranges:
      return name + to_string(attribute.ranges);
    case AttributeKind::Set:
      return name + to_string(attribute.set);
    case AttributeKind::Text:
      return name + attribute.text.str();
  }
  return name;
}

std::string to_string(const Attributes& attributes) {
  std::string text;
  for (const Attribute& attribute : attributes.list) {
    if (!text.empty()) text += ";";
    text += to_string(attribute);
  }
  return text;
}

}  // namespace meseta
