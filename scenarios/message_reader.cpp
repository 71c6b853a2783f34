#include "scenarios/message_reader.hpp"

#include <google/protobuf/descriptor.h>

#include "api/meseta/scenario.pb.h"
#include "scenarios/scalar_reader.hpp"

namespace meseta {

namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

constexpr std::size_t kItemsMax = 10'000;

std::string keys_of(const Descriptor& type) {
  std::string keys;
  for (int i = 0; i < type.field_count(); ++i) {
    keys += (i == 0 ? "" : ", ") + type.field(i)->name();
  }
  return keys;
}

class MessageReader {
 public:
  MessageReader(Places& places, Findings& findings) : places_(places), findings_(findings) {}

  // `name` is what errors call the message.
  void read(const YamlNode& node, Message& message, const std::string& name) {
    places_.set(message, node.place);
    const Descriptor& type = *message.GetDescriptor();
    const std::string& scalar = type.options().GetExtension(scenario::scalar);
    if (node.kind == YamlNode::Kind::Scalar && !scalar.empty()) {
      read_field(node, message, *type.FindFieldByName(scalar));
      read_absent(nullptr, message, name);
      return;
    }
    if (node.kind != YamlNode::Kind::Map) {
      findings_.refuse(node.place, name + " is " + describe(node) +
                                       "; expected a map with keys such as " + keys_of(type));
      return;
    }
    for (const YamlEntry& entry : node.entries) {
      const FieldDescriptor* const field = type.FindFieldByName(entry.key);
      if (field == nullptr) {
        findings_.refuse(entry.place, "unknown key " + describe_key(entry) + " in " + name +
                                          "; expected one of " + keys_of(type));
        return;
      }
      read_field(entry.value, message, *field);
      if (findings_.any()) return;
    }
    read_absent(&node, message, name);
  }

 private:
  static std::string describe_key(const YamlEntry& entry) {
    YamlNode key;
    key.kind = YamlNode::Kind::Scalar;
    key.text = entry.key;
    return describe(key);
  }

  void read_field(const YamlNode& node, Message& message, const FieldDescriptor& field) {
    places_.set(message, field.name(), node.place);
    if (node.kind == YamlNode::Kind::Null) {
      findings_.refuse(node.place, field.name() + " has no value; expected " + expected(field));
    } else if (field.is_repeated()) {
      read_list(node, message, field);
    } else if (field.message_type() != nullptr) {
      read(node, *message.GetReflection()->MutableMessage(&message, &field), field.name());
    } else {
      read_scalar(node, message, field, field.name(), findings_);
    }
  }

  void read_list(const YamlNode& node, Message& message, const FieldDescriptor& field) {
    if (node.kind != YamlNode::Kind::List) {
      findings_.refuse(node.place, field.name() + " is " + describe(node) + "; expected a list");
      return;
    }
    const std::size_t wanted = rule_of(field).items_max();
    const std::size_t items_max = wanted == 0 ? kItemsMax : wanted;
    if (node.items.size() > items_max) {
      findings_.refuse(node.place, field.name() + " has " + std::to_string(node.items.size()) +
                                       " items; expected at most " + std::to_string(items_max));
      return;
    }
    for (std::size_t i = 0; i < node.items.size() && !findings_.any(); ++i) {
      const YamlNode& item = node.items[i];
      const std::string name = field.name() + "[" + std::to_string(i) + "]";
      places_.set_item(message, field.name(), static_cast<int>(i), item.place);
      if (field.message_type() != nullptr) {
        read(item, *message.GetReflection()->AddMessage(&message, &field), name);
      } else {
        read_scalar(item, message, field, name, findings_);
      }
    }
  }

  // Presets, and what is required. `node` is the map, if there was one.
  void read_absent(const YamlNode* node, Message& message, const std::string& name) {
    const Descriptor& type = *message.GetDescriptor();
    for (int i = 0; i < type.field_count() && !findings_.any(); ++i) {
      const FieldDescriptor& field = *type.field(i);
      if (places_.given(message, field.name())) continue;
      const scenario::Rule& rule = rule_of(field);
      if (rule.required()) {
        const Place place = node != nullptr ? node->place : places_.of(message);
        findings_.refuse(place, name + " has no " + field.name() + "; expected " + field.name() +
                                    ": " + expected(field));
      } else if (!rule.preset().empty()) {
        YamlNode preset;
        preset.kind = YamlNode::Kind::Scalar;
        preset.place = places_.of(message);
        preset.text = rule.preset();
        read_scalar(preset, message, field, field.name(), findings_);
      }
    }
  }

  Places& places_;
  Findings& findings_;
};

}  // namespace

Place Places::of(const Message& message) const {
  const auto found = places_.find({&message, {}, -1});
  return found == places_.end() ? Place{} : found->second;
}

Place Places::of(const Message& message, std::string_view field) const {
  return of_item(message, field, -1);
}

Place Places::of_item(const Message& message, std::string_view field, int index) const {
  const auto found = places_.find({&message, std::string(field), index});
  return found == places_.end() ? of(message) : found->second;
}

bool Places::given(const Message& message, std::string_view field) const {
  return places_.contains({&message, std::string(field), -1});
}

void Places::set(const Message& message, Place place) { places_[{&message, {}, -1}] = place; }

void Places::set(const Message& message, std::string_view field, Place place) {
  set_item(message, field, -1, place);
}

void Places::set_item(const Message& message, std::string_view field, int index, Place place) {
  places_[{&message, std::string(field), index}] = place;
}

void read_message(const YamlNode& root, Message& message, Places& places, Findings& findings) {
  MessageReader(places, findings).read(root, message, "the scenario");
}

}  // namespace meseta
