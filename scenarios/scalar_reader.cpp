#include "scenarios/scalar_reader.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>
#include <string_view>

#include "engine/resources/role.hpp"
#include "scenarios/forms.hpp"
#include "scenarios/resource_texts.hpp"

namespace meseta {

namespace {

using google::protobuf::EnumDescriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

constexpr std::size_t kLineMax = 255;
constexpr std::size_t kPathMax = 4096;

// Enumerators are written in small letters; number 0 is for those that were not given.
std::string word_of(const EnumDescriptor& type, int index) {
  std::string word = type.value(index)->name();
  for (char& c : word) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  return word;
}

std::string words_of(const EnumDescriptor& type) {
  std::string words;
  for (int i = 1; i < type.value_count(); ++i) words += (i == 1 ? "" : ", ") + word_of(type, i);
  return type.value_count() == 2 ? words : "one of " + words;
}

std::string number_in_words(const FieldDescriptor& field) {
  switch (rule_of(field).form()) {
    case scenario::DURATION:
      return "a duration such as 500us, 15s or 1h30m";
    case scenario::ODDS:
      return "odds such as 0.5% or 1 in 200";
    case scenario::THOUSANDTHS:
      return "a number such as 2 or 0.125";
    default:
      return "an integer";
  }
}

std::string text_in_words(scenario::Form form) {
  switch (form) {
    case scenario::NAME:
      return "a name such as rack-1, of letters, digits, '_', '.' and '-', at most 63";
    case scenario::ROLE:
      return "a role such as *, web or eng/search";
    case scenario::RESOURCES:
      return "resources such as cpus:16;mem:65536";
    case scenario::ALTERNATIVES:
      return "quantities such as cpus:0.01|mem:32";
    case scenario::ATTRIBUTES:
      return "attributes such as os:debian;zone:west";
    case scenario::DOMAIN:
      return "a domain such as region/zone/rack";
    case scenario::FOLDER:
    case scenario::FILE:
      return "a path";
    default:
      return "one line of at most 255 bytes";
  }
}

// In thousandths, nanoseconds, millionths or as it is, by the field's form.
std::optional<std::int64_t> parse_number(std::string_view text, scenario::Form form) {
  switch (form) {
    case scenario::DURATION:
      return parse_duration(text);
    case scenario::ODDS:
      return parse_odds(text);
    case scenario::THOUSANDTHS:
      return parse_thousandths(text);
    default: {
      std::int64_t value = 0;
      const char* const end = text.data() + text.size();
      const auto [stopped, error] = std::from_chars(text.data(), end, value);
      if (text.empty() || stopped != end || error != std::errc{}) return std::nullopt;
      return value;
    }
  }
}

bool in_bounds(std::int64_t value, const FieldDescriptor& field) {
  const scenario::Rule& rule = rule_of(field);
  const bool small = field.cpp_type() == FieldDescriptor::CPPTYPE_UINT32;
  const auto bound = [&](const std::string& text, std::int64_t otherwise) {
    return text.empty() ? otherwise : parse_number(text, rule.form()).value_or(otherwise);
  };
  return bound(rule.min(), small ? 0 : INT64_MIN) <= value &&
         value <= bound(rule.max(), small ? UINT32_MAX : INT64_MAX);
}

class ScalarReader {
 public:
  ScalarReader(const YamlNode& node, Message& message, const FieldDescriptor& field,
               const std::string& name, Findings& findings)
      : node_(node),
        message_(message),
        field_(field),
        reflection_(*message.GetReflection()),
        name_(name),
        findings_(findings) {}

  void read() {
    if (node_.kind != YamlNode::Kind::Scalar) return refuse();
    switch (field_.cpp_type()) {
      case FieldDescriptor::CPPTYPE_STRING:
        return read_text();
      case FieldDescriptor::CPPTYPE_ENUM:
        return read_word();
      case FieldDescriptor::CPPTYPE_BOOL:
        if (node_.quoted || (node_.text != "true" && node_.text != "false")) return refuse();
        return reflection_.SetBool(&message_, &field_, node_.text == "true");
      case FieldDescriptor::CPPTYPE_UINT64:
        return read_word64();
      default:
        return read_number();
    }
  }

 private:
  void refuse() {
    findings_.refuse(node_.place,
                     name_ + " is " + describe(node_) + "; expected " + expected(field_));
  }

  void read_number() {
    const scenario::Form form = rule_of(field_).form();
    const auto value = parse_number(node_.text, form);
    const bool as_text = node_.quoted && form == scenario::PLAIN;
    if (!value || as_text || !in_bounds(*value, field_)) return refuse();
    if (field_.cpp_type() == FieldDescriptor::CPPTYPE_UINT32) {
      reflection_.SetUInt32(&message_, &field_, static_cast<std::uint32_t>(*value));
    } else {
      reflection_.SetInt64(&message_, &field_, *value);
    }
  }

  void read_word64() {
    std::uint64_t value = 0;
    const char* const end = node_.text.data() + node_.text.size();
    const auto [stopped, error] = std::from_chars(node_.text.data(), end, value);
    if (node_.quoted || node_.text.empty() || stopped != end || error != std::errc{}) {
      return refuse();
    }
    reflection_.SetUInt64(&message_, &field_, value);
  }

  void read_word() {
    const EnumDescriptor& type = *field_.enum_type();
    for (int i = 1; i < type.value_count(); ++i) {
      if (node_.text != word_of(type, i)) continue;
      return reflection_.SetEnumValue(&message_, &field_, type.value(i)->number());
    }
    refuse();
  }

  void read_text() {
    if (!well_formed()) return refuse();
    if (field_.is_repeated()) {
      reflection_.AddString(&message_, &field_, node_.text);
    } else {
      reflection_.SetString(&message_, &field_, node_.text);
    }
  }

  bool well_formed() {
    const std::string& text = node_.text;
    switch (rule_of(field_).form()) {
      case scenario::NAME:
        return is_name(text);
      case scenario::ROLE:
        return validate_role(text).has_value();
      case scenario::DOMAIN:
        return is_domain(text);
      case scenario::FOLDER:
      case scenario::FILE:
        return !text.empty() && is_line(text, kPathMax);
      case scenario::RESOURCES:
        return accepted(check_resources(text));
      case scenario::ALTERNATIVES:
        return accepted(check_alternatives(text));
      case scenario::ATTRIBUTES:
        return accepted(check_attributes(text));
      default:
        return !text.empty() && is_line(text, kLineMax);
    }
  }

  // The engine's parsers say themselves what is wrong, and in which column of the text.
  bool accepted(const Result<void>& result) {
    if (result) return true;
    auto [column, message] = split_column(result.error().message);
    if (message.find("; expected ") == std::string::npos) {
      message += "; expected " + expected(field_);
    }
    Place place = node_.place;
    if (!place.overridden()) place.column += column - 1 + (node_.quoted ? 1 : 0);
    findings_.refuse(place, name_ + " is " + describe(node_) + ": " + message);
    return false;
  }

  const YamlNode& node_;
  Message& message_;
  const FieldDescriptor& field_;
  const google::protobuf::Reflection& reflection_;
  const std::string& name_;
  Findings& findings_;
};

}  // namespace

const scenario::Rule& rule_of(const FieldDescriptor& field) {
  return field.options().GetExtension(scenario::rule);
}

std::string expected(const FieldDescriptor& field) {
  if (field.is_repeated() && field.message_type() != nullptr) return "a list";
  if (field.message_type() != nullptr) return "a map";
  const scenario::Rule& rule = rule_of(field);
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_STRING:
      return text_in_words(rule.form());
    case FieldDescriptor::CPPTYPE_ENUM:
      return words_of(*field.enum_type());
    case FieldDescriptor::CPPTYPE_BOOL:
      return "true or false";
    case FieldDescriptor::CPPTYPE_UINT64:
      return "an integer from 0 to 18446744073709551615";
    default: {
      std::string words = number_in_words(field);
      if (!rule.min().empty()) words += " from " + rule.min();
      if (!rule.max().empty()) words += (rule.min().empty() ? " up to " : " to ") + rule.max();
      return words;
    }
  }
}

void read_scalar(const YamlNode& node, Message& message, const FieldDescriptor& field,
                 const std::string& name, Findings& findings) {
  ScalarReader(node, message, field, name, findings).read();
}

}  // namespace meseta
