#include "engine/resources/attributes.hpp"

#include <gtest/gtest.h>

#include "tests/builders/resources.hpp"

namespace meseta {
namespace {

TEST(Attributes, AreTypedByTheirForm) {
  const auto attributes =
      parse_attributes("rack:abc; level:10 ;cpus:[1-4];disks:{b, a};ip:10.0.0.1");
  ASSERT_EQ(refusal(attributes), "");
  EXPECT_EQ(attributes->find("rack")->text.view(), "abc");
  EXPECT_EQ(attributes->find("level")->scalar, Quantity::whole(10));
  EXPECT_EQ(attributes->find("cpus")->kind, AttributeKind::Ranges);
  EXPECT_EQ(attributes->find("disks")->kind, AttributeKind::Set);
  EXPECT_EQ(attributes->find("ip")->kind, AttributeKind::Text);
  EXPECT_EQ(attributes->find("none"), nullptr);
  EXPECT_EQ(to_string(*attributes), "rack:abc;level:10;cpus:[1-4];disks:{a, b};ip:10.0.0.1");
  EXPECT_EQ(parse_attributes(to_string(*attributes)), attributes);
}

TEST(Attributes, OfOneNameAreAllKeptAndTheFirstCounts) {
  const auto attributes = parse_attributes("rack:a;rack:b");
  EXPECT_EQ(attributes->list.size(), 2U);
  EXPECT_EQ(attributes->find("rack")->text.view(), "a");
  EXPECT_NE(attributes, parse_attributes("rack:b;rack:a"));
}

TEST(Attributes, TextMayHoldColonsAndBlanks) {
  EXPECT_EQ(parse_attributes("os:Debian 12: bookworm")->find("os")->text.view(),
            "Debian 12: bookworm");
}

TEST(Attributes, ErrorsNameTheColumn) {
  EXPECT_EQ(refusal(parse_attributes("rack:a;level")),
            "column 13: no ':' after 'level'; expected an attribute such as rack:abc");
  EXPECT_EQ(refusal(parse_attributes("rack: ")),
            "column 7: attribute 'rack' has no value; expected one as in rack:abc");
  EXPECT_EQ(refusal(parse_attributes(":a")),
            "column 1: attribute name '' is empty or too long; expected 1 to 256 bytes");
  EXPECT_EQ(refusal(parse_attributes("cpus:[1-4]x")),
            "column 11: expected ';' or the end after a value");
  EXPECT_EQ(refusal(parse_attributes("cpus:[4-1]")),
            "column 7: range 4-1 begins after its end; expected the smaller number first");
}

TEST(Attributes, AreBounded) {
  std::string text;
  for (std::size_t i = 0; i < Attributes::kCountMax; ++i) text += "a:b;";
  EXPECT_TRUE(parse_attributes(text));
  EXPECT_EQ(refusal(parse_attributes(text + "a:b")),
            "column 4097: too many attributes; at most 1024");
  EXPECT_TRUE(parse_attributes("a:" + std::string(4096, 'x')));
  EXPECT_EQ(refusal(parse_attributes("a:" + std::string(4097, 'x'))),
            "column 3: attribute 'a' is too long; at most 4096 bytes");
  EXPECT_TRUE(parse_attributes(std::string(256, 'x') + ":b"));
  EXPECT_FALSE(parse_attributes(std::string(257, 'x') + ":b"));
  EXPECT_EQ(refusal(parse_attributes(std::string(Attributes::kSizeMax + 1, ' '))),
            "column 1: attributes of 65537 bytes are too long; at most 65536");
}

}  // namespace
}  // namespace meseta
