#include "report/summary.hpp"

#include <gtest/gtest.h>

#include "engine/event/kind.hpp"
#include "report/csv.hpp"
#include "report/goals.hpp"
#include "report/summary_json.hpp"
#include "report/summary_text.hpp"
#include "report/table.hpp"

namespace meseta {
namespace {

Summary summary() {
  Summary made;
  made.scenario = "quickstart";
  made.seed = 7;
  made.backend = "sim";
  made.digest = Digest(1, 2);
  made.events = 12'345;
  made.simulated = minutes(10);
  made.wall = milliseconds(420);
  made.peak_rss_bytes = 48ULL << 20U;
  made.agents = 100;
  made.frameworks = 1;
  made.tasks = {.submitted = 10, .running = 2, .running_max = 5, .finished = 7, .pending = 1};
  made.messages = {{"run_task", 9}};
  made.decisions = 30;
  made.offers = {.made = 20, .accepted = 9, .declined = 11};
  made.launch_latency = {9, microseconds(3100), milliseconds(4), milliseconds(5), milliseconds(6)};
  made.utilization.cpus = {583'333};
  made.frameworks_detail = {{.name = "web", .role = "*", .tasks = made.tasks}};
  made.waits = {{.framework = "web",
                 .task = "web-3",
                 .waited = minutes(2),
                 .pending = true,
                 .reason = "too-large",
                 .classes = {{"rack-a", {{"too-large", 60}}}, {"rack-b", {{"mem", 40}}}}}};
  made.waited = 1;
  made.goals = {{"tasks.lost == 0", Measure::count(0), true}};
  return made;
}

TEST(Summary, HasTheKeysOfTheContractInOrder) {
  const std::string json = summary_json(summary());
  std::size_t at = 0;
  for (const char* key : {"scenario",
                          "seed",
                          "backend",
                          "digest",
                          "events",
                          "sim_seconds",
                          "wall_seconds",
                          "peak_rss_bytes",
                          "agents",
                          "frameworks",
                          "tasks",
                          "submitted",
                          "running",
                          "running_max",
                          "finished",
                          "failed",
                          "killed",
                          "lost",
                          "error",
                          "pending",
                          "messages",
                          "decisions",
                          "offers",
                          "made",
                          "accepted",
                          "declined",
                          "rescinded",
                          "launch_latency_ms",
                          "p50",
                          "p90",
                          "p99",
                          "max",
                          "utilization",
                          "cpus",
                          "mem",
                          "gpus",
                          "frameworks_detail",
                          "name",
                          "role",
                          "dominant_share",
                          "goals",
                          "expr",
                          "value",
                          "met",
                          "violations"}) {
    const std::size_t found = json.find("\"" + std::string(key) + "\":", at);
    ASSERT_NE(found, std::string::npos) << key << " in " << json.substr(at);
    at = found;
  }
}

TEST(Summary, NumbersAreExactAndInTheUnitOfTheirKey) {
  const std::string json = summary_json(summary());
  for (const char* part :
       {R"("sim_seconds": 600)", R"("wall_seconds": 0.42)", R"("p50": 3.1,)", R"("cpus": 0.583333)",
        R"("waited_ms": 120000)", R"({"expr": "tasks.lost == 0", "value": 0, "met": true})",
        R"("digest": "00000000000000010000000000000002")"}) {
    EXPECT_NE(json.find(part), std::string::npos) << part << " in " << json;
  }
}

TEST(Summary, WhatHadNoSampleIsNull) {
  EXPECT_NE(summary_json(Summary{}).find(R"("launch_latency_ms": {"p50": null)"),
            std::string::npos);
}

TEST(Summary, OnlySoManyReasonsAreInTheJson) {
  Summary made = summary();
  made.waits.resize(kPendingReasonsMax + 1, made.waits.front());
  made.waited = 5000;
  made.waits.back().task = "the last";

  const std::string json = summary_json(made);
  EXPECT_EQ(json.find("the last"), std::string::npos);
  EXPECT_NE(json.find(R"("waited": 5000)"), std::string::npos);
  EXPECT_NE(waits_csv(made).find("the last"), std::string::npos);
}

TEST(Summary, TheTextEndsWithTheDigest) {
  const std::string text = summary_text(summary(), {});
  EXPECT_TRUE(text.ends_with("\ndigest 00000000000000010000000000000002\n")) << text;
  EXPECT_NE(text.find("never placed"), std::string::npos) << text;
  EXPECT_NE(text.find("met  tasks.lost == 0"), std::string::npos) << text;
}

TEST(Summary, TheTextNamesAMissedGoalAndAViolation) {
  Summary made = summary();
  made.goals[0].met = false;
  made.violations = {"agent 3 gave twice what it has"};

  const std::string text = summary_text(made, {});
  EXPECT_NE(text.find("MISSED  tasks.lost == 0"), std::string::npos) << text;
  EXPECT_NE(text.find("agent 3 gave twice what it has"), std::string::npos) << text;
}

TEST(Summary, ManyFrameworksAreCutShort) {
  Summary made = summary();
  made.frameworks_detail.resize(1000, made.frameworks_detail.front());

  EXPECT_NE(summary_text(made, {}).find("and 990 more"), std::string::npos);
}

TEST(Summary, MessagesAreCountedByType) {
  std::vector<std::uint64_t> sent(kKinds);
  sent[kind_of<RunTask>] = 5;
  const auto counts = message_counts(sent);

  EXPECT_EQ(counts.front().type, "register_agent");
  EXPECT_EQ(counts.back().type, "agent_failure");
  for (const auto& [type, count] : counts) EXPECT_EQ(count, type == "run_task" ? 5U : 0U) << type;
}

TEST(Csv, QuotesWhatNeedsIt) {
  EXPECT_EQ(csv_field("plain"), "plain");
  EXPECT_EQ(csv_field("a,\"b\""), "\"a,\"\"b\"\"\"");
}

TEST(Csv, AWaitHasALinePerClassAndReason) {
  EXPECT_EQ(waits_csv(summary()),
            "framework,task,waited_s,placed,reason,agent_class,class_reason,agents\n"
            "web,web-3,120,no,too-large,rack-a,too-large,60\n"
            "web,web-3,120,no,too-large,rack-b,mem,40\n");
}

TEST(Table, ColumnsAreAsWideAsTheyMustBe) {
  EXPECT_EQ(table({{"a", "1"}, {"ünd", "200"}}, 1, 2), "  a      1\n  ünd  200\n");
}

}  // namespace
}  // namespace meseta
