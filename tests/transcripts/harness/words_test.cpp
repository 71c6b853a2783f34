#include "tests/transcripts/language/words.hpp"

#include <gtest/gtest.h>

namespace meseta::transcript {
namespace {

// What is complained about; empty: nothing.
template <class F>
std::string complaint(F f) {
  try {
    f();
  } catch (const Complaint& thrown) {
    return thrown.message;
  }
  return "";
}

TEST(Words, PlainWordsAndOptionsAreTakenIndependently) {
  Words words("accept f1 refuse=5s o1,o2 task=t1 cpus:1 task=t2 cpus:2");
  EXPECT_EQ(words.name(), "accept");
  EXPECT_EQ(words.option("task"), "t1");
  EXPECT_EQ(words.next("the framework"), "f1");
  EXPECT_EQ(words.list("the offers"), (std::vector<std::string>{"o1", "o2"}));
  EXPECT_EQ(words.option("task"), "t2");
  EXPECT_EQ(words.option("task"), std::nullopt);
  EXPECT_EQ(words.span_option("refuse"), seconds(5));
  EXPECT_EQ(words.rest(), (std::vector<std::string>{"cpus:1", "cpus:2"}));
  EXPECT_EQ(complaint([&] { words.finish(); }), "");
}

TEST(Words, QuotesKeepBlanksAndEmptyWordsAndHideEqualSigns) {
  Words words(R"(ended t1 message="no such image" "" "a=b")");
  EXPECT_EQ(words.option("message"), "no such image");
  EXPECT_EQ(words.rest(), (std::vector<std::string>{"t1", "", "a=b"}));
}

TEST(Words, WhatIsMissingLeftOverOrUnreadableIsNamed) {
  EXPECT_EQ(complaint([] { Words("decline").next("the framework"); }), "the framework is missing");
  EXPECT_EQ(complaint([] { Words("run now").finish(); }), "'now' is not expected here");
  EXPECT_EQ(complaint([] { Words("run fast=yes").finish(); }), "'fast=yes' is not expected here");
  EXPECT_EQ(complaint([] { Words("run \"now"); }), "a quote is not closed");
  EXPECT_EQ(complaint([] { Words("a=b"); }), "a command must come first");
  EXPECT_EQ(
      complaint([] { Words("agent a1").resources("its TOTAL"); }),
      "'a1': column 3: no ':' after 'a1'; expected an entry such as cpus:4 or disk(role):100");
}

TEST(Words, ValuesAreReadOrNamed) {
  EXPECT_EQ(parse_span("500ms"), milliseconds(500));
  EXPECT_EQ(parse_span("7d"), days(7));
  EXPECT_EQ(parse_span("0"), Duration{});
  EXPECT_EQ(parse_span("-1s"), -seconds(1));
  EXPECT_EQ(complaint([] { parse_span("5"); }), "'5' is not a time; say 500ms, 5s, 10m, 2h or 7d");
  EXPECT_EQ(complaint([] { parse_number("1x"); }), "'1x' is not a whole number");
  EXPECT_EQ(parse_state("GONE_BY_OPERATOR"), TaskState::GoneByOperator);
  EXPECT_EQ(parse_reason("INVALID_OFFERS"), StatusReason::InvalidOffers);
  EXPECT_EQ(complaint([] { parse_source("NOBODY"); }),
            "'NOBODY' is not a source; one of MASTER AGENT EXECUTOR");
}

}  // namespace
}  // namespace meseta::transcript
