#include "workload/trace/swf.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/workload/trace/sample_file.hpp"

namespace meseta {
namespace {

using ::testing::ElementsAre;

std::string swf_error(const std::string& text) {
  const auto jobs = parse_swf(text, "log.swf");
  return jobs ? "no error" : jobs.error().message;
}

TEST(Swf, AJobIsWhatItsRowSaysAndCommentsAreNone) {
  const auto jobs = parse_swf(
      "; Version: 2.2\n\n 7 100 5\t60 8 54.5 2048 4 3600 -1 1 3 2 -1 1 9 -1 -1 \n", "log.swf");

  ASSERT_TRUE(jobs) << jobs.error().message;
  EXPECT_THAT(*jobs, ElementsAre(SwfJob{.number = 7,
                                        .submit = 100,
                                        .wait = 5,
                                        .run_time = 60,
                                        .processors = 8,
                                        .memory_kb = 2048,
                                        .status = 1,
                                        .user = 3,
                                        .group = 2,
                                        .queue = 1,
                                        .partition = 9}));
}

TEST(Swf, PartsOfAJobArePassedOverSinceItIsAlsoToldAsAWhole) {
  const auto jobs = parse_swf(
      "1 0 0 60 1 -1 -1 1 -1 -1 1 1 1 1 1 1 -1 -1\n"
      "1 0 0 20 1 -1 -1 1 -1 -1 2 1 1 1 1 1 -1 -1\n"
      "1 0 0 40 1 -1 -1 1 -1 -1 3 1 1 1 1 1 -1 -1\n",
      "log.swf");

  ASSERT_TRUE(jobs) << jobs.error().message;
  EXPECT_EQ(jobs->size(), 1);
}

TEST(Swf, AJobBecomesOneTaskPerProcessor) {
  const SwfJob job{.number = 7, .submit = 100, .run_time = 60, .processors = 8, .memory_kb = 1025};
  const TraceJob made = job_of(job, {.cpus_milli = 500, .mem_mib = 64});

  EXPECT_EQ(made, (TraceJob{.name = "7",
                            .submit = seconds(100),
                            .tasks = 8,
                            .cpus_milli = 500,
                            .mem_mib = 2,
                            .duration = seconds(60)}));
  EXPECT_EQ(job_of(SwfJob{}, {.mem_mib = 64}).mem_mib, 64);
}

TEST(Swf, AJobThatNeverRanIsWithdrawnWhenItWas) {
  const SwfJob job{.submit = 100, .wait = 5, .run_time = -1, .status = 5};
  EXPECT_EQ(job_of(job, {}).deadline, seconds(105));
  EXPECT_EQ(job_of(SwfJob{.run_time = 1, .status = 0}, {}).outcome, TraceOutcome::Failed);
}

TEST(Swf, ErrorsNameRowAndColumn) {
  EXPECT_EQ(swf_error(";\n1 0 0 60\n"), "log.swf:2: the row has 4 fields; expected 18");
  EXPECT_EQ(swf_error("1 0 0 60 1 -1 -1 1 -1 -1 1 1 1 1 1 1 -1 -1 7\n"),
            "log.swf:1: the row has 19 fields; expected 18");
  EXPECT_EQ(swf_error("1 0 0 60 1 -1 -1 1 -1 -1 1 1 1 1 1 1 -1 -"),
            "log.swf:1: the last row does not end; expected a line feed (is the file cut off?)");
  EXPECT_EQ(swf_error("1 -5 0 60 1 -1 -1 1 -1 -1 1 1 1 1 1 1 -1 -1\n"),
            "log.swf:1:3: submit time is '-5'; expected an integer from 0 to 315360000");
  EXPECT_EQ(swf_error("1 0.5 0 60 1 -1 -1 1 -1 -1 1 1 1 1 1 1 -1 -1\n"),
            "log.swf:1:3: submit time is '0.5'; expected an integer from 0 to 315360000");
  EXPECT_EQ(swf_error("1 0 0 60 1 1.x -1 1 -1 -1 1 1 1 1 1 1 -1 -1\n"),
            "log.swf:1:12: cpu time is '1.x'; expected an integer from -1 to 1000000000000");
  EXPECT_EQ(swf_error("1 0 0 60 1 -1 -1 1 -1 -1 6 1 1 1 1 1 -1 -1\n"),
            "log.swf:1:26: status is '6'; expected an integer from -1 to 5");
  EXPECT_EQ(swf_error("1 0 0 -1 1 -1 -1 1 -1 -1 1 1 1 1 1 1 -1 -1\n"),
            "log.swf:1:7: run time is not known of a completed job; expected seconds");
  EXPECT_EQ(swf_error("1 0 0 60 1 -1 -1 1 -1 -1 1 1 1 1 1 1 -1 -1\n"
                      "1 0 0 60 1 -1 -1 1 -1 -1 1 1 1 1 1 1 -1 -1\n"),
            "log.swf:2:1: job number is '1' as in row 1; expected each number once");
}

TEST(Swf, TheSampleIsValid) {
  const auto jobs = parse_swf(testing::sample("sample.swf"), "sample.swf");
  ASSERT_TRUE(jobs) << jobs.error().message;
  EXPECT_EQ(jobs->size(), 60);
}

}  // namespace
}  // namespace meseta
