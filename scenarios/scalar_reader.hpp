// One scalar of the YAML tree into one field of a message, checked against the field's rule.
#pragma once

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>

#include <string>

#include "api/meseta/scenario.pb.h"
#include "scenarios/place.hpp"
#include "scenarios/yaml.hpp"

namespace meseta {

const scenario::Rule& rule_of(const google::protobuf::FieldDescriptor& field);

// What the field takes, in words: "an integer from 1 to 9".
std::string expected(const google::protobuf::FieldDescriptor& field);

// Sets the field, or adds to it if it is repeated. `name` is what errors call it.
void read_scalar(const YamlNode& node, google::protobuf::Message& message,
                 const google::protobuf::FieldDescriptor& field, const std::string& name,
                 Findings& findings);

}  // namespace meseta
