#include "engine/resources/json_value.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "tests/builders/resources.hpp"

namespace meseta {
namespace {

std::string text(std::string_view json) {
  const auto value = parse_json(json);
  return value ? value->text : "refused: " + value.error().message;
}

TEST(JsonValue, IsATree) {
  const auto value = parse_json(R"( {"a": [1, true, null], "b": {}} )");
  ASSERT_EQ(refusal(value), "");
  EXPECT_EQ(value->column, 2U);
  const JsonValue* list = value->find("a");
  ASSERT_NE(list, nullptr);
  EXPECT_EQ(list->items.size(), 3U);
  EXPECT_EQ(list->items[1].column, 12U);
  EXPECT_EQ(list->items[2].kind, JsonValue::Kind::Null);
  EXPECT_EQ(value->find("c"), nullptr);
}

TEST(JsonValue, StringsHaveEscapes) {
  EXPECT_EQ(text(R"("a\n\t\"\\\/\b\f\r")"), "a\n\t\"\\/\b\f\r");
  EXPECT_EQ(text(R"("\u0041\u00e9\u20AC\ud83d\ude00")"), "A\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80");
  for (const char* half : {R"("\ud83d")", R"("\ud83dx")", R"("\ud83d\u0041")", R"("\ude00")"}) {
    EXPECT_TRUE(text(half).ends_with("half a surrogate pair")) << half;
  }
  EXPECT_EQ(text(R"("\x")"), "refused: column 3: unknown escape; expected one such as \\n");
  EXPECT_EQ(text(R"("\u12g4")"), "refused: column 6: expected four hexadecimal digits after \\u");
}

TEST(JsonValue, NumbersAreStrictlyThoseOfJson) {
  for (const char* number : {"0", "-0", "10", "1.5", "1e5", "1E-5", "-1.25e+10"}) {
    EXPECT_EQ(text(number), number);
  }
  for (const char* odd : {"01", "+1", ".5", "5.", "1e", "0x1", "NaN", "--1", "1.e5", "-"}) {
    EXPECT_EQ(text(odd), "refused: column 1: '" + std::string(odd) + "' is no JSON value");
  }
}

TEST(JsonValue, ErrorsNameTheColumn) {
  EXPECT_EQ(text(""), "refused: column 1: expected a JSON value");
  EXPECT_EQ(text("[1,]"), "refused: column 4: expected a JSON value");
  EXPECT_EQ(text("[1"), "refused: column 3: expected ',' or ']' after an item");
  EXPECT_EQ(text(R"({"a" 1})"), "refused: column 6: expected ':' after a field's name");
  EXPECT_EQ(text(R"({"a":1,"a":2})"), "refused: column 8: field 'a' occurs twice");
  EXPECT_EQ(text(R"({"a":1)"), "refused: column 7: expected ',' or '}' after a field");
  EXPECT_EQ(text("{a:1}"), "refused: column 2: expected a string in double quotes");
  EXPECT_EQ(text("\"a"), "refused: column 3: expected '\"' at the end of a string");
  EXPECT_EQ(text("\"a\nb\""),
            "refused: column 3: a control character in a string; expected an escape");
  EXPECT_EQ(text("1 2"), "refused: column 3: expected nothing after the JSON value");
}

TEST(JsonValue, IsBoundedInDepthAndSize) {
  const auto nested = [](std::size_t depth) {
    return std::string(depth, '[') + std::string(depth, ']');
  };
  EXPECT_TRUE(parse_json(nested(kJsonDepthMax)));
  EXPECT_EQ(text(nested(kJsonDepthMax + 1)),
            "refused: column 17: JSON nested too deep; at most 16 levels");
  EXPECT_TRUE(parse_json("1" + std::string(kJsonSizeMax - 1, ' ')));
  EXPECT_EQ(text("1" + std::string(kJsonSizeMax, ' ')),
            "refused: column 1: JSON of 1048577 bytes is too long; at most 1048576");
}

RC_GTEST_PROP(JsonValueProperty, AQuotedStringIsReadBack, (const std::string& bytes)) {
  RC_ASSERT(text(json_quoted(bytes)) == bytes);
}

RC_GTEST_PROP(JsonValueProperty, AnyTextIsReadOrRefused, ()) {
  const auto json =
      *rc::gen::container<std::string>(rc::gen::elementOf(std::string("[]{}\":,\\u0d8e1.-+ tn")));
  RC_ASSERT(parse_json(json).has_value() || !refusal(parse_json(json)).empty());
}

}  // namespace
}  // namespace meseta
