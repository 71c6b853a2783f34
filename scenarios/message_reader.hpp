// From the YAML tree to the messages of scenario.proto, by what the schema says about each field:
// its type, form, bounds and preset. Knows no field by name.
//
// What the schema cannot say (references, sums, one of several) is checked afterwards, by builders
// that ask Places where something was said.
#pragma once

#include <google/protobuf/message.h>

#include <compare>
#include <cstddef>
#include <map>
#include <string>
#include <string_view>

#include "scenarios/place.hpp"
#include "scenarios/yaml.hpp"

namespace meseta {

// Where each message and field was given. Messages are known by their address, so they must stay
// where they were when they were read.
class Places {
 public:
  using Message = google::protobuf::Message;

  // Of the message itself.
  [[nodiscard]] Place of(const Message& message) const;
  // Of a field's value; of the message if the field was not given.
  [[nodiscard]] Place of(const Message& message, std::string_view field) const;
  // Of one item of a repeated field.
  [[nodiscard]] Place of_item(const Message& message, std::string_view field, int index) const;
  [[nodiscard]] bool given(const Message& message, std::string_view field) const;

  void set(const Message& message, Place place);
  void set(const Message& message, std::string_view field, Place place);
  void set_item(const Message& message, std::string_view field, int index, Place place);

 private:
  struct Key {
    const Message* message;
    std::string field;  // Empty: the message itself.
    int index;          // -1: the field itself.
    friend auto operator<=>(const Key&, const Key&) = default;
  };

  std::map<Key, Place> places_;  // Never iterated: addresses have no order that lasts.
};

// Fills `message` from `root`. Whatever is wrong goes to `findings`.
void read_message(const YamlNode& root, google::protobuf::Message& message, Places& places,
                  Findings& findings);

}  // namespace meseta
