#include "workload/trace/openb.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>

#include "tests/workload/trace/sample_file.hpp"

namespace meseta {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::sample;

constexpr std::string_view kPodColumns =
    "name,cpu_milli,memory_mib,num_gpu,gpu_milli,gpu_spec,qos,pod_phase,creation_time,"
    "deletion_time,scheduled_time\n";

std::string pods_error(const std::string& rows) {
  const auto pods = parse_openb_pods(std::string(kPodColumns) + rows, "pods.csv");
  return pods ? "no error" : pods.error().message;
}

std::string nodes_error(const std::string& text) {
  const auto nodes = parse_openb_nodes(text, "nodes.csv");
  return nodes ? "no error" : nodes.error().message;
}

TEST(Openb, APodIsWhatItsRowSays) {
  const auto pods = parse_openb_pods(
      std::string(kPodColumns) + "p,6000,12288,1,460,T4|P100|T4,LS,Failed,10,300,12\n", "pods.csv");

  ASSERT_TRUE(pods) << pods.error().message;
  EXPECT_THAT(*pods, ElementsAre(OpenbPod{.name = "p",
                                          .cpu_milli = 6000,
                                          .memory_mib = 12288,
                                          .num_gpu = 1,
                                          .gpu_milli = 460,
                                          .gpu_spec = {"P100", "T4"},
                                          .qos = "LS",
                                          .phase = OpenbPhase::Failed,
                                          .created = seconds(10),
                                          .deleted = seconds(300),
                                          .scheduled = seconds(12)}));
}

TEST(Openb, ColumnsMayComeInAnyOrderAndOthersArePassedOver) {
  const auto nodes =
      parse_openb_nodes("model,extra,sn,gpu,cpu_milli,memory_mib\r\nT4,x,n,2,1,2\r\n", "nodes.csv");

  ASSERT_TRUE(nodes) << nodes.error().message;
  EXPECT_THAT(*nodes, ElementsAre(TraceNode{
                          .name = "n", .cpus_milli = 1, .mem_mib = 2, .cards = 2, .model = "T4"}));
}

TEST(Openb, PodsComeInTheOrderOfTheirCreation) {
  const auto pods = parse_openb_pods(std::string(kPodColumns) + "late,1,1,0,0,,LS,Running,5,9,5\n" +
                                         "first,1,1,0,0,,LS,Running,0,9,0\n" +
                                         "second,1,1,0,0,,LS,Running,0,9,0\n",
                                     "pods.csv");

  ASSERT_TRUE(pods) << pods.error().message;
  ASSERT_EQ(pods->size(), 3);
  EXPECT_EQ((*pods)[0].name, "first");
  EXPECT_EQ((*pods)[1].name, "second");
  EXPECT_EQ((*pods)[2].name, "late");
}

TEST(Openb, AScheduledPodRunsFromThenAndOneThatNeverWasFromItsCreation) {
  OpenbPod pod{.created = seconds(10), .deleted = seconds(300), .scheduled = seconds(100)};
  EXPECT_EQ(job_of(pod).duration, seconds(200));
  EXPECT_EQ(job_of(pod).submit, seconds(10));
  EXPECT_EQ(job_of(pod).deadline, seconds(300));

  pod.scheduled.reset();
  EXPECT_EQ(job_of(pod).duration, seconds(290));
}

TEST(Openb, OnlyAFailedPodEndsFailed) {
  for (const OpenbPhase phase : {OpenbPhase::Running, OpenbPhase::Succeeded, OpenbPhase::Pending}) {
    EXPECT_EQ(job_of(OpenbPod{.phase = phase}).outcome, TraceOutcome::Finished);
  }
  EXPECT_EQ(job_of(OpenbPod{.phase = OpenbPhase::Failed}).outcome, TraceOutcome::Failed);
}

TEST(Openb, ErrorsNameRowAndColumn) {
  EXPECT_EQ(pods_error("p,6000,12288,1,460,,LS,Running,10,300\n"),
            "pods.csv:2: the row has 10 fields; expected 11, as many as there are columns");
  EXPECT_EQ(pods_error("p,6000,12288,1,460,,LS,Running,10,300,1"),
            "pods.csv:2: the last row does not end; expected a line feed (is the file cut off?)");
  EXPECT_EQ(pods_error("p,6o00,12288,1,460,,LS,Running,10,300,12\n"),
            "pods.csv:2:3: cpu_milli is '6o00'; expected an integer from 0 to 100000000");
  EXPECT_EQ(pods_error("p,-1,12288,1,460,,LS,Running,10,300,12\n"),
            "pods.csv:2:3: cpu_milli is '-1'; expected an integer from 0 to 100000000");
  EXPECT_EQ(pods_error("p,99999999999999999999,1,1,460,,LS,Running,10,300,12\n"),
            "pods.csv:2:3: cpu_milli is '99999999999999999999'; expected an integer from 0 to "
            "100000000");
  EXPECT_EQ(pods_error("p,1,1,1,1001,,LS,Running,10,300,12\n"),
            "pods.csv:2:9: gpu_milli is '1001'; expected an integer from 1 to 1000");
  EXPECT_EQ(pods_error("p,1,1,0,500,,LS,Running,10,300,12\n"),
            "pods.csv:2:9: gpu_milli is '500'; expected an integer from 0 to 0");
  EXPECT_EQ(pods_error("p,1,1,1,500,T4||G2,LS,Running,10,300,12\n"),
            "pods.csv:2:13: gpu_spec is 'T4||G2'; expected models joined by '|', such as T4|P100");
  EXPECT_EQ(pods_error("p,1,1,0,0,T4,LS,Running,10,300,12\n"),
            "pods.csv:2:11: gpu_spec is 'T4' without a gpu; expected nothing");
  EXPECT_EQ(pods_error("p,1,1,0,0,,LS,Sleeping,10,300,12\n"),
            "pods.csv:2:15: pod_phase is 'Sleeping'; expected one of Running, Succeeded, Failed, "
            "Pending");
  EXPECT_EQ(pods_error("p,1,1,0,0,,LS,Running,10,9,\n"),
            "pods.csv:2:26: deletion_time is '9'; expected an integer from 10 to 315360000");
  EXPECT_EQ(pods_error("p,1,1,0,0,,LS,Running,10,300,9\n"),
            "pods.csv:2:30: scheduled_time is '9'; expected an integer from 10 to 315360000");
  EXPECT_EQ(pods_error("p,1,1,0,0,,LS,Running,1,3,\np,1,1,0,0,,LS,Running,1,3,\n"),
            "pods.csv:3:1: name is 'p' as in row 2; expected each name once");
  EXPECT_EQ(pods_error("p q,1,1,0,0,,LS,Running,1,3,\n"),
            "pods.csv:2:1: name is 'p q'; expected 1 to 255 letters, digits or signs, no blanks");
  EXPECT_EQ(pods_error("p,1,1,0,0,,,Running,1,3,\n"),
            "pods.csv:2:12: qos is ''; expected 1 to 255 letters, digits or signs, no blanks");
}

TEST(Openb, AHeaderMustNameTheColumns) {
  EXPECT_EQ(nodes_error(""),
            "nodes.csv:1: the file is empty; expected a row of columns "
            "sn,cpu_milli,memory_mib,gpu,model");
  EXPECT_EQ(nodes_error("sn,cpu_milli,gpu,model\n"),
            "nodes.csv:1: there is no column memory_mib; expected "
            "sn,cpu_milli,memory_mib,gpu,model");
  EXPECT_EQ(nodes_error("sn,sn,cpu_milli,memory_mib,gpu,model\n"),
            "nodes.csv:1: two columns are called sn; expected sn,cpu_milli,memory_mib,gpu,model");
}

TEST(Openb, ANodeHasAModelExactlyIfItHasCards) {
  const std::string columns = "sn,cpu_milli,memory_mib,gpu,model\n";
  EXPECT_EQ(nodes_error(columns + "n,1,1,0,T4\n"),
            "nodes.csv:2:9: model is 'T4' without a gpu; expected nothing");
  EXPECT_EQ(nodes_error(columns + "n,1,1,1,\n"),
            "nodes.csv:2:9: model is ''; expected 1 to 255 letters, digits or signs, no blanks");
  EXPECT_EQ(nodes_error(columns + "n,0,1,0,\n"),
            "nodes.csv:2:3: cpu_milli is '0'; expected an integer from 1 to 100000000");
}

TEST(Openb, ThinningKeepsTheLargestOfEachModelAndSpreadsOverTheRest) {
  std::vector<TraceNode> nodes;
  for (int i = 0; i < 100; ++i) {
    nodes.push_back({.name = "t" + std::to_string(i),
                     .cpus_milli = 1000,
                     .cards = i == 50 ? 4U : 2U,
                     .model = "T4"});
  }
  nodes.push_back({.name = "lone", .cpus_milli = 1, .model = ""});

  const auto kept = thinned(nodes, 20);

  ASSERT_EQ(kept.size(), 6);
  EXPECT_EQ(kept[0].name, "lone");  // One in twenty of one is one.
  EXPECT_EQ(kept[1].name, "t50");
  EXPECT_EQ(std::count_if(kept.begin(), kept.end(), [](auto& node) { return node.cards == 2; }), 4);
  EXPECT_EQ(thinned(nodes, 1), nodes);
  EXPECT_THAT(thinned({}, 100), IsEmpty());
}

TEST(Openb, TheSamplesAreValid) {
  const auto nodes = parse_openb_nodes(sample("openb_node_list_all_node.csv"), "nodes.csv");
  const auto pods = parse_openb_pods(sample("openb_pod_list_gpuspec33.csv"), "pods.csv");
  const auto unspecific = parse_openb_pods(sample("openb_pod_list_default.csv"), "pods.csv");

  ASSERT_TRUE(nodes) << nodes.error().message;
  ASSERT_TRUE(pods) << pods.error().message;
  ASSERT_TRUE(unspecific) << unspecific.error().message;
  EXPECT_EQ(nodes->size(), 40);
  EXPECT_EQ(pods->size(), 150);
  EXPECT_EQ(unspecific->size(), 150);
}

}  // namespace
}  // namespace meseta
