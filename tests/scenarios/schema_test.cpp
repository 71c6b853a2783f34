// The schema against itself and against the code that it describes.
#include <google/protobuf/descriptor.h>
#include <gtest/gtest.h>

#include <memory>
#include <set>
#include <string>

#include "api/meseta/scenario.pb.h"
#include "engine/event/kind.hpp"
#include "scenarios/message_reader.hpp"
#include "scenarios/scalar_reader.hpp"

namespace meseta {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;

void visit(const Descriptor& type, std::set<const Descriptor*>& seen) {
  if (!seen.insert(&type).second) return;
  for (int i = 0; i < type.field_count(); ++i) {
    if (type.field(i)->message_type() != nullptr) visit(*type.field(i)->message_type(), seen);
  }
}

std::set<const Descriptor*> messages() {
  std::set<const Descriptor*> seen;
  visit(*scenario::Scenario::descriptor(), seen);
  return seen;
}

// A refusal of `text` as the value of `field`, or nothing.
std::string refusal(const Descriptor& type, const FieldDescriptor& field, const std::string& text) {
  const Sources sources{.file = "schema", .overrides = {}};
  Findings findings(sources);
  YamlNode node;
  node.kind = YamlNode::Kind::Scalar;
  node.text = text;
  const auto message = std::unique_ptr<google::protobuf::Message>(
      google::protobuf::MessageFactory::generated_factory()->GetPrototype(&type)->New());
  read_scalar(node, *message, field, field.name(), findings);
  return findings.any() ? findings.error()->message : "";
}

TEST(Schema, PresetsAndBoundsAreValidValues) {
  for (const Descriptor* const type : messages()) {
    for (int i = 0; i < type->field_count(); ++i) {
      const FieldDescriptor& field = *type->field(i);
      const scenario::Rule& rule = rule_of(field);
      for (const std::string& text : {rule.preset(), rule.min(), rule.max()}) {
        if (!text.empty()) {
          EXPECT_EQ(refusal(*type, field, text), "") << field.full_name();
        }
      }
    }
  }
}

TEST(Schema, CostsMayBeGivenForEveryMessageAndNothingElse) {
  std::set<std::string> types;
  const Descriptor& costs = *scenario::MessageCosts::descriptor();
  for (int i = 0; i < costs.field_count(); ++i) types.insert(costs.field(i)->name());
  // Kinds before RegisterAgent are reports to a component, not messages between two.
  for (Kind kind = 0; kind < kKinds; ++kind) {
    EXPECT_EQ(types.contains(kind_name(kind)), kind >= kind_of<RegisterAgent>) << kind_name(kind);
  }
}

}  // namespace
}  // namespace meseta
