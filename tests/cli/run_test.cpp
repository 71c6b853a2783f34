#include <gtest/gtest.h>

#include "tests/cli/program.hpp"

namespace meseta::cli {
namespace {

std::string error_at(const std::string& place, const std::string& message) {
  return "meseta: " + place + ": " + message + "\n";
}

TEST(MesetaRun, PrintsASummaryThatEndsWithTheDigest) {
  const Scratch scratch;
  const std::string scenario = scratch.write("small.yaml", small_scenario());

  const Ran ran = meseta("run " + scenario);

  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_EQ(ran.err, "");  // No terminal, no progress.
  EXPECT_EQ(digest_of(ran.out).size(), 32U);
  EXPECT_TRUE(ran.out.ends_with("digest " + digest_of(ran.out) + "\n")) << ran.out;
}

TEST(MesetaRun, TheSameSeedGivesTheSameDigestAndAnotherAnother) {
  const Scratch scratch;
  const std::string run = "run " + scratch.write("small.yaml", small_scenario());

  const std::string digest = digest_of(meseta(run + " --seed 7").out);
  EXPECT_EQ(digest_of(meseta(run + " --seed=7").out), digest);
  EXPECT_NE(digest_of(meseta(run + " --seed 8").out), digest);
}

TEST(MesetaRun, JsonIsOneObjectAndNothingElse) {
  const Scratch scratch;
  const std::string scenario =
      scratch.write("small.yaml", small_scenario("goals: [tasks.finished == 20]\n"));
  const Ran ran = meseta("run " + scenario + " --json");
  ASSERT_EQ(ran.status, 0) << ran.err << ran.out;
  const std::string json = scratch.write("summary.json", ran.out);

  EXPECT_EQ(std::system(("python3 -m json.tool " + json + " >" + scratch.path("checked")).c_str()),
            0)
      << ran.out;
  EXPECT_NE(ran.out.find(R"("finished": 20)"), std::string::npos) << ran.out;
}

TEST(MesetaRun, AMissedGoalIsStatusOne) {
  const Scratch scratch;
  const std::string scenario =
      scratch.write("small.yaml", small_scenario("goals: [tasks.finished == 21]\n"));
  const Ran ran = meseta("run " + scenario);

  EXPECT_EQ(ran.status, 1);
  EXPECT_NE(ran.out.find("MISSED  tasks.finished == 21"), std::string::npos) << ran.out;
}

TEST(MesetaRun, ABadGoalIsRefusedAtItsPlace) {
  const Scratch scratch;
  const std::string scenario = scratch.write("small.yaml", small_scenario("goals:\n"
                                                                          "  - tasks.lots == 0\n"));
  const Ran ran = meseta("run " + scenario);

  EXPECT_EQ(ran.status, 2);
  EXPECT_EQ(ran.out, "");
  EXPECT_EQ(ran.err, error_at(scenario + ":11:5",
                              "there is no measure 'tasks.lots'; did you mean 'tasks.lost'?"));
}

TEST(MesetaRun, TheColumnIsRightInsideQuotesToo) {
  const Scratch scratch;
  const std::string scenario =
      scratch.write("small.yaml", small_scenario("goals:\n  - \"tasks.lost = 0\"\n"));

  EXPECT_EQ(meseta("run " + scenario).err,
            error_at(scenario + ":11:17", "'='; expected one of < <= == != >= >"));
}

TEST(MesetaRun, ABadScenarioIsRefusedAtItsPlaceAndNothingIsWritten) {
  const Scratch scratch;
  const Scratch results;
  const std::string scenario = scratch.write("bad.yaml", "name: bad\nclutser: []\n");
  const Ran ran = meseta("run " + scenario + " --out " + results.path("out") + " --history " +
                         results.path("history"));

  EXPECT_EQ(ran.status, 2);
  EXPECT_TRUE(ran.err.starts_with("meseta: " + scenario + ":2:1: ")) << ran.err;
  EXPECT_TRUE(results.empty());
}

TEST(MesetaRun, WhatItCannotReadOrRunIsBadInput) {
  const Scratch scratch;
  const std::string run = "run " + scratch.write("small.yaml", small_scenario());
  for (const std::string& arguments :
       {std::string(""), std::string("rnu"), std::string("run"), run + " more",
        "run " + scratch.path("none.yaml"), run + " --seed x", run + " --seed -1",
        run + " --seed 18446744073709551616", run + " --seed", run + " --seed 1 --seed 2",
        run + " --backend mars", run + " --no-such-flag", run + " --set nonsense",
        run + " --set cluster.none.count=1", run + " --history " + scratch.path("none/history"),
        run + " --history " + scratch.path("."), run + " --out ''"}) {
    const Ran ran = meseta(arguments);
    EXPECT_EQ(ran.status, 2) << arguments;
    EXPECT_TRUE(ran.err.starts_with("meseta: ")) << arguments << ": " << ran.err;
    EXPECT_EQ(ran.out, "") << arguments;
  }
}

TEST(MesetaRun, TheLinuxBackendIsNotInThisBuild) {
  const Scratch scratch;
  const Ran ran =
      meseta("run " + scratch.write("small.yaml", small_scenario()) + " --backend linux");

  EXPECT_EQ(ran.status, 2);
  EXPECT_NE(ran.err.find("this build has no linux backend"), std::string::npos) << ran.err;
}

TEST(MesetaRun, DashesAndUnderscoresAreTheSameInFlags) {
  EXPECT_NE(meseta("run x --hi_story").err.find("did you mean --history?"), std::string::npos);
  EXPECT_EQ(meseta("help run").out, meseta("run --help").out);
}

TEST(MesetaRun, SetReplacesAPartOfTheScenario) {
  const Scratch scratch;
  const Ran ran = meseta("run " + scratch.write("small.yaml", small_scenario()) +
                         " --json --set frameworks.web.batch.tasks=3 --set cluster.rack.count=2");

  EXPECT_NE(ran.out.find(R"("submitted": 3)"), std::string::npos) << ran.out << ran.err;
  EXPECT_NE(ran.out.find(R"("agents": 2)"), std::string::npos) << ran.out;
}

TEST(MesetaRun, OutHoldsTheResultsAndLeavesOtherFilesAlone) {
  const Scratch scratch;
  const std::string scenario = scratch.write("small.yaml", small_scenario());
  const std::string notes = scratch.write("notes.txt", "mine");
  const Ran ran = meseta("run " + scenario + " --json --out " + scratch.path("."));

  ASSERT_EQ(ran.status, 0) << ran.err;
  EXPECT_EQ(scratch.read("summary.json"), ran.out);
  EXPECT_TRUE(scratch.read("timeseries.csv").starts_with("seconds,"));
  EXPECT_TRUE(scratch.read("waits.csv").starts_with("framework,task,"));
  EXPECT_EQ(digest_of(scratch.read("summary.txt")),
            digest_of(meseta("replay " + scratch.path("history.bin")).out));
  EXPECT_EQ(scratch.read("notes.txt"), "mine");
  EXPECT_FALSE(scratch.has("history.bin.partial"));
}

TEST(MesetaRun, AnOutThatIsAFileIsBadInputAndStaysAsItIs) {
  const Scratch scratch;
  const std::string scenario = scratch.write("small.yaml", small_scenario());
  const std::string file = scratch.write("file", "mine");
  for (const std::string& out : {file, file + "/below"}) {
    const Ran ran = meseta("run " + scenario + " --out " + out);
    EXPECT_EQ(ran.status, 2) << out;
    EXPECT_NE(ran.err.find(file + " is not a folder"), std::string::npos) << ran.err;
  }
  EXPECT_EQ(scratch.read("file"), "mine");
}

TEST(MesetaRun, AHistoryThatCannotBeWrittenIsAnError) {
  if (!std::filesystem::exists("/dev/full")) GTEST_SKIP() << "needs the device full";
  const Scratch scratch;
  const Ran ran =
      meseta("run " + scratch.write("small.yaml", small_scenario()) + " --history /dev/full");

  EXPECT_EQ(ran.status, 2);
  EXPECT_NE(ran.err.find("No space left"), std::string::npos) << ran.err;
  EXPECT_EQ(ran.out, "");
}

TEST(MesetaRun, TheChartIsDrawnOnRequest) {
  const Scratch scratch;
  const std::string run = "run " + scratch.write("small.yaml", small_scenario());

  EXPECT_EQ(meseta(run).out.find("100 % |"), std::string::npos);
  EXPECT_NE(meseta(run + " --chart").out.find("100 % |"), std::string::npos);
}

}  // namespace
}  // namespace meseta::cli
