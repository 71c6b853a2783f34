#include <gtest/gtest.h>

#include "cli/output_file.hpp"
#include "engine/event/encoder.hpp"
#include "engine/event/history.hpp"
#include "scenarios/reader.hpp"
#include "tests/cli/program.hpp"

namespace meseta::cli {
namespace {

class MesetaReplay : public testing::Test {
 protected:
  // Runs the small scenario with this seed and returns its digest.
  std::string record(const std::string& name, const std::string& flags = "") {
    const std::string scenario = scratch_.write("small.yaml", small_scenario());
    const Ran ran = meseta("run " + scenario + " --history " + scratch_.path(name) + " " + flags);
    EXPECT_EQ(ran.status, 0) << ran.err;
    return digest_of(ran.out);
  }

  Scratch scratch_;
};

TEST_F(MesetaReplay, ComesToTheSameDigest) {
  const std::string digest = record("history");
  const Ran ran = meseta("replay " + scratch_.path("history"));

  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_EQ(digest_of(ran.out), digest);
}

TEST_F(MesetaReplay, PrintsEveryEvent) {
  record("history");
  const Ran ran = meseta("replay --print " + scratch_.path("history"));

  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_TRUE(ran.out.starts_with("1 0s node 0 <- boot{")) << ran.out.substr(0, 100);
}

TEST_F(MesetaReplay, StopsWhereItIsTold) {
  const std::string digest = record("history");
  const Ran ran = meseta("replay --until 10 --print " + scratch_.path("history"));

  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_NE(ran.out.find("\n10 "), std::string::npos) << ran.out;
  EXPECT_EQ(ran.out.find("\n11 "), std::string::npos) << ran.out;
  EXPECT_EQ(digest_of(ran.out).size(), 32U);
  EXPECT_NE(digest_of(ran.out), digest);
  EXPECT_EQ(meseta("replay --until 100000000 " + scratch_.path("history")).status, 2);
}

TEST_F(MesetaReplay, DamageIsBadInput) {
  record("history");
  const std::string whole = scratch_.read("history");
  std::string flipped = whole;
  flipped[whole.size() / 2] ^= 1;
  const std::string inputs[] = {flipped, whole.substr(0, whole.size() - 5), whole.substr(0, 9), "",
                                "no history at all"};
  for (const std::string& bytes : inputs) {
    const Ran ran = meseta("replay " + scratch_.write("damaged", bytes));
    EXPECT_EQ(ran.status, 2) << bytes.size();
    EXPECT_TRUE(ran.err.starts_with("meseta: " + scratch_.path("damaged") + ": ")) << ran.err;
    EXPECT_EQ(ran.out, "") << bytes.size();
  }
  EXPECT_EQ(meseta("replay " + scratch_.path("none")).status, 2);
  EXPECT_EQ(meseta("replay " + scratch_.path(".")).status, 2);
}

TEST_F(MesetaReplay, AnotherDigestIsAViolation) {
  const auto scenario = read_scenario(scratch_.write("small.yaml", small_scenario()), {});
  ASSERT_TRUE(scenario);
  HistoryHead head{.seed = 1};
  Encoder(head.configuration).encode(*scenario);
  auto file = OutputFile::create(scratch_.path("history"));
  ASSERT_TRUE(file);
  HistoryWriter(**file, head).end({.events = 0, .digest = Digest(1, 2)});
  ASSERT_TRUE((*file)->commit());

  const Ran ran = meseta("replay " + scratch_.path("history"));

  EXPECT_EQ(ran.status, 3);
  EXPECT_NE(ran.err.find(Digest(1, 2).hex()), std::string::npos) << ran.err;
  EXPECT_EQ(digest_of(ran.out), Digest().hex());
}

TEST_F(MesetaReplay, EqualHistoriesDoNotDiffer) {
  record("one");
  record("two");
  const Ran ran = meseta("replay " + scratch_.path("one") + " --diff " + scratch_.path("two"));

  EXPECT_EQ(ran.status, 0) << ran.out << ran.err;
  EXPECT_EQ(scratch_.read("one"), scratch_.read("two"));
}

TEST_F(MesetaReplay, DiffShowsBothSidesOfTheFirstDifference) {
  record("one", "--seed 1");
  record("two", "--seed 2");
  const Ran ran = meseta("replay " + scratch_.path("one") + " --diff " + scratch_.path("two"));

  EXPECT_EQ(ran.status, 1) << ran.err;
  EXPECT_NE(ran.out.find("the seeds differ: 1 and 2\n"), std::string::npos) << ran.out;
  EXPECT_NE(ran.out.find(" is the first to differ\n"), std::string::npos) << ran.out;
  EXPECT_NE(ran.out.find("\n" + scratch_.path("one") + ": "), std::string::npos) << ran.out;
  EXPECT_NE(ran.out.find("\n" + scratch_.path("two") + ": "), std::string::npos) << ran.out;
}

// A process that begins again is another node with what the one before it had.
TEST(MesetaReplayOfRestarts, ComesToTheSameDigest) {
  const Scratch scratch;
  const std::string scenario = scratch.write("crash.yaml", R"(name: crash
cluster:
  - {name: rack, count: 5, resources: "cpus:4;mem:4096"}
frameworks:
  - name: web
    failover_timeout: 10m
    batch:
      tasks: 60
      task: {resources: "cpus:1;mem:100"}
      duration: 10s
faults:
  - {at: 8s, kind: crash, framework: web, for: 3s}
  - {at: 15s, kind: crash, agents: rack, for: 3s}
  - {at: 25s, kind: crash, master: leader, for: 3s}
goals: [tasks.finished == 60, violations == 0]
)");
  const Ran ran = meseta("run " + scenario + " --history " + scratch.path("h"));
  ASSERT_EQ(ran.status, 0) << ran.err << ran.out;

  const Ran again = meseta("replay " + scratch.path("h"));
  EXPECT_EQ(again.status, 0) << again.err;
  EXPECT_EQ(digest_of(again.out), digest_of(ran.out));
}

}  // namespace
}  // namespace meseta::cli
