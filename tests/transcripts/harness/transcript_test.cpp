#include "tests/transcripts/language/transcript.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/transcripts/language/subject.hpp"

namespace meseta::transcript {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

constexpr const char* kRight = R"(# What it is about.

subject allocator

# Prose.
framework f1 role=app
# More of it, between two commands.
agent a1 cpus:4;mem:4096
----
nothing

run
----
o1 f1 app a1 cpus:4;mem:4096

# The end.
)";

std::string with(std::string text, const std::string& from, const std::string& to) {
  return text.replace(text.find(from), from.size(), to);
}

std::string only_complaint(const std::string& text) {
  const Outcome outcome = run_transcript("x.txt", text);
  EXPECT_EQ(outcome.complaints.size(), 1U);
  return outcome.complaints.empty() ? "" : outcome.complaints.front();
}

TEST(Transcript, OneThatIsRightIsRewrittenByteForByte) {
  const Outcome outcome = run_transcript("x.txt", kRight);
  EXPECT_THAT(outcome.complaints, IsEmpty());
  EXPECT_EQ(outcome.rewritten, kRight);
}

TEST(Transcript, AWrongExpectationIsNamedWithItsLineAndRewritten) {
  const std::string wrong = with(kRight, "o1 f1 app", "o7 f1 app");
  EXPECT_EQ(only_complaint(wrong),
            "x.txt:12: not as expected (-), this happened (+):\n"
            "  - o7 f1 app a1 cpus:4;mem:4096\n"
            "  + o1 f1 app a1 cpus:4;mem:4096\n");
  EXPECT_EQ(run_transcript("x.txt", wrong).rewritten, kRight);
}

TEST(Transcript, AMissingOrAnAdditionalLineIsWrongToo) {
  EXPECT_THAT(only_complaint(with(kRight, "o1 f1 app a1 cpus:4;mem:4096\n", "")),
              HasSubstr("  + o1 f1"));
  EXPECT_THAT(only_complaint(with(kRight, "nothing\n", "nothing\nnothing\n")),
              HasSubstr("    nothing\n  - nothing\n"));
  EXPECT_THAT(only_complaint(with(kRight, "nothing\n", "")), HasSubstr("  + nothing"));
}

TEST(Transcript, CommandsWithoutADividerAreWrongAndGetOne) {
  const std::string text = with(kRight, "----\no1 f1 app a1 cpus:4;mem:4096\n", "");
  EXPECT_THAT(only_complaint(text), StartsWith("x.txt:12: no ---- after the commands"));
  EXPECT_EQ(run_transcript("x.txt", text).rewritten, kRight);
}

TEST(Transcript, ABadCommandStopsItAndIsNamedWithItsLine) {
  const std::string text = with(kRight, "agent a1", "agnet a1");
  const Outcome outcome = run_transcript("x.txt", text);
  EXPECT_FALSE(outcome.understood);
  ASSERT_EQ(outcome.complaints.size(), 1U);
  EXPECT_THAT(outcome.complaints[0], StartsWith("x.txt:8: unknown command 'agnet'; the commands"));
  EXPECT_EQ(outcome.rewritten, text);
}

TEST(Transcript, ABadArgumentIsNamedWithTheUsage) {
  EXPECT_EQ(only_complaint(with(kRight, "run\n", "decline o9\n")),
            "x.txt:12: 'o9' is not outstanding; usage: decline OFFERS [refuse=TIME]");
  EXPECT_EQ(only_complaint(with(kRight, "run\n", "run now\n")),
            "x.txt:12: 'now' is not expected here; usage: run");
}

TEST(Transcript, WithoutASubjectOrACommandItIsNone) {
  EXPECT_EQ(only_complaint("# Prose.\nsubject cook\n\nrun\n"),
            "x.txt:2: a transcript begins with `subject master`, agent, driver or allocator");
  EXPECT_THAT(only_complaint(""), StartsWith("x.txt:1: a transcript begins"));
  EXPECT_EQ(only_complaint("subject master\n"), "x.txt:1: there is no command");
}

TEST(Transcript, TheLastLineNeedsNoEnd) {
  const std::string text = "subject allocator\n\nrun\n----\nnothing";
  EXPECT_THAT(run_transcript("x.txt", text).complaints, IsEmpty());
}

TEST(Subjects, EachHasAManual) {
  for (const char* name : {"master", "agent", "driver", "allocator"}) {
    const auto subject = make_subject(name);
    ASSERT_NE(subject, nullptr) << name;
    EXPECT_THAT(subject->manual(), HasSubstr("advance TIME")) << name;
  }
  EXPECT_EQ(make_subject("cook"), nullptr);
}

// Whatever is said to a subject that has not begun is a complaint or is carried out; it never ends
// the program.
TEST(Subjects, EveryCommandCanBeMisused) {
  for (const char* name : {"master", "agent", "driver", "allocator"}) {
    for (const std::string& line : split(make_subject(name)->manual(), '\n')) {
      if (line.size() < 3 || line[2] == ' ') continue;
      const std::string command = split(line.substr(2), ' ').front();
      for (const char* arguments : {"", " x", " x y", " x y z", " none task=t nothing"}) {
        const std::string text = std::string("subject ") + name + "\n" + command + arguments + "\n";
        EXPECT_THAT(run_transcript("x.txt", text).complaints, testing::Not(IsEmpty())) << text;
      }
    }
  }
}

}  // namespace
}  // namespace meseta::transcript
