#include "report/json_writer.hpp"

#include <gtest/gtest.h>

namespace meseta {
namespace {

std::string quoted(std::string_view text) {
  std::string json;
  JsonWriter(json).text(text);
  return json;
}

TEST(JsonWriter, KeepsTheOrderAndIndents) {
  std::string text;
  JsonWriter json(text);
  json.open_object();
  json.key("b").number(UINT64_MAX);
  json.key("a").open_array();
  json.boolean(true);
  json.null();
  json.close();
  json.key("empty").open_object();
  json.close();
  json.close();

  EXPECT_EQ(text,
            "{\n  \"b\": 18446744073709551615,\n  \"a\": [\n    true,\n    null\n  ],\n"
            "  \"empty\": {}\n}");
}

TEST(JsonWriter, WhatIsInsideAFlatOneIsFlatToo) {
  std::string text;
  JsonWriter json(text);
  json.open_array();
  json.open_object(JsonWriter::Shape::Flat);
  json.key("x").open_array();
  json.fixed(1500, 3);
  json.fixed(-1, 6);
  json.close();
  json.key("y").text("z");
  json.close();
  json.close();

  EXPECT_EQ(text, "[\n  {\"x\": [1.5, -0.000001], \"y\": \"z\"}\n]");
}

TEST(JsonWriter, EscapesWhatJsonEscapes) {
  EXPECT_EQ(quoted("a\"b\\c\nd\x01"), R"("a\"b\\c\nd\u0001")");
  EXPECT_EQ(quoted(std::string_view("\0", 1)), R"("\u0000")");
}

TEST(JsonWriter, KeepsUtf8AndReplacesWhatIsNot) {
  EXPECT_EQ(quoted("é€😀"), "\"é€😀\"");
  EXPECT_EQ(quoted("\xff"), R"("\ufffd")");
  EXPECT_EQ(quoted("\xc3"), R"("\ufffd")");                      // Cut short.
  EXPECT_EQ(quoted("\xc0\xaf"), R"("\ufffd\ufffd")");            // Not the shortest form.
  EXPECT_EQ(quoted("\xed\xa0\x80"), R"("\ufffd\ufffd\ufffd")");  // A surrogate.
}

TEST(JsonWriterDeathTest, AKeyWithoutAValueIsABug) {
  std::string text;
  JsonWriter json(text);
  json.open_object();
  json.key("a");
  EXPECT_DEATH(json.close(), "after_key_");
}

}  // namespace
}  // namespace meseta
