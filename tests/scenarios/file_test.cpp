#include "scenarios/file.hpp"

#include <gtest/gtest.h>

#include <string>

#include "tests/workload/trace/sample_file.hpp"

namespace meseta {
namespace {

using testing::sample;

std::string error_of(const Result<std::string>& result) {
  return result ? "no error" : result.error().message;
}

TEST(File, GzipIsUnpackedAndAnythingElseIsNot) {
  DiskFiles files;
  const auto plain = files.read("scenarios/traces/sample.swf");
  const auto packed = files.read("scenarios/traces/sample.swf.gz");

  ASSERT_TRUE(plain && packed);
  EXPECT_EQ(*plain, sample("sample.swf"));
  EXPECT_EQ(*packed, *plain);
  EXPECT_EQ(*unpacked("text"), "text");
  EXPECT_EQ(*unpacked(""), "");
}

TEST(File, GzipMayHaveSeveralMembers) {
  const std::string packed = sample("sample.swf.gz");
  EXPECT_EQ(*unpacked(packed + packed), sample("sample.swf") + sample("sample.swf"));
}

TEST(File, DamagedOrCutOffGzipIsRefused) {
  const std::string packed = sample("sample.swf.gz");
  for (std::size_t size = 2; size < packed.size(); ++size) {
    EXPECT_EQ(error_of(unpacked(packed.substr(0, size))),
              "the compressed data end too early; expected a whole gzip file");
  }
  std::string damaged = packed;
  damaged[packed.size() - 6] ^= 1;  // In the checksum.
  EXPECT_EQ(error_of(unpacked(damaged)), "the compressed data are damaged; expected a gzip file");
}

TEST(File, WhatWouldBecomeTooLargeIsRefused) {
  const std::string packed = sample("sample.swf.gz");
  const std::size_t size = sample("sample.swf").size();
  EXPECT_TRUE(unpacked(packed, size));
  EXPECT_EQ(error_of(unpacked(packed, size - 1)),
            "there is too much of it; expected at most " + std::to_string(size - 1) + " bytes");
}

TEST(File, WhatCannotBeReadSaysWhy) {
  DiskFiles files;
  EXPECT_EQ(
      error_of(files.read("nowhere.csv")),
      "cannot read nowhere.csv (No such file or directory); expected a file that can be read");
  EXPECT_EQ(error_of(files.read("scenarios")),
            "cannot read scenarios (Is a directory); expected a file that can be read");
}

}  // namespace
}  // namespace meseta
