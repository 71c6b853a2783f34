#include "cli/output_file.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstring>

#include "cli/history_recorder.hpp"
#include "tests/cli/program.hpp"

namespace meseta::cli {
namespace {

TEST(OutputFile, IsThereOnlyOnceItIsWhole) {
  const Scratch scratch;
  auto file = OutputFile::create(scratch.path("x"));
  ASSERT_TRUE(file);
  const std::string block(3'000'000, 'b');
  (*file)->write("a");
  (*file)->write(block);
  (*file)->write("c");
  EXPECT_FALSE(scratch.has("x"));

  EXPECT_TRUE((*file)->commit());

  EXPECT_EQ(scratch.read("x"), "a" + block + "c");
  EXPECT_FALSE(scratch.has("x.partial"));
}

TEST(OutputFile, AnAbandonedOneLeavesWhatWasThere) {
  const Scratch scratch;
  scratch.write("x", "old");
  OutputFile::create(scratch.path("x")).value()->write("new");

  EXPECT_EQ(scratch.read("x"), "old");
  EXPECT_FALSE(scratch.has("x.partial"));
}

// Whether files without a name can be made there.
bool has_nameless_files(const std::string& folder) {
  const int descriptor = ::open(folder.c_str(), O_WRONLY | O_TMPFILE | O_CLOEXEC, 0666);
  if (descriptor >= 0) ::close(descriptor);
  return descriptor >= 0;
}

TEST(OutputFileDeathTest, AKilledProgramLeavesNothing) {
  const Scratch scratch;
  if (!has_nameless_files(scratch.path("."))) {
    GTEST_SKIP() << "needs a file system with O_TMPFILE: " << std::strerror(errno);
  }
  EXPECT_EXIT(
      {
        const auto file = OutputFile::create(scratch.path("x"));
        (*file)->write(std::string(3'000'000, 'b'));
        ::raise(SIGKILL);
      },
      testing::KilledBySignal(SIGKILL), "");

  EXPECT_TRUE(scratch.empty());
}

TEST(OutputFile, TakesThePlaceOfWhatWasThereAndOfWhatWasLeftBehind) {
  const Scratch scratch;
  scratch.write("x", "old");
  scratch.write("x.partial", "left");

  EXPECT_TRUE(write_file(scratch.path("x"), "new"));

  EXPECT_EQ(scratch.read("x"), "new");
  EXPECT_FALSE(scratch.has("x.partial"));
}

TEST(OutputFile, AFolderInItsPlaceIsAnError) {
  const Scratch scratch;
  std::filesystem::create_directory(scratch.path("x"));

  EXPECT_FALSE(write_file(scratch.path("x"), "new"));
  EXPECT_FALSE(scratch.has("x.partial"));
}

TEST(OutputFile, WhereThereIsNoFolderThereIsNoFile) {
  const Scratch scratch;
  EXPECT_FALSE(OutputFile::create(scratch.path("none/x")));
}

TEST(OutputFile, AFullDiskIsAnErrorWhenAsked) {
  if (!std::filesystem::exists("/dev/full")) GTEST_SKIP() << "needs the device full";
  auto file = OutputFile::create("/dev/full");
  ASSERT_TRUE(file);
  (*file)->write("x");
  EXPECT_FALSE((*file)->commit());
  EXPECT_TRUE(std::filesystem::exists("/dev/full"));
}

class Silent final : public Component {
 public:
  void handle(const Event&, Time, Outbox&) override {}
};

// Hands `events` events to a recorder that keeps fewer than `events_max`.
Result<bool> recorded(const std::string& path, std::uint64_t events, std::uint64_t events_max) {
  auto recorder = HistoryRecorder::create(path, {}, events_max);
  if (!recorder) return tl::unexpected(recorder.error());
  Silent component;
  Dispatcher dispatcher;
  const NodeId node = dispatcher.add(component);
  dispatcher.observe(recorder->get());
  for (std::uint64_t i = 0; i < events; ++i) {
    dispatcher.dispatch(node, {dispatcher.bodies().make(Alarm{})}, Time{});
  }
  return (*recorder)->finish(dispatcher);
}

TEST(HistoryRecorder, KeepsAHistoryThatIsShortEnough) {
  const Scratch scratch;
  EXPECT_EQ(recorded(scratch.path("h"), 9, 10), true);
  EXPECT_TRUE(scratch.has("h"));
}

TEST(HistoryRecorder, DropsOneThatIsTooLong) {
  const Scratch scratch;
  EXPECT_EQ(recorded(scratch.path("h"), 10, 10), false);
  EXPECT_TRUE(scratch.empty());
}

TEST(CheckFolder, MayBeMissingButNotBeAFile) {
  const Scratch scratch;
  const std::string file = scratch.write("file", "");

  EXPECT_TRUE(check_folder("--out", scratch.path(".")));
  EXPECT_TRUE(check_folder("--out", scratch.path("new/and/below")));
  EXPECT_FALSE(check_folder("--out", file));
  EXPECT_FALSE(check_folder("--out", file + "/below"));
  EXPECT_FALSE(check_folder("--out", ""));
  EXPECT_FALSE(scratch.has("new"));
}

}  // namespace
}  // namespace meseta::cli
